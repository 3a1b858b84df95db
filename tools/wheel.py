"""Builds the wheel and tries it as an operator would: `python -m tools.wheel`.

It is installed with its pinned dependencies into an environment of its own,
far from the checkout, and there the portal must import and find its files.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from .environment import ROOT, install

SHIPS = {"portal", "auth", "services", "access_log", "storage"}
MUST_HAVE = (
    "auth/migrations/versions/",
    "portal/locale/en/",
    "portal/static/vendor/manifest.json",
    "portal/templates/base.html",
    "services/vaccines/migrations/versions/",
)
TRY = """
from importlib.resources import files
import portal.main
assert (files("portal") / "static" / "vendor" / "manifest.json").is_file(), "no front-end files"
"""


def run(*command: object, cwd: Path = ROOT) -> None:
    """Run *command* in silence, or end with what it said."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}The wheel failed at: {' '.join(map(str, command))}")


def build(folder: Path) -> Path:
    """Build the wheel into *folder*."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    return next(folder.glob("*.whl"))


def faults(wheel: Path) -> list[str]:
    """What the wheel has that it should not, and what it lacks."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    strangers = {top for top in tops - SHIPS if not top.endswith(".dist-info")}
    missing = [wanted for wanted in MUST_HAVE if not any(name.startswith(wanted) for name in names)]
    return [f"it has {top}" for top in sorted(strangers)] + [f"it lacks {name}" for name in missing]


def environment(wheel: Path, folder: Path) -> Path:
    """Install *wheel* and what it stands on into a new environment; return its Python."""
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "uv", "venv", "--quiet", "--python", sys.executable, folder / "venv")
    if not install(ROOT / "requirements.lock", python):
        sys.exit("requirements.lock could not be installed; see above.")
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python)
    run(*uv, "--no-deps", "--offline", wheel)
    return python


def main() -> None:
    """Build, look inside, install, import."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        if wrong := faults(wheel):
            sys.exit("The wheel is not right: " + "; ".join(wrong))
        run(environment(wheel, folder), "-I", "-c", TRY, cwd=folder)


if __name__ == "__main__":
    main()

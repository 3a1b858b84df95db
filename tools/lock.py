"""Keeps the locks true to pyproject.toml: `python -m tools.lock`, or `… --check`.

A lock keeps the versions that it has; `make lock UPGRADE=--upgrade` takes the
newest ones. What ships constrains what is tested with, so the two agree.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": [],
    "requirements-dev.lock": ["--group", "dev", "-c", "requirements.lock"],
}
COMPILE = ["uv", "pip", "compile", "--quiet", "--python-version", "3.11", "--generate-hashes"]
ANYWHERE = ["--no-emit-index-url", "--universal", "--no-header", "pyproject.toml"]
HEADER = "# Made by `make lock` from pyproject.toml; every file that may be installed, by its hash.\n"


def compiled(name: str, options: list[str], *more: str) -> str:
    """What the lock *name* should say, keeping the versions it has unless told to upgrade."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, name)
        if (ROOT / name).exists():
            fresh.write_bytes((ROOT / name).read_bytes())
        command = [sys.executable, "-m", *COMPILE, *ANYWHERE, *options, *more, "-o", str(fresh)]
        if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit(f"{name} could not be compiled; see above.")
        return HEADER + fresh.read_text(encoding="utf-8")


def main() -> None:
    """Write both locks, or with --check fail when either is not what it should be."""
    checking = sys.argv[1:2] == ["--check"]
    for name, options in LOCKS.items():
        wanted = compiled(name, options, *([] if checking else sys.argv[1:]))
        if not checking:
            (ROOT / name).write_text(wanted, encoding="utf-8")
        elif (ROOT / name).read_text(encoding="utf-8") != wanted:
            sys.exit(f"{name} does not follow from pyproject.toml: make lock")


if __name__ == "__main__":
    main()

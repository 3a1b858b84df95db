"""Makes .venv and installs exactly what requirements-dev.lock says, hashes checked.

Run by whatever Python the machine has, before anything is installed: only the
standard library here, and nothing that an old Python cannot at least parse.
"""

import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.lock"
PYTHON = VENV / "bin" / "python"
READY = VENV / ".ready"


def pinned(lock: str, package: str) -> str:
    """The lines of *lock* that pin *package*: its version and its hashes."""
    lines = lock.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{package}=="))
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("    --hash"):
            break
        block.append(line)
    return "\n".join(block).rstrip(" \\") + "\n"


def run(*command: object) -> bool:
    """Run *command* and say whether it went well; its output is the reader's."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode == 0


def make_venv() -> None:
    """Make the virtual environment, or a new one where the old one's Python is gone."""
    if not (PYTHON.exists() and run(PYTHON, "-c", "import pip")) and not run(
        sys.executable, "-m", "venv", "--clear", VENV
    ):
        sys.exit("Could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv")


def install_uv() -> bool:
    """Install the pinned uv by pip, its hash checked as everything else's."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.lock")
        wanted.write_text(pinned(LOCK.read_text(encoding="utf-8"), "uv"), encoding="utf-8")
        return run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", wanted)


def install(lock: Path, python: Path = PYTHON) -> bool:
    """Make *python*'s environment hold what *lock* names, by uv, which is fast, or else by pip.

    pip may be set up for a mirror that uv has never heard of. The hashes are
    the same, so which of the two fetched a file makes no difference.
    """
    os.environ.setdefault("UV_HTTP_RETRIES", "1")
    if run(PYTHON, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock):
        return True
    print("uv could not install the packages: pip tries.", flush=True)
    pip = (PYTHON, "-m", "pip", "--python", python, "install", "--quiet")
    return run(*pip, "--require-hashes", "-r", lock)


def ready() -> bool:
    """Whether somebody has set everything up since the lock last changed."""
    newest = max(path.stat().st_mtime for path in (LOCK, Path(__file__)))
    return READY.exists() and READY.stat().st_mtime >= newest


def set_up() -> None:
    """Make the environment anew or bring it up to date, and leave a mark that it is."""
    print("Setting up .venv from requirements-dev.lock …", flush=True)
    make_venv()
    if not (install_uv() and install(LOCK)):
        sys.exit("The packages of requirements-dev.lock could not be installed; see above.")
    READY.touch()


def main() -> None:
    """Have an environment, or say in a sentence what is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older Python is just who this is for)
        sys.exit(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: make PYTHON=python3.12 …"
        )
    with LOCK.open(encoding="utf-8") as held:
        # Two makes at once, in two windows: the second waits, and finds the work done.
        fcntl.flock(held, fcntl.LOCK_EX)
        if not ready():
            set_up()


if __name__ == "__main__":
    main()

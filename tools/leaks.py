"""Finds what no file of the project may carry: `python -m tools.leaks`.

Addresses of package indexes (locks name files by hash, wherever they come
from), folders of somebody's own machine, and, in templates, whatever would
need a weaker content security policy than ours.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

EVERYWHERE = {
    "the address of a package index": re.compile(
        r"\b(?:(?:registry|files|index|proxy|deb)\.(?:[a-z-]+\.)*|pypi\.|npmjs\.|pythonhosted\.)(?:org|com|io)\b"
    ),
    "a folder of somebody's machine": re.compile(r"(?<![\w.$}>~)-])/(?:home|root|work|Users)/\w"),
}
LOCKS = {"an address in a lock": re.compile(r'"resolved":|https?://(?!\S*(?:fund|sponsor|collective))')}
TEMPLATES = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline style": re.compile(r"<style|\sstyle=", re.IGNORECASE),
    "an inline handler": re.compile(r"\s(?:on[a-z]+|(?:data-)?hx-on\S*)=|javascript:", re.IGNORECASE),
    "a script in an htmx attribute": re.compile(
        r"[\"'](?:js|javascript):|hx-trigger=\"[^\"]*\[", re.IGNORECASE
    ),
}


def files() -> Iterator[Path]:
    """Every file that is in git, or would be if it were added."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    named = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    yield from (path for name in named.split("\0") if name and (path := ROOT / name).is_file())


def forbidden(path: Path) -> dict[str, re.Pattern[str]]:
    """What *path* may not carry, by what to call it."""
    found = dict(EVERYWHERE)
    if path.name.endswith((".lock", "package-lock.json")):
        found |= LOCKS
    if path.suffix == ".html":
        found |= TEMPLATES
    return found


def leaks(path: Path) -> Iterator[str]:
    """One line to read for each thing found in *path*; files that are not text hold none."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for what, pattern in forbidden(path).items():
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path.relative_to(ROOT)}:{line}: {what}"


def main() -> None:
    """Print everything found, and fail when anything was."""
    found = [leak for path in files() for leak in leaks(path)]
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

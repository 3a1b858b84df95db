"""Copies the pinned front-end files out of node_modules: `python -m tools.assets`.

Fonts and the design system's two style sheets become one style sheet, so that a
first visit waits for one file of theirs and not for four. Names carry a hash of
what is in them, and the manifest says which name is which.
"""

import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path

from tools.node import command, environment

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

HTMX = "htmx.org"
HTMX_FILE = "dist/htmx.min.js"
# The file that a browser is told to expect from the CDN: a new version is a
# deliberate change of this line, never something that an install slipped in.
HTMX_INTEGRITY = "sha384-Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"

DESIGN = "@digdir/designsystemet-css"
STYLE_SHEETS = ("dist/theme/designsystemet.css", "dist/src/index.css")

INTER = "@fontsource-variable/inter"
# Sámi letters (áčđŋšŧž) are in latin-ext.
ALPHABETS = ("latin", "latin-ext")


def integrity(content: bytes) -> str:
    """What a script tag's integrity attribute says about *content*."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def keep(name: str, content: bytes) -> dict[str, str | int]:
    """Write *content* to a file named by what is in it, and return its line of the manifest."""
    stem, _, ending = name.rpartition(".")
    file = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
    (VENDOR / file).write_bytes(content)
    return {"file": file, "integrity": integrity(content), "bytes": len(content)}


def package(name: str, file: str) -> bytes:
    """Return a file of an installed package."""
    try:
        return (MODULES / name / file).read_bytes()
    except FileNotFoundError:
        sys.exit(f"{name} has no {file}: run npm ci, or look at what the new version calls it")


def version(name: str) -> str:
    """The version of an installed package."""
    return str(json.loads(package(name, "package.json"))["version"])


def font_faces(kept: dict[str, dict[str, str | int]]) -> str:
    """The rules that let the browser fetch only the alphabets that a page uses."""
    ranges = json.loads(package(INTER, "unicode.json"))
    return "\n".join(
        f"@font-face {{ font-family: Inter; font-weight: 100 900; font-display: swap; "
        f'src: url("{kept[f"inter-{alphabet}.woff2"]["file"]}") format("woff2"); '
        f"unicode-range: {ranges[alphabet]}; }}"
        for alphabet in ALPHABETS
    )


def copy() -> dict[str, dict[str, str | int]]:
    """Fill static/vendor anew and return the manifest, whose keys are the names that templates use."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for old in VENDOR.iterdir():
        old.unlink()
    kept = {
        f"inter-{alphabet}.woff2": keep(
            f"inter-{alphabet}.woff2", package(INTER, f"files/inter-{alphabet}-wght-normal.woff2")
        )
        for alphabet in ALPHABETS
    }
    design = [font_faces(kept).encode(), *(package(DESIGN, sheet) for sheet in STYLE_SHEETS)]
    kept["design.css"] = keep("design.css", b"\n".join(design))
    htmx = package(HTMX, HTMX_FILE)
    if integrity(htmx) != HTMX_INTEGRITY:
        sys.exit(f"{HTMX} is not the file that this project was tested with: {integrity(htmx)}")
    cdn = f"https://cdn.jsdelivr.net/npm/{HTMX}@{version(HTMX)}/{HTMX_FILE}"
    kept["htmx.js"] = keep("htmx.js", htmx) | {"cdn": cdn}
    for name in (HTMX, DESIGN, INTER):
        (VENDOR / f"LICENSE-{name.replace('/', '-').lstrip('@')}.txt").write_bytes(package(name, "LICENSE"))
    return kept


def main() -> None:
    """Install what package-lock.json says, where it is not installed yet, and copy it."""
    installed, wanted = MODULES / ".package-lock.json", ROOT / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        subprocess.run([*command("npm"), "ci", "--silent"], cwd=ROOT, env=environment(), check=True)
    manifest = json.dumps(copy(), indent=1)
    (VENDOR / "manifest.json").write_text(manifest + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

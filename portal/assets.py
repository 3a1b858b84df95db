"""Style sheets, scripts and fonts: where a page finds them, and how long a browser may keep them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PREFIX = "/static"
_FOREVER = "public, max-age=31536000, immutable"


class AssetsMissing(Exception):
    """The third-party files are not beside our own: `python -m tools.assets` puts them there."""


class HtmxSource(StrEnum):
    """Who the visitor's browser gets htmx from. A CDN learns the visitor's IP address."""

    CDN = "cdn"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Script:
    """A third-party script; *fallback* is our own copy of the same bytes."""

    src: str
    integrity: str
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Assets:
    """The address of every asset by its name, and the htmx that pages ask for."""

    urls: Mapping[str, str]
    htmx: Script

    def __getitem__(self, name: str) -> str:
        return self.urls[name]

    @property
    def script_sources(self) -> tuple[str, ...]:
        """Where scripts come from beside ourselves, as a Content-Security-Policy wants it."""
        return (self.htmx.src,) if self.htmx.fallback else ()


def folder() -> Path:
    """Where static files are: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "static"
    return inside if inside.is_dir() else here.parent / "static"


def assets(static: Path, *, htmx: HtmxSource) -> Assets:
    """Return the addresses of what is in *static* now; a changed file has a new address."""
    try:
        manifest = json.loads((static / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AssetsMissing(str(static / "vendor")) from None
    own = {path.name: _address(path) for path in static.iterdir() if path.is_file()}
    vendor = {name: f"{PREFIX}/vendor/{line['file']}" for name, line in manifest.items()}
    line = manifest["htmx.js"]
    local = Script(vendor["htmx.js"], line["integrity"])
    cdn = Script(line["cdn"], line["integrity"], fallback=vendor["htmx.js"])
    return Assets(own | vendor, cdn if htmx is HtmxSource.CDN else local)


def _address(path: Path) -> str:
    return f"{PREFIX}/{path.name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


class AssetFiles(StaticFiles):
    """Serves static files: kept for ever under an address that changes with the file, else asked for anew."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file at *path*, and say how long it may be kept."""
        response = await super().get_response(path, scope)
        lasting = path.startswith("vendor") or scope["query_string"].startswith(b"v=")
        if response.status_code in (200, 304):
            response.headers["Cache-Control"] = _FOREVER if lasting else "no-cache"
        return response

"""A line of a bulk file as a resource, and which version of it that is."""

from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from ..ndjson import MOST_LINE, Line
from ..rejects import LineRejected
from .contract import Meta
from .rows import Version

S = TypeVar("S", bound=msgspec.Struct)

_LONGEST_ID = 64


def resource_in(line: Line) -> dict[str, Any]:
    """Return the JSON object that *line* is, or raise LineRejected."""
    if not line.whole:
        raise LineRejected(f"the line is longer than {MOST_LINE >> 20} MB; only its beginning is kept")
    if b"\\u0000" in line.text:
        raise LineRejected("a text holds the character U+0000")
    try:
        resource = msgspec.json.decode(line.text)
    except UnicodeDecodeError:
        raise LineRejected("the line is not UTF-8") from None
    except RecursionError:
        raise LineRejected("the JSON is nested too deeply") from None
    except msgspec.DecodeError as error:
        raise LineRejected(f"the line is not JSON: {error}") from None
    if not isinstance(resource, dict):
        raise LineRejected("the line is JSON, but no resource")
    return resource


def is_a(line: Line, kind: str) -> bool:
    """Whether *line* is a resource of *kind*; what cannot be read is nothing of the kind."""
    if f'"{kind}"'.encode() not in line.text:
        return False
    try:
        return resource_in(line).get("resourceType") == kind
    except LineRejected:
        return False


def as_a(kind: type[S], resource: dict[str, Any]) -> S:
    """Return *resource* as a struct, or raise LineRejected with the path to what does not fit."""
    try:
        return msgspec.convert(resource, kind)
    except msgspec.ValidationError as error:
        raise LineRejected(str(error)) from None


def content_of(resource: dict[str, Any]) -> str:
    """Return all that *resource* says in one fixed form, without what its server says about it."""
    said = {name: value for name, value in resource.items() if name != "meta"}
    return msgspec.json.encode(said, order="deterministic").decode()


def version_of(meta: Meta | None, content: bytes) -> Version:
    """Return the version that *meta* names; times are brought to UTC so that they can be compared."""
    if meta is None:
        return Version(content)
    if len(meta.version_id) > _LONGEST_ID:
        raise LineRejected("meta.versionId is no id")
    return Version(content, _instant(meta.last_updated) if meta.last_updated else "", meta.version_id)


def is_newer(one: Version, than: Version) -> bool | None:
    """Whether *one* is the newer version; None when their senders do not say."""
    if one.updated and than.updated and one.updated != than.updated:
        return one.updated > than.updated
    if one.number.isdecimal() and than.number.isdecimal() and int(one.number) != int(than.number):
        return int(one.number) > int(than.number)
    return None


def _instant(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        raise LineRejected("meta.lastUpdated is no moment") from None

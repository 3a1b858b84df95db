"""Which formats a register speaks: FHIR's JSON, and no other."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

_ACCEPTED = {"*/*", "application/*", "application/json", "application/fhir+json"}
_FORMATS = {"json", "application/json", "application/fhir+json"}


def answered_in_json(request: Request) -> None:
    """Refuse a caller who would not understand the answer, by Accept or by FHIR's `_format`."""
    wished = request.query_params.get("_format")
    # A plus sign in a query means a space to some, and itself to others.
    fits = accepts_json(request.headers.get("Accept")) if wished is None else _format(wished) in _FORMATS
    if not fits:
        raise HTTPException(406, "this register speaks application/fhir+json")


def sent_in_json(request: Request) -> None:
    """Refuse a resource in a format that the register does not read."""
    if _format(request.headers.get("Content-Type", "").partition(";")[0]) not in _FORMATS - {"json"}:
        raise HTTPException(415, "a resource is sent as application/fhir+json")


def accepts_json(accept: str | None) -> bool:
    """Whether an Accept header leaves room for JSON. None, and nothing, is room for anything."""
    if not accept or not accept.strip():
        return True
    return any(
        _format(kind.partition(";")[0]) in _ACCEPTED and not _unwanted(kind) for kind in accept.split(",")
    )


def _unwanted(kind: str) -> bool:
    parameters = (parameter.partition("=") for parameter in kind.split(";")[1:])
    return any(
        name.strip().lower() == "q" and value.strip() in {"0", "0.0", "0.00", "0.000"}
        for name, _, value in parameters
    )


def _format(text: str) -> str:
    return text.strip().lower().replace(" ", "+")

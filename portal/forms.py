"""The little forms that pages have: a few short fields, and never a file."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request

_KINDS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MOST_FIELDS = 5


async def fields(request: Request, *needed: str) -> dict[str, str]:
    """Return the fields of the form that was sent; each that is *needed* is there and says something."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in _KINDS:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    if not all(said.get(name) for name in needed):
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
    return said

"""How long a session lasts, and in which language."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from auth.paths import local_path

from ..forms import fields
from ..html import render
from ..i18n import Language
from ..visit import session_of
from ..wiring import wiring

_YEAR = 365 * 24 * 3600


async def extend(request: Request) -> Response:
    """Let the session last half an hour from now; answers a script with 204 and a form with a page."""
    session = await session_of(request)
    await wiring(request).sessions.extend(session)
    if request.headers.get("Sec-Fetch-Mode") == "cors":
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)


async def expired(request: Request) -> Response:
    """Say that the session has ended by itself."""
    back = local_path(request.query_params.get("next"), request.app.state.addresses)
    return render(request, page="session/expired.html", next=back)


async def language(request: Request) -> Response:
    """Remember the visitor's language, and go back to where they were."""
    said = await fields(request, "language")
    if said["language"] not in list(Language):
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
    back = local_path(said.get("next"), request.app.state.addresses)
    response = RedirectResponse(back, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        "language", said["language"], max_age=_YEAR, secure=True, httponly=True, samesite="lax"
    )
    return response

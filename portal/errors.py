"""What happened, turned into a page. The one place where exceptions meet citizens."""

from http import HTTPStatus
from traceback import extract_tb
from urllib.parse import urlencode

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auth.identity import UnknownPerson
from auth.refusals import SignInRefused

from .around import shell_if_signed_in
from .cards.trouble import Trouble, Why, error_page
from .html import VARY, render
from .logs import request_id

_log = structlog.get_logger()


class NotSignedIn(Exception):
    """The visitor has to sign in first."""


async def sign_in_first(request: Request, _error: Exception) -> Response:
    """Send the visitor to sign in, and back here after; htmx has to be told in its own header."""
    back = request.url.path if request.method == "GET" else "/"
    target = f"/login?{urlencode({'next': back})}"
    if "HX-Request" in request.headers:
        return Response(headers={"HX-Redirect": target})
    return RedirectResponse(target, status_code=HTTPStatus.SEE_OTHER)


async def unknown_person(request: Request, _error: Exception) -> Response:
    """A handle that is not this citizen's own leads nowhere, whether or not somebody has it."""
    await shell_if_signed_in(request)
    return page_for(request, HTTPStatus.NOT_FOUND)


async def sign_in_refused(request: Request, error: Exception) -> Response:
    """Say why nobody was signed in, with a way to try again."""
    assert isinstance(error, SignInRefused)
    _log.warning("sign-in refused", reason=error.reason, detail=error.detail, request_id=request_id(request))
    await shell_if_signed_in(request)
    return render(
        request,
        page="session/refused.html",
        status=error.status,
        sentence=error.sentence,
        request_id=request_id(request),
    )


async def http_error(request: Request, error: Exception) -> Response:
    """Show the page for an HTTP status, with the headers that belong to it."""
    assert isinstance(error, HTTPException)
    await shell_if_signed_in(request)
    response = page_for(request, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def unexpected(request: Request, error: Exception) -> Response:
    """Show a page that tells nothing but an id; the log holds the kind of error and where, never its text.

    An exception's text can hold what a citizen sent or a register answered.
    """
    last = extract_tb(error.__traceback__)[-1:]
    where = " ".join(f"{frame.filename}:{frame.lineno}" for frame in last)
    _log.error("unexpected", kind=type(error).__name__, where=where, request_id=request_id(request))
    return page_for(request, HTTPStatus.INTERNAL_SERVER_ERROR)


class NothingUnexpected:
    """Answers for what nobody foresaw, inside the headers that every answer has.

    Starlette's own last resort stands outside them, and hands the exception on
    to the server, whose log would hold its text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request; an answer that had begun when it failed is broken off."""
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            response = await unexpected(Request(scope, receive), error)
            await response(scope, receive, send)


def nothing_to_swap(request: Request, trouble: Trouble) -> Response:
    """Answer htmx, which asked for a part of a page that is not there.

    While a register is silent the old part stays, and is said to be old. When
    it says no, the old part must go: htmx is told to ask for the whole page.
    """
    if trouble.why is Why.SILENT:
        return page_for(request, HTTPStatus.SERVICE_UNAVAILABLE)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Response(headers={"HX-Redirect": here, "Vary": VARY})


def page_for(request: Request, status: int) -> Response:
    """Return the error page for *status*."""
    return render(
        request, page="error.html", status=status, error=error_page(status, request_id=request_id(request))
    )


HANDLERS = {
    NotSignedIn: sign_in_first,
    UnknownPerson: unknown_person,
    SignInRefused: sign_in_refused,
    HTTPException: http_error,
    Exception: unexpected,
}

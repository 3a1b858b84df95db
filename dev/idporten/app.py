"""The application: routes and error pages."""

import logging

from authlib.oauth2 import OAuth2Error
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from . import discovery as at
from . import endpoints, login, logout
from .authorize import authorize
from .config import ProviderConfig, refuse_contradictions
from .errors import Busy, PageRefused
from .headers import Headers
from .pages import HERE, STATIC, language_of, page
from .provider import Provider, provider_of
from .store import ShelfIsFull

_ROUTES = [
    Route("/.well-known/openid-configuration", endpoints.discovery),
    Route("/.well-known/oauth-authorization-server", endpoints.discovery),
    Route(at.JWKS, endpoints.jwks),
    Route(at.PUSH, endpoints.push, methods=["POST"]),
    Route(at.AUTHORIZE, authorize, methods=["GET", "POST"]),
    Route(at.LOGIN + "/{login}", login.show, methods=["GET"]),
    Route(at.LOGIN + "/{login}", login.choose, methods=["POST"]),
    Route(at.TOKEN, endpoints.token, methods=["POST"]),
    Route(at.USERINFO, endpoints.userinfo, methods=["GET", "POST"]),
    Route(at.REVOKE, endpoints.revoke, methods=["POST"]),
    Route(at.LOGOUT, logout.logout, methods=["GET", "POST"]),
    Route(at.LOGOUT + "/confirm", logout.confirm, methods=["POST"]),
    Mount(STATIC, StaticFiles(directory=HERE / "static")),
]


def create_app(config: ProviderConfig, *, environment: str) -> Starlette:
    """Return the provider, whole; it needs no lifespan.

    *environment* is the portal's: NotForProduction is raised when it is
    production, because here anybody may say that they are anybody.
    """
    refuse_contradictions(config, environment=environment)
    # Authlib writes whole tokens, and so person numbers, to its log for debugging.
    logging.getLogger("authlib").setLevel(logging.INFO)
    app = Starlette(
        routes=_ROUTES,
        middleware=[Middleware(Headers)],
        exception_handlers={
            OAuth2Error: _oauth_error,
            ShelfIsFull: _full,
            PageRefused: _refused,
            HTTPException: _http_error,
        },
    )
    app.state.provider = Provider(config)
    return app


async def _oauth_error(request: Request, error: Exception) -> Response:
    """Answer a program; never by way of a browser."""
    assert isinstance(error, OAuth2Error)
    error.redirect_uri = None
    return provider_of(request).handle_error_response(None, error)


async def _full(request: Request, _: Exception) -> Response:
    return await _oauth_error(request, Busy())


async def _refused(request: Request, refused: Exception) -> Response:
    """Answer a person, on a page that leads nowhere."""
    assert isinstance(refused, PageRefused)
    return page(
        "refused.html",
        language_of(request, None),
        status=refused.status,
        text=refused.text,
        error=refused.error,
    )


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code, headers=error.headers)

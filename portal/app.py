"""The portal, put together: route table, middleware, error handlers."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from auth.login import Entrance

from . import assets, errors
from .csrf import SameOriginOnly
from .headers import Headers, content_security_policy
from .html import Pages, compiled, language_of
from .limits import Limits
from .pages import about, access_log, births, home, profile, session, status, vaccines
from .pages.signed_out import signed_out
from .wiring import Wiring

MOST_BODY = 64 * 1024

PERSONAL = ("vaccines", "births", "access-log", "profile")
OPEN = ("status", "privacy", "accessibility")


def create_app(wiring: Wiring, pages: Pages | None = None) -> Starlette:
    """Build the portal around what it talks to. *pages* are its assets' own, when they are ready."""
    app = Starlette(
        routes=[*_pages(), *_entrance(wiring).routes, *_static()],
        middleware=_middleware(wiring),
        exception_handlers=errors.HANDLERS,
    )
    app.state.wiring = wiring
    app.state.addresses = (*PERSONAL, *OPEN)
    app.state.pages = pages or compiled(wiring.assets)
    return app


def _pages() -> list[BaseRoute]:
    return [
        Route("/", home.home, name="home"),
        Route("/vaccines", vaccines.vaccines, name="vaccines"),
        Route("/births", births.births, name="births"),
        Route("/access-log", access_log.access_log, name="access-log"),
        Route("/profile", profile.profile, name="profile"),
        Route("/profile/sessions/end", profile.end_session, methods=["POST"], name="end-session"),
        Route("/session/extend", session.extend, methods=["POST"], name="extend"),
        Route("/session/expired", session.expired, name="expired"),
        Route("/language", session.language, methods=["POST"], name="language"),
        Route("/status", status.status, name="status"),
        Route("/privacy", about.privacy, name="privacy"),
        Route("/accessibility", about.accessibility, name="accessibility"),
        Route("/healthz", status.healthz, name="healthz"),
        Route("/readyz", status.readyz, name="readyz"),
        Route("/robots.txt", about.robots, name="robots"),
        Route("/.well-known/security.txt", about.security_txt, name="security-txt"),
    ]


def _static() -> list[BaseRoute]:
    return [Mount(assets.PREFIX, assets.AssetFiles(directory=assets.folder()), name="static")]


def _entrance(wiring: Wiring) -> Entrance:
    return Entrance(
        provider=wiring.auth.provider,
        departures=wiring.auth.departures,
        sessions=wiring.sessions,
        pages=(*PERSONAL, *OPEN),
        language=lambda request: language_of(request).value,
        signed_out=signed_out,
        landing=wiring.auth.landing,
        now=wiring.now,
    )


def _middleware(wiring: Wiring) -> list[Middleware]:
    """From the outermost in. An app's own error pages are drawn by the refusals handed to each."""
    return [
        Middleware(Headers, policy=content_security_policy(scripts=wiring.assets.script_sources)),
        Middleware(errors.NothingUnexpected),
        Middleware(TrustedHostMiddleware, allowed_hosts=[wiring.host], www_redirect=False),
        Middleware(Limits, refusal=refusal(429)),
        Middleware(SameOriginOnly, origin=wiring.origin, refusal=refusal(403)),
        Middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BODY),
    ]


def refusal(status: int) -> ASGIApp:
    """Return an app that answers everything with the error page for *status*."""

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        response = errors.page_for(Request(scope, receive), status)
        if status == 429:
            response.headers["Retry-After"] = "60"
        await response(scope, receive, send)

    return refuse

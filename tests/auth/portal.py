"""Signing in as a visitor meets it: a portal of a few lines, and browsers to visit it with."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.cookies import SESSION_COOKIE, presented
from auth.farewell import Farewell
from auth.login import Entrance
from auth.refusals import SignInRefused
from auth.settings import AuthSettings
from auth.wiring import Auth, open_auth
from tests.auth.provider import CLIENT, ISSUER, Provider, portal_key

ORIGIN = "https://portal.test"


def settings(folder: Path, **changed: Any) -> AuthSettings:
    """Return the settings of a portal that keeps its files in *folder*."""
    key = folder / "key.json"
    key.write_text(httpx.Response(200, json=portal_key().as_dict(private=True)).text)
    given: dict[str, Any] = {
        "portal_url": ORIGIN,
        "oidc_issuer": ISSUER,
        "oidc_client_id": CLIENT,
        "oidc_key_file": key,
        "session_database_url": "sqlite://",
        "session_keys_file": folder / "keys.json",
    }
    return AuthSettings(**(given | changed))


class Portal:
    """The app, the provider it trusts, and what the tests look at."""

    def __init__(self, auth: Auth, provider: Provider) -> None:
        self.auth = auth
        self.provider = provider
        self.entrance = Entrance(
            provider=auth.provider,
            departures=auth.departures,
            sessions=auth.sessions,
            pages={"vaccines", "profile"},
            language=lambda request: request.cookies.get("language", "nb"),
            signed_out=_signed_out,
            landing=auth.landing,
            now=provider.clock,
        )
        routes = [*self.entrance.routes, Route("/{page:path}", self.page)]
        self.app = Starlette(routes=routes, exception_handlers={SignInRefused: _refused})

    async def page(self, request: Request) -> Response:
        """Tell who is here."""
        session = await self.auth.sessions.find(*presented(request))
        return JSONResponse({"here": session and session.person, "acr": session and session.acr})

    def browser(self) -> httpx.AsyncClient:
        """Return a new browser."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=ORIGIN)

    async def leave(self, browser: httpx.AsyncClient, address: str = "/login") -> str:
        """Leave for the provider; return the address of the return."""
        way_out = await browser.get(address)
        assert way_out.status_code == 303, way_out.text
        query = self.provider.visit(way_out.headers["location"])
        return f"/login/callback?{urlencode(query)}"

    async def sign_in(self, browser: httpx.AsyncClient, address: str = "/login") -> httpx.Response:
        """Sign in, and return the answer to the return."""
        return await browser.get(await self.leave(browser, address))


async def who(browser: httpx.AsyncClient) -> str | None:
    """Return who the portal thinks is in *browser*."""
    here: str | None = (await browser.get("/profile")).json()["here"]
    return here


def held(browser: httpx.AsyncClient) -> str | None:
    """Return the session that *browser* holds."""
    return browser.cookies.get(SESSION_COOKIE)


@asynccontextmanager
async def open_portal(
    folder: Path, provider: Provider, *, change: Callable[[AuthSettings], AuthSettings] = lambda same: same
) -> AsyncIterator[Portal]:
    """Open a portal over *provider*."""
    auth = open_auth(change(settings(folder)), now=provider.clock, inner=provider.transport)
    try:
        yield Portal(auth, provider)
    finally:
        await auth.close()


def _signed_out(_request: Request, goodbye: Farewell | None) -> Response:
    form = goodbye and {
        "action": goodbye.action,
        "method": goodbye.method,
        "fields": goodbye.fields,
    }
    return JSONResponse({"form": form})


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, SignInRefused)
    return JSONResponse({"reason": error.reason, "sentence": error.sentence}, status_code=error.status)

"""Signing out, everywhere (OpenID Connect RP-Initiated and Front-Channel Logout 1.0).

The session is found by the ID token in the request, so that it ends also when
the browser keeps its cookie to itself. Each service that it was used for is
told in a frame of its own, the one that asked included.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import OAuth2Error
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .clients import Client, origins_of
from .errors import PageRefused
from .id_token import hinted
from .jwts import TokenNotGood
from .origin import refuse_other_sites
from .pages import language_of, page
from .provider import Provider, provider_of
from .state import Session
from .wire import parameters

_FRAMES_GET = 2  # seconds to load in, before the browser goes on


@dataclass(frozen=True, slots=True)
class Goodbye:
    """A logout request that was found whole: by which client, from which session, and where to then."""

    client: Client | None
    sid: str | None
    back: str | None
    locales: str | None


async def logout(request: Request) -> Response:
    """End the session that the client's ID token names; without one, ask the visitor first."""
    provider = provider_of(request)
    form = await _parameters(request)
    goodbye = _goodbye(provider, form)
    if goodbye.sid is not None:
        return _ended(request, provider.sessions.with_sid(goodbye.sid), goodbye)
    session = provider.sessions.of(request)
    if session is None:
        return _ended(request, None, goodbye)
    return page(
        "logout.html",
        language_of(request, goodbye.locales),
        forms=origins_of([goodbye.back] if goodbye.back else []),
        name=provider.config.name_of(session.sign_in.pid),
        asked={
            key: form[key]
            for key in ("client_id", "post_logout_redirect_uri", "state", "ui_locales")
            if key in form
        },
    )


async def confirm(request: Request) -> Response:
    """End this browser's session: its owner has said yes."""
    provider = provider_of(request)
    refuse_other_sites(request, provider.config.issuer)
    goodbye = _goodbye(provider, await _parameters(request))
    return _ended(request, provider.sessions.of(request), goodbye)


async def _parameters(request: Request) -> dict[str, str]:
    """Return the parameters, or raise PageRefused: it is a person who waits for the answer."""
    try:
        return await parameters(request)
    except OAuth2Error:
        raise PageRefused("request-not-good") from None


def _goodbye(provider: Provider, form: Mapping[str, str]) -> Goodbye:
    client_id, sid = form.get("client_id"), None
    if "id_token_hint" in form:
        try:
            hinted_client, sid = hinted(form["id_token_hint"], provider.config)
        except TokenNotGood:
            raise PageRefused("request-not-good") from None
        if client_id not in (None, hinted_client):
            raise PageRefused("request-not-good")
        client_id = hinted_client
    client = provider.query_client(client_id) if client_id else None
    if client_id and client is None:
        raise PageRefused("request-not-good", error="invalid_client")
    return Goodbye(client, sid, _back(client, form), form.get("ui_locales"))


def _back(client: Client | None, form: Mapping[str, str]) -> str | None:
    """Return where to send the browser afterwards: to a registered address or nowhere."""
    address = form.get("post_logout_redirect_uri")
    if address is None:
        return None
    if client is None or address not in client.post_logout_redirect_uris:
        raise PageRefused("request-not-good")
    return add_params_to_uri(address, {"state": form["state"]}) if "state" in form else address


def _ended(request: Request, session: Session | None, goodbye: Goodbye) -> Response:
    provider = provider_of(request)
    frames = _frames(provider, session) if session else []
    if session:
        provider.sessions.end(session)
    if goodbye.back and not frames:
        response: Response = RedirectResponse(goodbye.back, 303)
    else:
        response = page(
            "goodbye.html",
            language_of(request, goodbye.locales),
            frames=origins_of(frames),
            addresses=frames,
            back=goodbye.back,
            client=goodbye.client and (goodbye.client.name or goodbye.client.client_id),
        )
        if goodbye.back:
            # Without a script nobody knows when the frames have loaded, so they get a moment.
            response.headers["Refresh"] = f"{_FRAMES_GET}; url={goodbye.back}"
    provider.sessions.forget(response)
    return response


def _frames(provider: Provider, session: Session) -> list[str]:
    """Return the addresses by which the services of *session* learn that it is over."""
    told = {"iss": provider.config.issuer, "sid": session.sign_in.sid}
    clients = (provider.clients[client_id] for client_id in sorted(session.clients))
    return [
        add_params_to_uri(client.frontchannel_logout_uri, told)
        for client in clients
        if client.frontchannel_logout_uri
    ]

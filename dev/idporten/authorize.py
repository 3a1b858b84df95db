"""Where a client sends the browser: straight back with a code, or on to the login page."""

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oidc.core.errors import LoginRequiredError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .discovery import LOGIN
from .errors import PageRefused, RequestUriRefused
from .provider import Provider, provider_of
from .state import PendingLogin, PushedRequest, Session
from .wire import Asked

_PREFIX = "urn:idporten:"


async def authorize(request: Request) -> Response:
    """Answer from the browser's session where it will do; else let somebody sign in."""
    provider = provider_of(request)
    try:
        asked = await provider.asked(request)
        pushed = _pushed(provider, asked)
    except OAuth2Error as error:
        raise PageRefused("request-not-good", error=error.error or "") from None
    if pushed is None:
        return _not_pushed(provider, asked)
    session = provider.sessions.of(request)
    if session is not None and pushed.is_met_by(session.sign_in, now=provider.config.now()):
        return granted(provider, pushed, session)
    if pushed.prompt == "none":
        return provider.refused(
            _again(pushed, provider), LoginRequiredError(), redirect_uri=pushed.parameters["redirect_uri"]
        )
    browser = provider.sessions.browser(request)
    page = provider.store.logins.put(PendingLogin(pushed, browser))
    response = RedirectResponse(f"{LOGIN}/{page}", 303)
    provider.sessions.set_browser(response, browser)
    return response


def granted(provider: Provider, pushed: PushedRequest, session: Session) -> Response:
    """Send the browser back with a code for the person in *session*."""
    provider.sessions.used_by(session, pushed.client_id)
    return provider.authorized(_again(pushed, provider), session.sign_in)


def denied(provider: Provider, pushed: PushedRequest) -> Response:
    """Send the browser back with the message that its owner would not."""
    return provider.authorized(_again(pushed, provider), None)


def _pushed(provider: Provider, asked: Asked) -> PushedRequest | None:
    """Return the pushed request, which thereby is used up; None when nothing was pushed.

    Another client's is left for its owner.
    """
    name = asked.form.get("request_uri")
    if name is None:
        return None
    key = name.removeprefix(_PREFIX)
    pushed = provider.store.pushed.look(key)
    if pushed is None or pushed.client_id != asked.form.get("client_id"):
        raise RequestUriRefused
    provider.store.pushed.take(key)
    return pushed


def _not_pushed(provider: Provider, asked: Asked) -> Response:
    """Refuse parameters in the open: to the client when the address is its own, else to the visitor alone."""
    client = provider.query_client(asked.form.get("client_id", ""))
    redirect_uri = asked.form.get("redirect_uri", "")
    if client is None or not client.check_redirect_uri(redirect_uri):
        raise PageRefused("request-not-good")
    error = InvalidRequestError("The parameters must be pushed beforehand.")
    return provider.refused(asked, error, redirect_uri=redirect_uri)


def _again(pushed: PushedRequest, provider: Provider) -> Asked:
    return Asked("GET", provider.config.issuer, pushed.parameters)

"""What programs ask of the provider directly: pushed requests, tokens, userinfo, revocation, keys."""

from authlib.oauth2.rfc6749 import InvalidRequestError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .authorization import whole_request
from .discovery import metadata
from .jwts import TokenNotGood
from .provider import provider_of
from .store import PUSHED_LASTS

_EXCHANGED = ("subject_token", "actor_token")


async def push(request: Request) -> Response:
    """Take an authorization request beforehand (RFC 9126): all of it is judged here, by its client."""
    provider = provider_of(request)
    asked = await provider.asked(request)
    client = provider.authenticated(asked)
    pushed = whole_request(asked.form, client)
    name = f"urn:idporten:{provider.store.pushed.put(pushed)}"
    return JSONResponse({"request_uri": name, "expires_in": int(PUSHED_LASTS.total_seconds())}, 201)


async def token(request: Request) -> Response:
    """Give a token for a code, for another token, or for an attestation."""
    provider = provider_of(request)
    asked = await provider.asked(request)
    if "grant_type" not in asked.form:
        raise InvalidRequestError("There is no grant_type.")
    for name in _EXCHANGED:
        if shown := asked.form.get(name):
            asked.foreign[shown] = await provider.foreign_keys.behind(shown)
    return provider.tokens(asked)


async def revoke(request: Request) -> Response:
    """Take a token back (RFC 7009)."""
    provider = provider_of(request)
    return provider.revoked(await provider.asked(request))


async def userinfo(request: Request) -> Response:
    """Say whom an access token is about: `sub`, `pid` and `locale`, as ID-porten does."""
    provider = provider_of(request)
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not shown:
        return _challenge("")
    try:
        said = provider.access_tokens.read(shown.strip())
    except TokenNotGood:
        return _challenge(', error="invalid_token"')
    return JSONResponse({"sub": said.sub, "pid": said.pid, "locale": said.locale})


async def jwks(request: Request) -> Response:
    """Publish the keys that signatures are checked with."""
    return JSONResponse(provider_of(request).keys.public())


async def discovery(request: Request) -> Response:
    """Tell what the provider can do, and where."""
    return JSONResponse(metadata(provider_of(request).config))


def _challenge(why: str) -> Response:
    return JSONResponse(
        {"error": "invalid_token"}, 401, headers={"WWW-Authenticate": f'Bearer realm="userinfo"{why}'}
    )

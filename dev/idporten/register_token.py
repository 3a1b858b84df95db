"""Access tokens for one register each: at+jwt (RFC 9068), good for five minutes."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from authlib.oauth2.rfc6749 import InvalidRequestError, InvalidScopeError

from .clients import Client
from .config import ProviderConfig
from .errors import TargetRefused
from .keys import ACCESS_TOKEN_ALG

LASTS = 300  # seconds


def target_of(form: Mapping[str, str], client: Client) -> tuple[str, str]:
    """Return the audience and the scope in *form*, once the client is known to be allowed both."""
    audience, scope = form.get("audience"), form.get("scope", "").split()
    if audience is None:
        raise InvalidRequestError("There is no audience.")
    if audience not in client.audiences or "resource" in form:
        raise TargetRefused
    if not scope or not set(scope) <= client.scopes:
        raise InvalidScopeError
    return audience, " ".join(scope)


def register_token(
    config: ProviderConfig, client: Client, *, audience: str, scope: str, claims: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the token response for *claims*, which say whose data it opens, to whom and why."""
    issued = int(config.now().timestamp())
    whole = {
        "iss": config.issuer,
        "aud": audience,
        "client_id": client.client_id,
        "scope": scope,
        "iat": issued,
        "exp": issued + LASTS,
        "jti": token_urlsafe(24),
        **claims,
    }
    token = config.keys.sign(whole, alg=ACCESS_TOKEN_ALG, typ="at+jwt")
    return {"access_token": token, "token_type": "Bearer", "expires_in": LASTS, "scope": scope}

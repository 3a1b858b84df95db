"""How a client proves who it is: private_key_jwt (RFC 7523) by ID-porten's rules."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion

from .clients import Client
from .errors import ClientNotAuthenticated
from .jwts import ALGORITHMS, TokenNotGood, check, is_for, read
from .store import Shelf
from .wire import Asked

METHOD = "private_key_jwt"
LONGEST_LIFE = 120  # seconds
_TYPES = ("", "jwt", "client-authentication+jwt")
_MOST_CHARACTERS = 200
_NOT_GOOD = "The client assertion is not good."


class KeyHolder:
    """The method that Authlib calls when a client must prove itself."""

    def __init__(self, *, issuer: str, used: Shelf[bool], now: Callable[[], datetime]) -> None:
        self._issuer = issuer
        self._used = used
        self._now = now

    def __call__(self, client_named: Callable[[str], Client | None], request: Asked) -> Client:
        """Return the client that signed the request, or raise ClientNotAuthenticated."""
        assertion = _assertion_in(request)
        client = client_named(request.form["client_id"])
        if client is None:
            raise ClientNotAuthenticated("The client is not known.")
        try:
            claims = read(assertion, client.keys, algorithms=ALGORITHMS, types=_TYPES)
            check(claims, now=self._now(), lasts=LONGEST_LIFE, iss=client.client_id, sub=client.client_id)
        except TokenNotGood:
            raise ClientNotAuthenticated(_NOT_GOOD) from None
        if not is_for(claims, self._issuer):
            raise ClientNotAuthenticated("The audience of the assertion must be the issuer.")
        self._use(client, claims)
        request.client = client
        return client

    def _use(self, client: Client, claims: dict[str, Any]) -> None:
        """Let this assertion be the last with its `jti`."""
        jti = claims.get("jti")
        if not isinstance(jti, str) or not 0 < len(jti) <= _MOST_CHARACTERS:
            raise ClientNotAuthenticated("The assertion has no jti.")
        once = f"{client.client_id} {jti}"
        if once in self._used:
            raise ClientNotAuthenticated("The assertion has been used before.")
        self._used.put(thing=True, key=once)


def _assertion_in(request: Asked) -> str:
    form, headers = request.form, request.headers or {}
    if "authorization" in headers or "client_secret" in form:
        raise ClientNotAuthenticated("Only private_key_jwt is taken.")
    if form.get("client_assertion_type") != JWTBearerClientAssertion.CLIENT_ASSERTION_TYPE:
        raise ClientNotAuthenticated("Only private_key_jwt is taken.")
    if "client_id" not in form:
        raise InvalidRequestError("The client_id must stand beside the assertion.")
    if "client_assertion" not in form:
        raise ClientNotAuthenticated(_NOT_GOOD)
    return form["client_assertion"]

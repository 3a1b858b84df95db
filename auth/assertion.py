"""How this portal proves to a token endpoint who it is: private_key_jwt (RFC 7523, RFC 9700).

Authlib's own makes assertions that live for an hour and, once given a claim,
repeat one `jti`; providers rightly refuse both.
"""

from collections.abc import Callable, MutableMapping
from datetime import datetime
from secrets import token_urlsafe

from authlib.common.urls import add_params_to_qs
from joserfc import jwt

from .client_key import ClientKey

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFETIME = 30  # seconds


class ClientAssertion:
    """Signs each request anew; an authentication method that Authlib's client can be given."""

    name = "private_key_jwt"

    def __init__(self, client_id: str, key: ClientKey, *, issuer: str, now: Callable[[], datetime]) -> None:
        self._client_id = client_id
        self._key = key
        self._issuer = issuer
        self._now = now

    def signed(self) -> str:
        """Return an assertion for one request.

        Its audience is the issuer, whatever the endpoint: then no other
        endpoint that it might be lured to can use it.
        """
        issued = int(self._now().timestamp())
        claims = {
            "iss": self._client_id,
            "sub": self._client_id,
            "aud": self._issuer,
            "iat": issued,
            "exp": issued + LIFETIME,
            "jti": token_urlsafe(24),
        }
        header = {"alg": self._key.algorithm, "kid": self._key.kid}
        return jwt.encode(header, claims, self._key.key, algorithms=[self._key.algorithm])

    def __call__(
        self, _client: object, _method: str, uri: str, headers: MutableMapping[str, str], body: str
    ) -> tuple[str, MutableMapping[str, str], str]:
        """Add the assertion to a form; ID-porten wants the `client_id` beside it."""
        signed = [
            ("client_id", self._client_id),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", self.signed()),
        ]
        return uri, headers, str(add_params_to_qs(body, signed))

"""A register's check of the access token it is shown (RFC 9068, RFC 8725).

The register trusts one issuer's signature and its own name as audience, and
nothing that the portal says beside them.
"""

import hashlib
import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from .caller import Caller
from .claims import caller_of

KeyFinder = Callable[[str], Awaitable[Key]]
"""Finds the issuer's public key by its `kid`; raises LookupError for an unknown one."""

ALGORITHMS = ("ES256", "RS256", "PS256")
LEEWAY = 10  # seconds that two clocks may differ
_MOST_REMEMBERED = 10_000
_HEADERS = {"alg", "kid", "typ"}
_BEARER = re.compile(r"Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+) *", re.IGNORECASE)


class TokenRefused(Exception):
    """The token opens nothing here. *rule* says why; *caller* is set when the signature was good."""

    def __init__(self, rule: str, caller: Caller | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.caller = caller


class TokenMissing(TokenRefused):
    """No token was presented at all."""

    def __init__(self) -> None:
        super().__init__("token-missing")


class Bearer:
    """Turns an Authorization header into a Caller."""

    def __init__(
        self,
        *,
        issuer: str,
        audience: str,
        keys: KeyFinder,
        now: Callable[[], datetime],
    ) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys = keys
        self._now = now
        self._good: dict[bytes, tuple[float, Caller]] = {}

    async def caller(self, authorization: str | None) -> Caller:
        """Return who calls, or raise TokenRefused.

        A signature is checked once in a token's life: its hash is remembered
        until it expires, and the expiry is checked every time.
        """
        if not authorization:
            raise TokenMissing
        found = _BEARER.fullmatch(authorization)
        if found is None:
            raise TokenRefused("token-malformed")
        token, now = found[1], self._now().timestamp()
        mark = hashlib.sha256(token.encode()).digest()
        remembered = self._good.get(mark)
        if remembered is None:
            remembered = await self._check(token, now)
            self._remember(mark, remembered, now)
        expires, caller = remembered
        if expires <= now:
            raise TokenRefused("token-expired", caller)
        return caller

    async def _check(self, token: str, now: float) -> tuple[float, Caller]:
        claims = await self._signed_claims(token)
        caller = caller_of(claims)
        if claims.get("iss") != self._issuer:
            raise TokenRefused("token-other-issuer")
        if self._audience not in _audiences(claims):
            raise TokenRefused("token-other-audience", caller)
        if _seconds(claims, "iat") > now + LEEWAY or _seconds(claims, "nbf", 0) > now + LEEWAY:
            raise TokenRefused("token-from-the-future", caller)
        if caller is None:
            raise TokenRefused("token-names-nobody")
        return _seconds(claims, "exp"), caller

    async def _signed_claims(self, token: str) -> dict[str, Any]:
        """Return the claims of a token whose signature is good, whatever they say."""
        header = _header(token)
        if (
            header.get("typ", "").lower().removeprefix("application/") != "at+jwt"
            or not set(header) <= _HEADERS
        ):
            raise TokenRefused("token-not-an-access-token")
        if header.get("alg") not in ALGORITHMS:
            raise TokenRefused("token-algorithm")
        try:
            key = await self._keys(header.get("kid", ""))
            return dict(jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims)
        except LookupError:
            raise TokenRefused("token-unknown-key") from None
        except (JoseError, ValueError, TypeError):
            raise TokenRefused("token-signature") from None

    def _remember(self, mark: bytes, checked: tuple[float, Caller], now: float) -> None:
        if len(self._good) >= _MOST_REMEMBERED:
            self._good = {kept: value for kept, value in self._good.items() if value[0] > now}
            if len(self._good) >= _MOST_REMEMBERED:
                self._good.clear()
        self._good[mark] = checked


def utc_now() -> datetime:
    """Return the time now; the one clock that programs hand to what needs one."""
    return datetime.now(UTC)


def _header(token: str) -> Mapping[str, str]:
    first = token.split(".", 1)[0]
    try:
        header = json.loads(urlsafe_b64decode(first + "=" * (-len(first) % 4)))
        return msgspec.convert(header, dict[str, str])
    except (ValueError, msgspec.ValidationError, RecursionError):
        raise TokenRefused("token-malformed") from None


def _audiences(claims: Mapping[str, Any]) -> list[Any]:
    audience = claims.get("aud")
    return audience if isinstance(audience, list) else [audience]


def _seconds(claims: Mapping[str, Any], name: str, otherwise: float | None = None) -> float:
    value = claims.get(name, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused("token-malformed")
    return value

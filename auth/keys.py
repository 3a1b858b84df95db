"""An issuer's public keys, kept for a day and fetched anew when it has changed them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey

from .answers import AnswerNotTrusted, fetched
from .kept import Kept
from .metadata import DAY

FLOOR = timedelta(seconds=5)
_CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
_LEAST_RSA_CHARACTERS = 342  # A modulus of 2048 bits in base64url.


class UnknownKey(LookupError):
    """The issuer has no key by that name, now that we have asked it again."""


class Keys:
    """The keys at one address.

    A name that is not among them may be a new key, so the set is fetched again,
    but never sooner than *floor* after the last time that was done: made-up
    names must not turn us into a load on the issuer.
    """

    def __init__(
        self,
        address: Callable[[], Awaitable[str]],
        *,
        http: httpx.AsyncClient,
        now: Callable[[], datetime],
        floor: timedelta = FLOOR,
    ) -> None:
        self._address = address
        self._http = http
        self._now = now
        self._floor = floor
        self._kept = Kept(self._read, lasts=lambda _: DAY, now=now)
        self._asked_again: datetime | None = None

    async def __call__(self, kid: str) -> Key:
        """Return the key named *kid*, or raise UnknownKey."""
        found = await self._found(lambda key: key.kid == kid)
        if not found:
            raise UnknownKey
        return found[0]

    async def fitting(self, kid: str | None, algorithm: str) -> list[Key]:
        """Return the keys that a signature by *algorithm* may have been made with.

        A token that names no key is checked against all that fit.
        """
        return await self._found(lambda key: kid in {None, key.kid} and fits(key, algorithm))

    async def _found(self, sought: Callable[[Key], bool]) -> list[Key]:
        found = [key for key in await self._kept.value() if sought(key)]
        if found or not self._may_ask_again():
            return found
        self._asked_again = self._now()
        return [key for key in await self._kept.fetched() if sought(key)]

    def _may_ask_again(self) -> bool:
        return self._asked_again is None or self._now() - self._asked_again >= self._floor

    async def _read(self) -> list[Key]:
        return keys_in(await fetched(self._http, await self._address()))


def keys_in(document: Mapping[str, Any]) -> list[Key]:
    """Return the public signing keys of a JWK Set, leaving out what we cannot use (RFC 7517, section 5)."""
    members = document.get("keys")
    if not isinstance(members, list):
        raise AnswerNotTrusted("no JWK Set")
    return [key for key in map(_key, members) if key is not None]


def fits(key: Key, algorithm: str) -> bool:
    """Tell whether *key* may verify a signature by *algorithm*: its type, curve, use and own wish."""
    if key.alg not in {None, algorithm}:
        return False
    if algorithm in _CURVES:
        return isinstance(key, ECKey) and key.curve_name == _CURVES[algorithm]
    if algorithm == "Ed25519":
        return isinstance(key, OKPKey) and key.curve_name == algorithm
    return isinstance(key, RSAKey)


def _key(member: object) -> Key | None:
    if not isinstance(member, dict):
        return None
    try:
        if not _for_signatures(member):
            return None
        key = JWKRegistry.import_key(member)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return None if key.is_private else key


def _for_signatures(member: Mapping[str, Any]) -> bool:
    if member.get("kty") == "RSA" and len(str(member.get("n"))) < _LEAST_RSA_CHARACTERS:
        return False
    if member.get("kty") not in {"RSA", "EC", "OKP"} or member.get("use", "sig") != "sig":
        return False
    return "verify" in member.get("key_ops", ["verify"])

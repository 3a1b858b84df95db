"""Reading tokens that others hand over, trusting nothing in them until the signature is good."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

LEEWAY = 10  # seconds that two clocks may differ
ALGORITHMS = ("RS256", "ES256")
# A token says which key, never brings one along (`jwk`, `jku`, `x5u`) or new rules (`crit`).
_HEADERS = {"alg", "kid", "typ", "x5t", "x5t#S256"}


class TokenNotGood(Exception):
    """The token is malformed, not signed as it must be, or not for here and now."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a token says of itself before anybody has checked it."""

    kid: str
    iss: str


def said_by(token: str) -> Said:
    """Return who claims to have signed *token*, only to know whose keys to look for."""
    try:
        parts = jws.extract_compact(token.encode())
        header, claims = parts.headers(), json.loads(parts.payload)
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise TokenNotGood("malformed") from None
    kid, iss = header.get("kid"), claims.get("iss") if isinstance(claims, dict) else None
    if not isinstance(kid, str) or not isinstance(iss, str):
        raise TokenNotGood("no kid or no issuer")
    return Said(kid, iss)


def read(token: str, keys: KeySet, *, algorithms: Collection[str], types: Collection[str]) -> dict[str, Any]:
    """Return the claims of *token*, signed by one of *keys* and of one of *types* ("" is untyped)."""
    header = _header(token)
    typ = str(header.get("typ", "")).lower().removeprefix("application/")
    if not isinstance(header.get("kid"), str) or not header.keys() <= _HEADERS or typ not in types:
        raise TokenNotGood("the header is not as it must be")
    try:
        return dict(jwt.decode(token, keys, algorithms=list(algorithms)).claims)
    except (JoseError, ValueError, TypeError, RecursionError):
        raise TokenNotGood("the signature is not good") from None


def check(claims: dict[str, Any], *, now: datetime, lasts: int | None, **exact: str) -> None:
    """See that *claims* hold *exact* values, and that they are good now.

    Nothing may be good for longer than *lasts* seconds after it was made; with
    None only the making is checked, and the caller says how old is too old.
    """
    if lasts is None:
        claims = {name: value for name, value in claims.items() if name != "exp"}
    needed = {"iat": True} | ({"exp": True} if lasts is not None else {})
    options: dict[str, Any] = {name: {"essential": True} for name in needed}
    options |= {name: {"essential": True, "value": value} for name, value in exact.items()}
    try:
        jwt.JWTClaimsRegistry(now=int(now.timestamp()), leeway=LEEWAY, **options).validate(claims)
    except JoseError:
        raise TokenNotGood("the claims are not as they must be") from None
    if lasts is not None and claims["exp"] > claims["iat"] + lasts:
        raise TokenNotGood("good for too long")


def is_for(claims: dict[str, Any], me: str) -> bool:
    """Tell whether the token is for *me* and nobody beside me."""
    return claims.get("aud") in (me, [me])


def _header(token: str) -> dict[str, Any]:
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, AttributeError):
        raise TokenNotGood("malformed") from None
    if not isinstance(header, dict):
        raise TokenNotGood("malformed")
    return header

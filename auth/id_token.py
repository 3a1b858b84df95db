"""What an ID token must say before it signs anybody in (OpenID Connect Core 1.0, section 3.1.3.7).

Plain rules on claims whose signature is already known to be good. The first
rule in the table that is not kept is the refusal.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from typing import Any

import msgspec

from .identity import PersonId
from .person_number import NotAPersonNumber, parse
from .refusals import Reason, SignInRefused

LEEWAY = 10  # seconds that two clocks may differ
OLDEST = 120  # seconds since the token was issued: it comes straight from the provider
_LONGEST_SUB = 255
_END_OF_TIME = 1e11  # The year 5138: what is beyond it is no time, and might be no number.
_Seconds = int | float


class IdToken(msgspec.Struct, frozen=True):
    """The claims that we look at. Who it is about is left out of its *repr*."""

    iss: str
    sub: str
    aud: str | list[str]
    exp: _Seconds
    iat: _Seconds
    nbf: _Seconds | None = None
    nonce: str | None = None
    azp: str | None = None
    acr: str | None = None
    amr: Any = None
    auth_time: _Seconds | None = None
    at_hash: str | None = None
    c_hash: str | None = None
    s_hash: str | None = None
    sid: str | None = None
    pid: str | None = None
    locale: str | None = None
    name: str | None = None

    def __repr__(self) -> str:
        return f"IdToken({self.iss})"


@dataclass(frozen=True, slots=True)
class Expected:
    """What this one sign-in must be answered with."""

    issuer: str
    client_id: str
    algorithm: str
    levels: frozenset[str]
    nonce: str = field(repr=False)
    state: str = field(repr=False)
    code: str = field(repr=False)
    access_token: str = field(repr=False)
    began: datetime
    now: datetime
    fresh: bool
    """Whether the visitor was asked to authenticate anew."""
    production: bool


def accepted(claims: Mapping[str, Any], expected: Expected) -> IdToken:
    """Return the claims as an IdToken that keeps every rule, or raise SignInRefused."""
    try:
        token = msgspec.convert(claims, IdToken)
    except msgspec.ValidationError as error:
        raise SignInRefused(Reason.IDENTITY_MALFORMED, _place(error)) from None
    for reason, kept in _RULES:
        if not kept(token, expected):
            raise SignInRefused(reason)
    return token


def person_in(token: IdToken, *, production: bool) -> PersonId:
    """Return whose person number the token holds; outside production it must be a made-up person's."""
    if not token.pid:
        raise SignInRefused(Reason.PERSON_MISSING)
    try:
        number = parse(token.pid)
    except NotAPersonNumber as error:
        raise SignInRefused(Reason.PERSON_MALFORMED, error.fault) from None
    if number.synthetic is None and not production:
        raise SignInRefused(Reason.PERSON_NOT_SYNTHETIC)
    return number.id


def _for_us(token: IdToken, expected: Expected) -> bool:
    """A token for several audiences must name us as the one that asked for it; any other name is wrong."""
    audiences = [token.aud] if isinstance(token.aud, str) else token.aud
    if expected.client_id not in audiences:
        return False
    return token.azp == expected.client_id or (token.azp is None and len(audiences) == 1)


def _numbers(token: IdToken, _: Expected) -> bool:
    times = (token.exp, token.iat, token.nbf or 0, token.auth_time or 0)
    return all(0 <= time < _END_OF_TIME for time in times)


def _timely(token: IdToken, expected: Expected) -> bool:
    """Not expired, not used before its time, issued just now, and no longer-lived than it is old."""
    now = expected.now.timestamp()
    return (
        token.exp > now - LEEWAY
        and token.exp > token.iat
        and now - OLDEST - LEEWAY <= token.iat <= now + LEEWAY
        and (token.nbf is None or token.nbf <= now + LEEWAY)
    )


def _whole(token: IdToken, expected: Expected) -> bool:
    """Where the token vouches for what came beside it, that is what came."""
    beside = (
        (token.at_hash, expected.access_token),
        (token.c_hash, expected.code),
        (token.s_hash, expected.state),
    )
    return all(
        claimed is None or claimed == half_hash(value, expected.algorithm) for claimed, value in beside
    )


def _fresh(token: IdToken, expected: Expected) -> bool:
    """An `auth_time` is never ahead of us, and after a request to authenticate anew never before it."""
    if token.auth_time is None:
        return not expected.fresh
    if token.auth_time > expected.now.timestamp() + LEEWAY:
        return False
    return not expected.fresh or token.auth_time >= expected.began.timestamp() - LEEWAY


def _no_test_user(token: IdToken, expected: Expected) -> bool:
    """`amr` opens nothing; it only tells that ID-porten's test users have no business in production."""
    methods = token.amr if isinstance(token.amr, list) else [token.amr]
    return not expected.production or "TestID" not in methods


_RULES: tuple[tuple[Reason, Callable[[IdToken, Expected], bool]], ...] = (
    (Reason.IDENTITY_ISSUER, lambda token, expected: token.iss == expected.issuer),
    (Reason.IDENTITY_AUDIENCE, _for_us),
    (Reason.IDENTITY_MALFORMED, lambda token, _: 0 < len(token.sub) <= _LONGEST_SUB and token.sub.isascii()),
    (Reason.IDENTITY_MALFORMED, _numbers),
    (Reason.IDENTITY_TIME, _timely),
    (Reason.IDENTITY_NONCE, lambda token, expected: _same(token.nonce, expected.nonce)),
    (Reason.IDENTITY_HASH, _whole),
    (Reason.NOT_FRESH, _fresh),
    (Reason.LEVEL_TOO_LOW, lambda token, expected: token.acr in expected.levels),
    (Reason.TEST_USER, _no_test_user),
)


def half_hash(value: str, algorithm: str) -> str:
    """Return the left half of *value*'s hash, as `at_hash` and its kin hold it."""
    bits = algorithm[-3:] if algorithm[-3:] in {"256", "384", "512"} else "512"
    digest = hashlib.new(f"sha{bits}", value.encode()).digest()
    return urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _same(claimed: str | None, expected: str) -> bool:
    return claimed is not None and compare_digest(claimed.encode(), expected.encode())


def _place(error: msgspec.ValidationError) -> str:
    """Where the claims were wrong, without what stood there."""
    return str(error).rpartition(" - at ")[2][:60]

"""Whether an ID token was signed by its issuer, and in the one way that was agreed (RFC 7515, RFC 8725)."""

import re
from base64 import urlsafe_b64decode
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError

from .answers import AnswerNotTrusted, json_object
from .keys import Keys
from .refusals import Reason, SignInRefused

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_LONGEST = 32 * 1024

# A header that brings its own key, points at one, or changes what is signed is never needed here.
_REFUSED_HEADERS = {"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc", "cty"}


async def signed_claims(token: str, *, algorithm: str, keys: Keys) -> dict[str, Any]:
    """Return what a well-signed ID token claims, or raise SignInRefused; what it claims is not judged."""
    header = header_of(token)
    if header.get("alg") != algorithm:
        raise SignInRefused(Reason.IDENTITY_ALGORITHM)
    candidates = await keys.fitting(header.get("kid"), algorithm)
    if not candidates:
        raise SignInRefused(Reason.IDENTITY_KEY)
    registry = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    for key in candidates:
        try:
            return json_object(jws.deserialize_compact(token, key, registry=registry).payload or b"")
        except AnswerNotTrusted:
            raise SignInRefused(Reason.IDENTITY_MALFORMED) from None
        except (JoseError, ValueError):
            continue
    raise SignInRefused(Reason.IDENTITY_SIGNATURE)


def header_of(token: str) -> dict[str, Any]:
    """Return the header of a signed token, once it is known to ask for nothing unusual."""
    if len(token) > _LONGEST or not _COMPACT.fullmatch(token):
        raise SignInRefused(Reason.IDENTITY_MALFORMED)
    first = token.partition(".")[0]
    try:
        header = json_object(urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (AnswerNotTrusted, ValueError):
        raise SignInRefused(Reason.IDENTITY_MALFORMED) from None
    if not _ordinary(header):
        raise SignInRefused(Reason.IDENTITY_HEADER)
    return header


def _ordinary(header: dict[str, Any]) -> bool:
    kind = header.get("typ", "JWT")
    return (
        not _REFUSED_HEADERS & header.keys()
        and isinstance(kind, str)
        and kind.upper() == "JWT"
        and isinstance(header.get("kid"), str | None)
    )

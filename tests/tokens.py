"""Access tokens for registers, signed in the test as the token service would, right or wrong in every way."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, Key

from auth.bearer import Bearer
from auth.identity import PersonId

ISSUER = "https://tokens.test"
VACCINES = "urn:mho:register:vaccines"
BIRTHDATA = "urn:mho:register:birthdata"
POPULATION = "urn:mho:register:population"
ALL_SCOPES = "vaccines.read vaccines.write birthdata.read population.read access_log.read"
HIGH = "idporten-loa-high"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = ECKey.generate_key("P-256", {"kid": "test", "use": "sig"})
HOSPITAL = {"id": "974557746", "name": "Fjordvik HF"}
WARD = {"id": "974588951", "name": "Fjordvik legevakt"}


def now() -> datetime:
    """Return the day on which these tests happen."""
    return NOW


async def find_key(kid: str) -> Key:
    """Return the issuer's key, as a register's Bearer looks for it."""
    if kid != "test":
        raise LookupError
    return KEY


def bearer(audience: str = VACCINES) -> Bearer:
    """Return a register's check of the tokens made here."""
    return Bearer(issuer=ISSUER, audience=audience, keys=find_key, now=now)


def signed(claims: Mapping[str, Any], *, header: Mapping[str, Any] | None = None, key: Key = KEY) -> str:
    """Return *claims* as a token; *header* is what differs from a good one's."""
    head = {"alg": "ES256", "kid": "test", "typ": "at+jwt"} | dict(header or {})
    return jwt.encode(head, dict(claims), key)


def citizen(number: PersonId, *, audience: str = VACCINES, scope: str = ALL_SCOPES, **more: Any) -> str:
    """Return the token by which a citizen opens their own data. *more* replaces claims."""
    return signed(_claims(number, audience, scope) | {"acr": HIGH} | more)


def representative(
    child: PersonId,
    parent: PersonId,
    *,
    audience: str = VACCINES,
    rule: str = "parent-of-young-child",
    until: date | None = None,
    **more: Any,
) -> str:
    """Return the token by which *parent* opens *child*'s data."""
    mandate = {"rule": rule, "until": until.isoformat() if until else None}
    acting = {"act": {"sub": parent, "name": "Mor Testesen"}, "mandate": mandate, "acr": HIGH}
    return signed(_claims(child, audience, ALL_SCOPES) | acting | more)


def nurse(
    number: PersonId,
    *,
    audience: str = VACCINES,
    scope: str = ALL_SCOPES,
    name: str = "Sykepleier Siv",
    **more: Any,
) -> str:
    """Return the token of a nurse at work; *number* is her own."""
    attested = {
        "practitioner": {
            "identifier": number,
            "hpr_nr": "9144900",
            "authorization": "SP",
            "name": name,
            "legal_entity": HOSPITAL,
            "point_of_care": WARD,
        },
        "care_relation": {"purpose_of_use": "TREAT", "decision_ref": "d-1", "purpose_of_use_details": "15"},
    }
    return signed(_claims("dev-epj", audience, scope) | attested | more)


def system(*, audience: str = VACCINES, scope: str = ALL_SCOPES, **more: Any) -> str:
    """Return the token of a machine that no person watches."""
    reads = {"system": {"name": "Nattjobb", "legal_entity": HOSPITAL, "purpose": "quality assurance"}}
    return signed(_claims("dev-epj", audience, scope) | reads | more)


def research(*, audience: str = VACCINES, scope: str = ALL_SCOPES, **more: Any) -> str:
    """Return the token of a research project."""
    asks = {"research": {"project": "RegFlu", "legal_entity": HOSPITAL, "purpose": "influenza in pregnancy"}}
    return signed(_claims("dev-epj", audience, scope) | asks | more)


def _claims(subject: str, audience: str, scope: str) -> dict[str, Any]:
    issued = int(NOW.timestamp())
    return {
        "iss": ISSUER,
        "aud": audience,
        "sub": subject,
        "client_id": "portal",
        "scope": scope,
        "iat": issued,
        "exp": issued + 300,
        "jti": str(uuid4()),
    }

"""What the claims of a register's access token say about who calls."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from .caller import Caller, CallerKind, CareRelation, Practitioner, Research, System
from .identity import PersonId


class _Act(msgspec.Struct):
    sub: str
    name: str = ""


class _Mandate(msgspec.Struct):
    rule: str
    until: date | None = None


class _Claims(msgspec.Struct):
    """RFC 9068 claims, with `act` (RFC 8693) and those of Tillitsrammeverk."""

    sub: str
    client_id: str
    jti: str
    scope: str = ""
    acr: str = ""
    act: _Act | None = None
    mandate: _Mandate | None = None
    practitioner: Practitioner | None = None
    care_relation: CareRelation | None = None
    system: System | None = None
    research: Research | None = None


def caller_of(claims: Mapping[str, Any]) -> Caller | None:
    """Return the caller that *claims* name, or None when they name nobody clearly."""
    try:
        said = msgspec.convert(claims, _Claims)
    except msgspec.ValidationError:
        return None
    kind = _kind(said)
    if kind is None:
        return None
    citizen = kind in (CallerKind.SELF, CallerKind.REPRESENTATIVE)
    actor = said.act.sub if said.act else said.sub
    return Caller(
        kind=kind,
        client_id=said.client_id,
        scopes=frozenset(said.scope.split()),
        token_id=said.jti,
        subject=PersonId(said.sub) if citizen else None,
        actor=PersonId(actor) if citizen else None,
        actor_name=said.act.name if said.act else "",
        practitioner=said.practitioner,
        care_relation=said.care_relation,
        system=said.system,
        research=said.research,
        acr=said.acr,
        rule=said.mandate.rule if said.mandate else "",
        until=said.mandate.until if said.mandate else None,
    )


def _kind(said: _Claims) -> CallerKind | None:
    """Exactly one capacity, each with all that it needs; a mixture is nobody."""
    professional = [kind for kind, claim in (
        (CallerKind.PRACTITIONER, said.practitioner),
        (CallerKind.SYSTEM, said.system),
        (CallerKind.RESEARCH, said.research),
    ) if claim is not None]  # fmt: skip
    if professional:
        whole = (said.practitioner is None) == (said.care_relation is None)
        return professional[0] if len(professional) == 1 and said.act is None and whole else None
    if said.act is not None:
        return CallerKind.REPRESENTATIVE if said.mandate else None
    return CallerKind.SELF if len(said.sub) == 11 and said.sub.isdecimal() else None

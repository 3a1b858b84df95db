"""Who calls a register, as their access token says it.

Field names are those of Norsk Helsenett's Tillitsrammeverk and of RFC 8693
(`act`); codes are Volven 9060 (authorization) and HL7's PurposeOfUse.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from .identity import PersonId


class CallerKind(StrEnum):
    """In which capacity somebody calls."""

    SELF = "self"
    REPRESENTATIVE = "representative"
    PRACTITIONER = "practitioner"
    SYSTEM = "system"
    RESEARCH = "research"


class Purpose(StrEnum):
    """Why health personnel look: HL7 v3 PurposeOfUse."""

    TREATMENT = "TREAT"
    EMERGENCY = "ETREAT"
    COORDINATION = "COC"
    BREAK_THE_GLASS = "BTG"


class Organisation(msgspec.Struct, frozen=True):
    """A legal entity or a place of care: organisation number and name."""

    id: str
    name: str


class Practitioner(msgspec.Struct, frozen=True, omit_defaults=True):
    """A health worker. The citizen sees the name, never the identifier (rule ATT-8)."""

    identifier: str
    name: str
    legal_entity: Organisation
    point_of_care: Organisation
    hpr_nr: str = ""
    authorization: str = ""
    department: str = ""

    def __repr__(self) -> str:
        return f"Practitioner({self.legal_entity.name})"


class CareRelation(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why the health worker may look at this person now."""

    purpose_of_use: Purpose
    decision_ref: str
    purpose_of_use_details: str = ""
    healthcare_service: str = ""


class System(msgspec.Struct, frozen=True):
    """A machine that reads without a person watching."""

    name: str
    legal_entity: Organisation
    purpose: str


class Research(msgspec.Struct, frozen=True):
    """A project that data are disclosed to."""

    project: str
    legal_entity: Organisation
    purpose: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody whose access token was found good, and what it opens.

    *subject* is the one person whose data a citizen's token opens; health
    personnel, systems and research name the person in each request instead.
    *rule* and *until* tell by which right a representative acts.
    """

    kind: CallerKind
    client_id: str
    scopes: frozenset[str]
    token_id: str
    subject: PersonId | None = None
    actor: PersonId | None = None
    actor_name: str = ""
    practitioner: Practitioner | None = None
    care_relation: CareRelation | None = None
    system: System | None = None
    research: Research | None = None
    acr: str = ""
    rule: str = ""
    until: date | None = None

    def __repr__(self) -> str:
        return f"Caller({self.kind}, {self.client_id})"

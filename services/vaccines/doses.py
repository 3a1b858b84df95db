"""What the register knows about one event, as plain values. Used at both ends of the wire."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import msgspec

from .dates import PartialDate


class Event(StrEnum):
    """SYSVAK's types of event (Volven)."""

    VACCINATION = "V"
    CONTRAINDICATION = "K"
    """The person shall not have this vaccine, for any reason, their own wish among them."""
    REACTION = "R"
    """Something happened after a vaccination; kept even if it is later found to have another cause."""


class Status(StrEnum):
    """FHIR's Immunization.status."""

    COMPLETED = "completed"
    NOT_DONE = "not-done"
    ENTERED_IN_ERROR = "entered-in-error"


class Source(StrEnum):
    """Whence the register has it."""

    EPJ = "epj"
    PAPER = "paper"
    LATE = "late"
    FOREIGN = "foreign"


class ConsentBasis(StrEnum):
    """Why it may be kept: reported by duty, or with the consent that some vaccines once needed."""

    MANDATORY = "mandatory"
    CONSENT = "consent-2011-2019"


class Code(NamedTuple):
    """A code in its system, and how it reads; what has no code has only that."""

    system: str
    code: str
    display: str


class Organisation(NamedTuple):
    """Who gave the vaccine; the number is empty where only a name is known."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """What happened after a vaccination, and when."""

    at: PartialDate | None
    detail: str
    reported: bool | None


class Dose(msgspec.Struct, frozen=True, kw_only=True):
    """One event in a person's vaccination history.

    *codings* are all codes of the vaccine, *vaccine* the one that counts: SYSVAK's
    where there is one, else the first. *product* None is SYSVAK's «Ikke oppgitt».
    *given* is None when only *given_text* was told, such as "as a child".
    *source*, *indication* and *consent_basis* are the register's words; a newer
    register may use words that are not in the enumerations here.
    """

    id: str
    event: Event
    status: Status
    vaccine: Code
    codings: tuple[Code, ...]
    atc: str
    product: str | None
    diseases: tuple[Code, ...]
    given: PartialDate | None
    given_text: str
    registered: PartialDate | None
    number: str
    lot: str
    manufacturer: str
    organisation: Organisation | None
    country: str
    source: str
    status_reason: Code | None
    indication: str
    consent_basis: str
    reactions: tuple[Reaction, ...]

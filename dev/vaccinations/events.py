"""What happened at the clinic, and what the register came to know of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from auth.identity import PersonId

from ..care import Unit


class Kind(StrEnum):
    """SYSVAK's types of event."""

    VACCINATION = "V"
    NOT_TO_HAVE = "K"
    REACTION = "R"


class Reason(StrEnum):
    """Why a dose was given. It decides since when the register asks for it."""

    PROGRAMME = "programme"
    CATCH_UP = "catch-up"
    PANDEMIC = "pandemic"
    SEASON = "season"
    RISK = "risk"
    BOOSTER = "booster"
    TRAVEL = "travel"
    PREGNANCY = "pregnancy"
    FOREIGN = "foreign"


class Source(StrEnum):
    """How the register was told."""

    RECORD = "epj"
    PAPER = "paper"
    LATE = "late"
    FOREIGN = "foreign"


class Status(StrEnum):
    """Whether the event stands."""

    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"
    NOT_DONE = "not-done"


@dataclass(frozen=True, slots=True)
class Dose:
    """A dose that somebody got, whether or not the register heard of it."""

    code: str
    given: date
    reason: Reason
    number: int | None = None
    products: tuple[str, ...] = ()
    country: str = "NO"


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the register. *product* None is «Ikke oppgitt»; *told* is a K's or an R's text."""

    id: str
    subject: PersonId = field(repr=False)
    kind: Kind
    status: Status
    code: str
    given: date
    registered: date
    reason: Reason
    source: Source
    country: str = "NO"
    product: str | None = None
    number: int | None = None
    lot: str | None = None
    unit: Unit | None = None
    told: str = ""

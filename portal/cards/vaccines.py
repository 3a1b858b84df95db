"""Mine vaksiner: what SYSVAK holds about one person, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from services.vaccines import doses
from services.vaccines.codes import SYSVAK, vaccines
from services.vaccines.dates import PartialDate
from services.vaccines.doses import Event, Source, Status

from .diseases import disease


class History(Protocol):
    """What the register answered; *whole* is False when it holds more than that."""

    @property
    def doses(self) -> Sequence[doses.Dose]:
        """The events, in any order."""

    @property
    def whole(self) -> bool:
        """Whether they are all."""


class Mark(StrEnum):
    """What a reader should know about an event beside what was given."""

    FOREIGN = "foreign"
    LATE = "late"
    PAPER = "paper"
    MISTAKE = "entered-in-error"
    UNKNOWN_CODE = "unknown-code"


@dataclass(frozen=True, slots=True)
class Dose:
    """An event as the list shows it. *name* and *against* are translated where the catalogs know them.

    *told* is what the register has instead of a date, such as "as a child".
    *country* is an ISO 3166 code when the dose was given abroad.
    """

    key: str
    event: Event
    given: PartialDate | None
    name: str
    code: str
    against: tuple[str, ...] = ()
    number: str = ""
    place: str = ""
    country: str = ""
    told: str = ""
    registered: PartialDate | None = None
    reactions: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def mistaken(self) -> bool:
        """Whether the register has taken the event back."""
        return Mark.MISTAKE in self.marks

    @property
    def year(self) -> int | None:
        """The year that a search may ask for."""
        return self.given.year if self.given else None


@dataclass(frozen=True, slots=True)
class VaccineCard:
    """Everything that the register holds, split in doses and notes (K and R)."""

    doses: tuple[Dose, ...]
    notes: tuple[Dose, ...]
    fetched: datetime
    whole: bool = True

    @property
    def counted(self) -> int:
        """How many doses stand: what was entered in error is shown, but not counted."""
        return sum(not dose.mistaken for dose in self.doses)

    @property
    def diseases(self) -> int:
        """How many diseases the doses that stand were given against; one dose of several may not protect."""
        return len({disease for dose in self.doses if not dose.mistaken for disease in dose.against})

    @property
    def newest(self) -> Dose | None:
        """The dose that was given last."""
        return next((dose for dose in self.doses if not dose.mistaken and dose.given), None)


def vaccine_card(history: History, fetched: datetime) -> VaccineCard:
    """Return *history* as a card: newest first, those without a date last."""
    return card_of(map(line, history.doses), fetched, whole=history.whole)


def card_of(events: Iterable[Dose], fetched: datetime, *, whole: bool = True) -> VaccineCard:
    """Return *events* in the order that a reader expects, doses apart from notes."""
    ordered = sorted(
        events, key=lambda event: (event.given.text if event.given else "", event.number), reverse=True
    )
    return VaccineCard(
        doses=tuple(event for event in ordered if event.event is Event.VACCINATION),
        notes=tuple(event for event in ordered if event.event is not Event.VACCINATION),
        fetched=fetched,
        whole=whole,
    )


def line(dose: doses.Dose) -> Dose:
    """Return one of the register's events as a line of the list."""
    known = vaccines().get(dose.vaccine.code) if dose.vaccine.system == SYSVAK else None
    return Dose(
        key=dose.id,
        event=dose.event,
        given=dose.given,
        name=dose.product or (known.name if known else dose.vaccine.display),
        code=dose.vaccine.code,
        against=tuple(map(disease, dose.diseases))
        or tuple(one.name for one in (known.diseases if known else ())),
        number=dose.number,
        place=dose.organisation.name if dose.organisation else "",
        country=dose.country,
        told=dose.given_text,
        registered=dose.registered,
        reactions=tuple(reaction.detail for reaction in dose.reactions if reaction.detail),
        marks=_marks(dose, known=known is not None),
    )


def _marks(dose: doses.Dose, *, known: bool) -> tuple[Mark, ...]:
    abroad = dose.source == Source.FOREIGN or dose.country not in ("", "NO")
    said = {
        Mark.MISTAKE: dose.status is Status.ENTERED_IN_ERROR,
        Mark.FOREIGN: abroad,
        Mark.LATE: dose.source == Source.LATE,
        Mark.PAPER: dose.source == Source.PAPER,
        Mark.UNKNOWN_CODE: not known,
    }
    return tuple(mark for mark, holds in said.items() if holds)

"""What the register knows about a child and those around it, each fact with the days on which it holds.

People are named by the register's random keys, so no rule ever sees a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar


class Role(StrEnum):
    """What a parent is to the child, in the codes of HL7 Norway's family relations."""

    MOTHER = "mor"
    FATHER = "far"
    CO_MOTHER = "medmor"


class Kind(StrEnum):
    """Who has parental responsibility, in the codes of HL7 Norway."""

    JOINT = "felles"
    MOTHER = "mor"
    FATHER = "far"
    CO_MOTHER = "medmor"
    OTHER = "andre"
    UNKNOWN = "ukjent"


@dataclass(frozen=True, slots=True)
class Span:
    """From *since* up to, but not on, *until*; None is open at that end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether *day* is within the span."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class Home:
    """A registered address. *place* is equal for equal dwellings; None is a dwelling not known."""

    place: str | None
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Protection:
    """The person's address is kept from others (code 6 or 7)."""

    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Resident:
    """One person as the register knows them."""

    born: date | None = None
    died: date | None = None
    homes: tuple[Home, ...] = ()
    protections: tuple[Protection, ...] = ()

    def dead(self, day: date) -> bool:
        """Whether the person had died by *day*."""
        return self.died is not None and self.died <= day

    def protected(self, day: date) -> bool:
        """Whether the person's address is kept from others on *day*."""
        return bool(holding(self.protections, day))

    def place(self, day: date) -> str | None:
        """Return where the person lives on *day*; None when that is unknown or said in two ways."""
        places = {home.place for home in holding(self.homes, day)}
        return places.pop() if len(places) == 1 else None


@dataclass(frozen=True, slots=True)
class Parent:
    """Somebody registered as the child's parent."""

    person: str
    role: Role
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Somebody registered with parental responsibility for the child."""

    holder: str
    kind: Kind
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a decision about one child may rest on."""

    people: Mapping[str, Resident]
    parents: tuple[Parent, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()


class _Dated(Protocol):
    @property
    def span(self) -> Span: ...


D = TypeVar("D", bound=_Dated)


def holding(facts: Iterable[D], day: date) -> tuple[D, ...]:
    """Return those of *facts* that hold on *day*."""
    return tuple(fact for fact in facts if fact.span.holds(day))


def birthday(born: date, years: int) -> date | None:
    """Return the day on which somebody becomes *years* old; None after the calendar's end.

    Whoever is born on 29 February has it on 1 March in a common year: only then
    have the years passed in full.
    """
    year = born.year + years
    if year > date.max.year:
        return None
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)

"""Families as facts, for tests of the rules: a usual one, and what may differ from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from services.population.facts import (
    ALWAYS,
    Facts,
    Home,
    Kind,
    Parent,
    Protection,
    Resident,
    Responsibility,
    Role,
    Span,
)

CHILD, MOTHER, FATHER, OTHER, STRANGER = "child", "mother", "father", "other", "stranger"
BORN = date(2015, 3, 7)
SIXTEEN = date(2031, 3, 7)
TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)


def adult(place: str | None = "home", *, died: date | None = None, protected: Span | None = None) -> Resident:
    """Return somebody grown who lives at *place*; None is nowhere that is known."""
    homes = () if place is None else (Home(place),)
    return Resident(date(1985, 6, 1), died, homes, () if protected is None else (Protection(protected),))


def child(
    born: date | None = BORN,
    place: str | None = "home",
    *,
    died: date | None = None,
    protected: Span | None = None,
) -> Resident:
    """Return the child of the family."""
    return replace(adult(place, died=died, protected=protected), born=born)


def joint(*holders: str, span: Span = ALWAYS) -> tuple[Responsibility, ...]:
    """Return responsibility that *holders* share."""
    return tuple(Responsibility(holder, Kind.JOINT, span) for holder in holders)


def family(
    people: dict[str, Resident | None] | None = None,
    *,
    parents: Iterable[Parent] | None = None,
    held: Iterable[Responsibility] | None = None,
) -> Facts:
    """Return mother and father who share responsibility and live with their child, but for what is given.

    A person given as None is one whom the register does not know.
    """
    usual = {CHILD: child(), MOTHER: adult(), FATHER: adult(), STRANGER: adult("elsewhere")} | (people or {})
    known = {name: person for name, person in usual.items() if person is not None}
    two = (Parent(MOTHER, Role.MOTHER), Parent(FATHER, Role.FATHER))
    return Facts(
        known,
        two if parents is None else tuple(parents),
        joint(MOTHER, FATHER) if held is None else tuple(held),
    )

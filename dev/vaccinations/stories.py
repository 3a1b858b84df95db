"""Rows of the cast's own, in dev/data/stories.csv, beside those that everybody of their age has."""

from collections import defaultdict
from datetime import date
from functools import cache

from auth.identity import PersonId

from .. import data
from ..care import UnitKind, unit_near
from ..families.cast import cast
from .events import Event, Kind, Reason, Source, Status
from .habits import Habit

_USUAL = Habit(declines=False, keen=0.8, travels=False, risk_group=False)
_NOBODY_KNOWS = Habit(declines=True, keen=0.0, travels=False, risk_group=False)
_OWN_HABITS = {"ODD": _NOBODY_KNOWS}


@cache
def keys() -> dict[PersonId, str]:
    """Return the cast's keys by number."""
    return {person.number: key for key, person in cast().items()}


def habit_of(key: str) -> Habit:
    """Return how one of the cast takes to vaccines."""
    return _OWN_HABITS.get(key, _USUAL)


@cache
def stories() -> dict[str, list[Event]]:
    """Return the rows of each of the cast."""
    found: dict[str, list[Event]] = defaultdict(list)
    for serial, row in enumerate(data.table("stories")):
        found[row["key"]].append(_event(row, serial))
    return found


def _event(row: dict[str, str], serial: int) -> Event:
    person = cast()[row["key"]]
    return Event(
        id=f"story{serial:011}",
        subject=person.number,
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        code=row["code"],
        given=date.fromisoformat(row["given"]),
        registered=date.fromisoformat(row["registered"]),
        reason=Reason(row["reason"]),
        source=Source(row["source"]),
        country=row["country"],
        product=row["product"] or None,
        number=int(row["number"]) if row["number"] else None,
        lot=row["lot"] or None,
        unit=unit_near(person.grew_up, UnitKind(row["unit"])) if row["unit"] else None,
        told=row["told"],
    )

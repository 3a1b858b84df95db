"""Everybody's look-ups of past years."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from auth.identity import PersonId
from services.birthdata.notification import Notification

from ..families.people import Inhabitant
from ..vaccinations.events import Event
from . import care, others
from .cast import of_the_cast
from .ledger import Ledger


def lookups(
    people: Sequence[Inhabitant],
    histories: Mapping[PersonId, Sequence[Event]],
    births: Sequence[Notification],
    seed: int,
    day: date,
) -> Ledger:
    """Return who has looked at whom in the ten years before *day*."""
    ledger = Ledger(day)
    by_child = {birth.child: birth for birth in births}
    for person in people:
        chance = Random(f"{seed}/lookups/{person.number}")
        care.around_vaccinations(ledger, histories.get(person.number, ()), chance)
        if birth := by_child.get(person.number):
            care.after_birth(ledger, birth, person, chance)
        if not histories.get(person.number):
            continue  # Nothing is registered, so nothing could be looked at.
        care.emergency(ledger, person, day, chance)
        others.by_the_register(ledger, person, day, chance)
        others.by_machines(ledger, person, day, chance)
        others.by_research(ledger, person, chance)
        others.stopped(ledger, person, people, day, chance)
    of_the_cast(ledger)
    return ledger

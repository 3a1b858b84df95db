"""Look-ups by those who gave care: around a vaccine, after a birth, in the emergency ward."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from access_log.entry import Action
from auth.caller import Purpose
from services.birthdata.notification import Notification

from ..care import UnitKind, unit_near
from ..dates import some_day_between, years_after
from ..families.people import Inhabitant
from ..vaccinations.events import Event, Source
from .callers import practitioner
from .ledger import KEPT_YEARS, Ledger, Register, any_hour, office_hours


def around_vaccinations(ledger: Ledger, events: Sequence[Event], chance: Random) -> None:
    """The unit that gave a vaccine mostly looked first, and wrote afterwards; once a visit."""
    visits = {
        (event.given, event.unit.place.id): event
        for event in events
        if event.unit and event.source is Source.RECORD
    }
    for event in visits.values():
        assert event.unit is not None
        worker = chance.choice(event.unit.staff)
        reason = chance.choice(("BEHANDLER", "BEHANDLER", "PLANOPP"))
        caller = practitioner(worker, Purpose.TREATMENT, reason, chance)
        at = office_hours(event.given, chance)
        if chance.random() < 0.75:
            ledger.add(Register.VACCINES, caller, event.subject, at, chance)
        written = at + timedelta(minutes=chance.randint(3, 25))
        ledger.add(Register.VACCINES, caller, event.subject, written, chance, action=Action.CHANGE)


def after_birth(ledger: Ledger, birth: Notification, child: Inhabitant, chance: Random) -> None:
    """The midwife notifies within days, and the child health centre reads it at the first visit."""
    hospital = unit_near(child.grew_up, UnitKind.HOSPITAL)
    midwife = practitioner(hospital.staff[-1], Purpose.TREATMENT, "BEHANDLER", chance)
    notified = office_hours(birth.born + timedelta(chance.randint(1, 4)), chance)
    nurse = chance.choice(unit_near(child.grew_up, UnitKind.CHILD_HEALTH).staff[:2])
    for number in filter(None, (birth.child, birth.mother)):
        ledger.add(Register.BIRTHDATA, midwife, number, notified, chance, action=Action.CHANGE)
    if chance.random() < 0.5:
        at = office_hours(birth.born + timedelta(chance.randint(8, 30)), chance)
        reader = practitioner(nurse, Purpose.COORDINATION, "DELBEHAN", chance)
        ledger.add(Register.BIRTHDATA, reader, child.number, at, chance)


def emergency(ledger: Ledger, person: Inhabitant, day: date, chance: Random) -> None:
    """One in forty came to the emergency ward with a wound, and somebody had to know about tetanus."""
    if chance.random() > 0.025:
        return
    first = max(person.here_from, years_after(day, -KEPT_YEARS))
    last = min(person.died or day, day)
    at = any_hour(some_day_between(first, last, chance), chance)
    worker = chance.choice(unit_near(person.grew_up, UnitKind.EMERGENCY).staff)
    if at.date() <= last:
        caller = practitioner(worker, Purpose.EMERGENCY, "BLAALYS", chance)
        ledger.add(Register.VACCINES, caller, person.number, at, chance)

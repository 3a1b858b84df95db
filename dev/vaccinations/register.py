"""What the register came to know of a dose: when, from whom, with what missing and what wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ..care import Unit, UnitKind, unit_near
from ..families.people import Inhabitant
from .coverage import ALL_FROM, reported
from .events import Dose, Event, Kind, Reason, Source, Status

_ELECTRONIC_FROM = 2004
_UNKNOWN, _NONSENSE = "Ukjent", ("MMR", "XKOM6", "VAKS1", "D0TP2")
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


Visits = dict[date, tuple[Source, date]]
"""How and when the register was told of each visit, so that doses of one day are told together."""


def registered(person: Inhabitant, dose: Dose, visits: Visits, day: date, chance: Random) -> Iterator[Event]:
    """Return the rows that *dose* left by *day*: mostly one, sometimes none, sometimes two."""
    if not reported(dose, pilot=person.grew_up.pilot) or chance.random() < 0.012:
        return
    if dose.given not in visits:
        visits[dose.given] = _told(person, dose, chance)
    source, told = visits[dose.given]
    if told > day:
        return
    event = Event(
        id=f"{chance.getrandbits(64):016x}",
        subject=person.number,
        kind=Kind.VACCINATION,
        status=Status.COMPLETED,
        code=dose.code,
        given=dose.given,
        registered=told,
        reason=dose.reason,
        source=source,
        country=dose.country,
        product=_product(dose, chance),
        number=None if dose.number is None or chance.random() < 0.05 else dose.number,
        lot=_lot(dose, source, chance),
        unit=None if dose.reason is Reason.FOREIGN else unit_of(person, dose),
    )
    yield _miscoded(event, chance)
    yield from _twice(event, person.born, day, chance)


def unit_of(person: Inhabitant, dose: Dose) -> Unit:
    """Return where the dose was given: infants, pupils, travellers and the old go to different places."""
    place = person.home.place if person.home and dose.given >= ALL_FROM else person.grew_up
    return unit_near(place, _kind_of(person.age(dose.given), dose.reason))


def _kind_of(age: int, reason: Reason) -> UnitKind:
    if reason in (Reason.PROGRAMME, Reason.CATCH_UP) and age < 20:
        return UnitKind.CHILD_HEALTH if age < 6 else UnitKind.SCHOOL
    if reason is Reason.PREGNANCY:
        return UnitKind.CHILD_HEALTH
    if reason in (Reason.TRAVEL, Reason.PANDEMIC):
        return UnitKind.VACCINATION
    return UnitKind.SURGERY


def _told(person: Inhabitant, dose: Dose, chance: Random) -> tuple[Source, date]:
    """Return how and when the register was told: within days, by paper in weeks, or years too late."""
    if dose.reason is Reason.FOREIGN:
        first = max(person.here_from, ALL_FROM)
        return Source.FOREIGN, first + timedelta(int(chance.expovariate(1 / 150)) + 5)
    if dose.given >= ALL_FROM and chance.random() < 0.012:
        return Source.LATE, dose.given + timedelta(chance.randint(120, 1500))
    if dose.given.year < _ELECTRONIC_FROM or chance.random() < 0.02:
        return Source.PAPER, dose.given + timedelta(chance.randint(10, 45))
    return Source.RECORD, dose.given + timedelta(chance.choice((0, 0, 0, 0, 0, 1, 1, 4)))


def _product(dose: Dose, chance: Random) -> str | None:
    """Return the product, or None for what the register calls «Ikke oppgitt»."""
    known = 0.92 if dose.given >= ALL_FROM else 0.35
    return chance.choice(dose.products) if dose.products and chance.random() < known else None


def _lot(dose: Dose, source: Source, chance: Random) -> str | None:
    if source is not Source.RECORD or dose.given < ALL_FROM or chance.random() < 0.3:
        return None
    return "".join(chance.choices(_LETTERS, k=2)) + f"{chance.randrange(10**4):04}"


def _miscoded(event: Event, chance: Random) -> Event:
    """Return *event*, one in two hundred with a code that nobody knows."""
    if chance.random() > 0.005:
        return event
    return replace(event, code=chance.choice((_UNKNOWN, *_NONSENSE)), product=None)


def _twice(event: Event, born: date, day: date, chance: Random) -> Iterator[Event]:
    """Return a second row for the same dose: entered in error, or reported by two."""
    again = min(event.registered + timedelta(chance.randint(1, 40)), day)
    other = f"{chance.getrandbits(64):016x}"
    draw = chance.random()
    if draw < 0.006:
        wrong = event.given - timedelta(chance.choice((1, 7, 30, 365)))
        yield replace(event, id=other, status=Status.ENTERED_IN_ERROR, given=max(wrong, born))
    elif draw < 0.010 and event.source is not Source.FOREIGN:
        yield replace(event, id=other, registered=again, source=Source.PAPER, lot=None)

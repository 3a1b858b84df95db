"""What else the register keeps: vaccines that somebody shall not have (K), and reactions (R)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ..care import UnitKind, unit_near
from ..dates import a_weekday, some_day_between
from ..families.people import Inhabitant
from .coverage import ALL_FROM
from .events import Event, Kind, Reason, Source, Status

NOT_WANTED = "Ønsker ikke vaksinen"
_MEDICAL = ("Allergi mot innhold i vaksinen", "Nedsatt immunforsvar", "Alvorlig reaksjon på tidligere dose")
_REACTIONS = (
    "Feber over 39 grader i to døgn",
    "Kraftig hevelse på armen",
    "Utslett",
    "Besvimte etter vaksinen",
    "Feberkramper",
)
_DECLINABLE = ("MMR52", "KOM06", "HPV02", "BNT03", "FLU02")
_FORBIDDEN = ("MMR52", "GUL01", "VAR01", "ROT01")


def notes(
    person: Inhabitant, events: Sequence[Event], day: date, chance: Random, *, declines: bool
) -> Iterator[Event]:
    """Return the K and R rows about *person*, whose vaccinations are *events*."""
    first = max(ALL_FROM, person.here_from)
    last = min(day, person.died or day)
    if first < last and (chance.random() < 0.006 or (declines and chance.random() < 0.5)):
        noted = min(a_weekday(some_day_between(first, last, chance)), last)
        yield _not_to_have(person, noted, chance, declines=declines)
    reported = [
        event for event in events if event.status is Status.COMPLETED and event.source is Source.RECORD
    ]
    if reported and chance.random() < 0.012:
        yield _reaction(chance.choice(reported), day, chance)


def _not_to_have(person: Inhabitant, noted: date, chance: Random, *, declines: bool) -> Event:
    place = person.home.place if person.home else person.grew_up
    kind = UnitKind.CHILD_HEALTH if person.age(noted) < 6 else UnitKind.SURGERY
    return Event(
        id=f"{chance.getrandbits(64):016x}",
        subject=person.number,
        kind=Kind.NOT_TO_HAVE,
        status=Status.NOT_DONE,
        code=chance.choice(_DECLINABLE if declines else _FORBIDDEN),
        given=noted,
        registered=noted,
        reason=Reason.PROGRAMME,
        source=Source.RECORD,
        unit=unit_near(place, kind),
        told=NOT_WANTED if declines else chance.choice(_MEDICAL),
    )


def _reaction(event: Event, day: date, chance: Random) -> Event:
    """Return the note of a reaction; it is kept even if it turns out to have another cause."""
    noticed = min(event.given + timedelta(chance.randint(0, 9)), day)
    return replace(
        event,
        id=f"{chance.getrandbits(64):016x}",
        kind=Kind.REACTION,
        given=noticed,
        registered=noticed,
        number=None,
        told=chance.choice(_REACTIONS),
    )

"""Doses from before somebody came to Norway, brought along on paper and registered late."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ..dates import months_after
from ..families.people import Inhabitant
from .events import Dose, Reason

_BROUGHT_PAPERS = 0.45
_DIGITAL_FROM = date(2021, 3, 1)
# A schedule as the WHO's, which many countries follow: whole-cell pertussis, oral polio, measles alone first.
_SCHEDULE = (
    ("BCG01", 0, 1),
    ("POL02", 2, 1),
    ("DTP51", 2, 1),
    ("POL02", 4, 2),
    ("DTP51", 4, 2),
    ("POL02", 6, 3),
    ("DTP51", 6, 3),
    ("MES01", 9, 1),
    ("MMR52", 18, 1),
    ("DTP51", 18, 4),
)
_HEPATITIS_B_FROM = 1992
_COVID = ("SIN03", "XXC03", "CSH03", "XXS03", "BNT03", "ASZ03")


def brought_along(person: Inhabitant, chance: Random) -> Iterator[Dose]:
    """Return what *person* could show for from the country they came from."""
    if person.arrived is None:
        return
    if chance.random() < _BROUGHT_PAPERS:
        yield from _childhood(person, person.arrived, chance)
    if person.arrived > _DIGITAL_FROM and person.age(date(2021, 6, 1)) >= 18 and chance.random() < 0.8:
        yield from _covid(person, person.arrived, chance)


def _childhood(person: Inhabitant, arrived: date, chance: Random) -> Iterator[Dose]:
    for code, months, number in _SCHEDULE:
        given = months_after(person.born, months) + timedelta(chance.randint(0, 40))
        if given >= arrived or chance.random() > 0.9:
            continue
        yield Dose(code, given, Reason.FOREIGN, number, country=person.born_in)
        if code == "DTP51" and months <= 6 and person.born.year >= _HEPATITIS_B_FROM:
            yield Dose("HEP01", given, Reason.FOREIGN, number, country=person.born_in)


def _covid(person: Inhabitant, arrived: date, chance: Random) -> Iterator[Dose]:
    code, given = chance.choice(_COVID), _DIGITAL_FROM + timedelta(chance.randint(0, 200))
    for number in (1, 2):
        if given < arrived:
            yield Dose(code, given, Reason.FOREIGN, number, country=person.born_in)
        given += timedelta(chance.randint(21, 60))

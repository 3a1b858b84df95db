"""Covid-19 vaccines: a first course in 2021, and what followed each autumn."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ..dates import a_weekday, some_day_between
from ..families.people import Inhabitant
from .events import Dose, Reason
from .habits import Habit

_PRODUCTS = {
    "BNT03": ("Comirnaty",),
    "MOD03": ("Spikevax",),
    "ASZ03": ("Vaxzevria",),
    "CBA01": ("Comirnaty Original/Omicron BA.1",),
    "CBA45": ("Comirnaty Original/Omicron BA.4-5",),
    "SBA45": ("Spikevax Bivalent BA.4-5",),
    "CBB15": ("Comirnaty XBB.1.5",),
}
_AUTUMNS = {2022: ("CBA01", "CBA45", "SBA45"), 2023: ("CBB15",)}


def covid(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[Dose]:
    """Return the covid-19 vaccines that *person* has got by *day*, oldest first."""
    if habit.declines or chance.random() > 0.55 + 0.5 * habit.keen:
        return
    number = 0
    for code, given in (*_first_course(person, chance), *_autumns(person, habit, day, chance)):
        if person.here_from <= given <= day and person.alive(given):
            number += 1
            yield Dose(code, given, Reason.PANDEMIC, number, _PRODUCTS[code])


def _first_course(person: Inhabitant, chance: Random) -> Iterator[tuple[str, date]]:
    """The oldest came first; children from twelve got one dose in the autumn."""
    age = 2021 - person.born.year
    if age < 12 or (age < 16 and chance.random() < 0.3):
        return
    if age < 18:
        yield "BNT03", a_weekday(some_day_between(date(2021, 9, 6), date(2021, 10, 29), chance))
        return
    opens = date(2021, 1, 4) + timedelta(max(0, 85 - age) * 3)
    first = a_weekday(some_day_between(opens, opens + timedelta(40), chance))
    early_worker = age < 65 and first < date(2021, 3, 11)
    code = "ASZ03" if early_worker else chance.choices(("BNT03", "MOD03"), (80, 20))[0]
    yield code, first
    second = a_weekday(first + timedelta(chance.randint(21, 84)))
    if chance.random() < 0.97:
        yield "BNT03" if code == "ASZ03" else code, second
    if chance.random() < 0.35 + 0.008 * age:
        third = max(second + timedelta(140), date(2021, 10, 5))
        yield (
            chance.choice(("BNT03", "BNT03", "MOD03")),
            a_weekday(some_day_between(third, third + timedelta(70), chance)),
        )


def _autumns(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[tuple[str, date]]:
    """From 65, later 75, and in risk groups: a dose each autumn."""
    for year in range(2022, day.year + 1):
        age = year - person.born.year
        oldest = 65 if year < 2025 else 75
        offered = age >= oldest or (habit.risk_group and age >= 18)
        if offered and chance.random() < habit.keen:
            code = chance.choice(_AUTUMNS.get(year, ("BNT03",)))
            yield code, a_weekday(some_day_between(date(year, 9, 12), date(year, 12, 10), chance))

"""Doses beyond the childhood programme: the yearly, the pandemic, the traveller's, the mother's to be."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ..dates import a_weekday, months_after, some_day, some_day_between, years_after
from ..families.people import Inhabitant, Sex
from .events import Dose, Reason
from .habits import Habit

_TRAVEL = (
    ("HEP20", ("Twinrix Adult",), 5),
    ("HAV02", ("Havrix", "Vaqta"), 5),
    ("TYF03", ("Typhim Vi",), 3),
    ("GUL01", ("Stamaril",), 2),
    ("TBE01", ("TicoVac",), 2),
    ("KOL01", ("Dukoral",), 2),
    ("RAB01", ("Rabipur",), 1),
    ("JEN02", ("Ixiaro",), 1),
)
_SEASONS = range(2010, 2100)
_PREGNANCY_FROM = date(2024, 5, 1)  # Pertussis vaccine for pregnant women (facts, section 2.1).


def beyond_childhood(
    person: Inhabitant, habit: Habit, day: date, births: list[date], chance: Random
) -> Iterator[Dose]:
    """Return what else *person* has got by *day*; *births* are those that she gave."""
    if habit.declines:
        return
    doses = (
        *_pandemic(habit, chance),
        *_boosters(person, habit, day, chance),
        *_influenza(person, habit, day, chance),
        *_pneumococcal(person, habit, day, chance),
        *_hpv_catch_up(person, habit, chance),
        *_travel(person, habit, day, chance),
        *_in_pregnancy(births, chance),
    )
    for dose in sorted(doses, key=lambda dose: dose.given):
        if person.here_from <= dose.given <= day and person.alive(dose.given):
            yield dose


def _pandemic(habit: Habit, chance: Random) -> Iterator[Dose]:
    """Return the swine influenza vaccine of 2009, which 45 of 100 took."""
    if chance.random() < 0.7 * habit.keen:
        given = a_weekday(some_day_between(date(2009, 10, 19), date(2010, 1, 29), chance))
        yield Dose("AII02", given, Reason.PANDEMIC, 1, ("Pandemrix",))


def _boosters(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[Dose]:
    """Return boosters about every ten years; most adults forget them."""
    due = years_after(person.born, 25)
    while due <= day:
        given = a_weekday(due + timedelta(int(chance.expovariate(1 / 900))))
        if chance.random() < 0.5 * habit.keen:
            yield Dose("KOM02", given, Reason.BOOSTER, None, ("Boostrix Polio", "Repevax"))
        due = years_after(given, 10)


def _influenza(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[Dose]:
    """Return the seasonal vaccine: each autumn from 65 and in risk groups, now and then for others."""
    for year in _SEASONS:
        if year > day.year:
            return
        age = year - person.born.year
        likely = habit.keen if age >= 65 or (habit.risk_group and age >= 2) else 0.06 * (age >= 18)
        if chance.random() < likely:
            given = a_weekday(some_day(year, chance, first_month=10, last_month=12))
            adjuvanted = age >= 65 and year >= 2022
            yield Dose(
                "AII02" if adjuvanted else "FLU02",
                given,
                Reason.SEASON,
                None,
                ("Fluad",) if adjuvanted else ("Vaxigrip Tetra", "Influvac Tetra"),
            )


def _pneumococcal(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[Dose]:
    """Return vaccines from 65 on, again after ten years, since September 2022 after six."""
    due = max(years_after(person.born, 65), date(2008, 9, 1)) + timedelta(chance.randint(0, 700))
    while due <= day and chance.random() < 0.75 * habit.keen:
        new = due >= date(2023, 1, 1)
        yield Dose(
            "PNE20" if new else "PNE01",
            a_weekday(due),
            Reason.RISK,
            None,
            ("Apexxnar",) if new else ("Pneumovax",),
        )
        due = years_after(due, 6 if due >= date(2017, 1, 1) else 10) + timedelta(chance.randint(0, 500))


def _hpv_catch_up(person: Inhabitant, habit: Habit, chance: Random) -> Iterator[Dose]:
    """Return the three doses that women born 1991-1996 were offered until 30 June 2019."""
    if person.sex is not Sex.FEMALE or not 1991 <= person.born.year <= 1996:
        return
    given = some_day_between(date(2016, 11, 1), date(2018, 12, 20), chance)
    for number, months in ((1, 1), (2, 5), (3, 0)):
        if given > date(2019, 6, 30) or chance.random() > 0.4 + 0.6 * habit.keen:
            return
        yield Dose("HPV02", a_weekday(given), Reason.CATCH_UP, number, ("Cervarix",))
        given = months_after(given, months) + timedelta(chance.randint(0, 30))


def _travel(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[Dose]:
    if not habit.travels:
        return
    for _ in range(chance.randint(1, 3)):
        first = max(years_after(person.born, 5), date(2005, 1, 1))
        given = a_weekday(some_day_between(first, max(first, day), chance))
        code, products, _share = chance.choices(_TRAVEL, [share for *_, share in _TRAVEL])[0]
        yield Dose(code, given, Reason.TRAVEL, 1, products)


def _in_pregnancy(births: list[date], chance: Random) -> Iterator[Dose]:
    """Return pertussis vaccines around week 24 of each pregnancy."""
    for born in births:
        given = a_weekday(born - timedelta(chance.randint(70, 112)))
        if given >= _PREGNANCY_FROM and chance.random() < 0.68:
            yield Dose("DTP52", given, Reason.PREGNANCY, None, ("Boostrix",))

"""Doses of the childhood programme: on the visits that a child makes, late or not at all as life has it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from random import Random

from ..dates import a_weekday, months_after, some_day
from ..families.people import Inhabitant
from .events import Dose, Reason
from .habits import Habit
from .offers import Offer, offers

_INFANCY = ("6w", "3m", "5m", "12m", "15m")
_ORDER = (*_INFANCY, "g2s", "g6a", "14y", "g7a", "+2m", "+4m", "+7m", "g10a")
_APART = {"3m": 28, "5m": 56, "12m": 184, "15m": 28, "g2s": 730, "g10a": 730}
_ROTAVIRUS_CLOSES = {1: timedelta(weeks=12), 2: timedelta(weeks=16)}


def childhood(person: Inhabitant, habit: Habit, day: date, chance: Random) -> Iterator[Dose]:
    """Return the programme's doses that *person* has got by *day*, oldest first.

    A dose is given only to those who live here, and each series is counted
    from what was given: a child who missed the first has its second as number 1.
    """
    wanted = sorted((offer for offer in offers() if offer.concerns(person)), key=_order)
    given: dict[str, int] = {}
    visit = person.here_from
    for at, together in groupby(wanted, key=lambda offer: offer.at):
        due = _due(person, at, visit, chance)
        if due < person.here_from:
            continue  # What fell due before they came is no visit here.
        visit = _kept(at, due, visit, chance)
        for offer in together:
            number = given.get(offer.series, 0) + 1
            if habit.declines or chance.random() > offer.coverage or (at[0] == "+" and number == 1):
                continue
            if _open(person, offer.series, number, visit) and visit <= day:
                given[offer.series] = number
                yield Dose(offer.code, visit, Reason.PROGRAMME, number, offer.products)


def _order(offer: Offer) -> int:
    return _ORDER.index(offer.at)


def _due(person: Inhabitant, at: str, last: date, chance: Random) -> date:
    """Return the day that the programme says."""
    if at[0] == "g":
        return _school_day(person.born.year, at, chance)
    if at[0] == "+":
        return months_after(last, int(at[1:-1]))
    if at[-1] == "w":
        return person.born + timedelta(weeks=int(at[:-1]))
    return months_after(person.born, int(at[:-1]) * (12 if at[-1] == "y" else 1))


def _kept(at: str, due: date, last: date, chance: Random) -> date:
    """Return the day that the visit came to: some are late, and none too soon after the last one."""
    if at[0] != "g":
        usual = chance.random() < 0.93
        due += timedelta(int(chance.expovariate(1 / 8 if usual else 1 / 80)))
    return a_weekday(max(due, last + timedelta(_APART.get(at, 28))))


def _school_day(born: int, at: str, chance: Random) -> date:
    """Return a day of a school term: grade g begins in the year of birth + 5 + g (facts, section 2.1)."""
    grade, spring = int(at[1:-1]), at[-1] == "s"
    year = born + 5 + grade + spring
    months = (1, 5) if spring else (9, 11)
    return some_day(year, chance, first_month=months[0], last_month=months[1])


def _open(person: Inhabitant, series: str, number: int, visit: date) -> bool:
    """Tell whether that dose could be given on the day of the visit; rotavirus vaccine has a last day."""
    if series == "rotavirus" and visit >= person.born + _ROTAVIRUS_CLOSES[number]:
        return False
    return person.here_from <= visit and person.alive(visit)

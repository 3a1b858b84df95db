"""Person numbers that nobody living can have: 80 is added to the month, as in Skatteetaten's test data."""

from collections.abc import Iterable
from datetime import date
from random import Random

from auth.identity import PersonId

from .people import Sex

_SYNTHETIC_MONTH = 80
_D_DAY = 40
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class NoNumbersLeft(Exception):
    """Every number of that day and sex has been given out."""


class Numbers:
    """Gives out numbers, never the same twice."""

    def __init__(self, taken: Iterable[PersonId] = ()) -> None:
        self._taken = set(taken)

    def next(self, born: date, sex: Sex, chance: Random, *, d_number: bool = False) -> PersonId:
        """Return a number for somebody *born* that day, a free one by *chance*."""
        individual = list(_individual_numbers(born, sex))
        start = chance.randrange(len(individual))
        for place in range(len(individual)):
            number = number_of(born, individual[start - place], d_number=d_number)
            if number and number not in self._taken:
                self._taken.add(number)
                return number
        raise NoNumbersLeft


def number_of(born: date, individual: int, *, d_number: bool = False) -> PersonId | None:
    """Return the number of a birth date and three digits, or None where no check digits exist."""
    day = born.day + (_D_DAY if d_number else 0)
    text = f"{day:02}{born.month + _SYNTHETIC_MONTH:02}{born.year % 100:02}{individual:03}"
    for weights in (_FIRST, _SECOND):
        check = -sum(int(digit) * weight for digit, weight in zip(text, weights, strict=True)) % 11
        if check == 10:
            return None
        text += str(check)
    return PersonId(text)


def _individual_numbers(born: date, sex: Sex) -> range:
    """Today's numbers say the century and the sex in their three digits; those from 2032 will not."""
    first, last = (500, 1000) if born.year >= 2000 else (0, 500)
    return range(first + (sex is Sex.MALE), last, 2)

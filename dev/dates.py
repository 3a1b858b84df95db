"""Days a whole number of months or years away, and days by chance."""

from calendar import monthrange
from datetime import date, timedelta
from random import Random

_CHRISTMAS = frozenset({(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)})


def months_after(day: date, months: int) -> date:
    """Return the same day of the month *months* later; the month's last where there is none."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    """Return the same day *years* later; 28 February for a leap day."""
    return months_after(day, 12 * years)


def some_day(year: int, chance: Random, *, first_month: int = 1, last_month: int = 12) -> date:
    """Return a day of *year* between two months, both included."""
    return some_day_between(
        date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1]), chance
    )


def some_day_between(first: date, last: date, chance: Random) -> date:
    """Return a day from *first* to *last*; *first* when there is none between."""
    return first + timedelta(chance.randint(0, max(0, (last - first).days)))


def a_weekday(day: date) -> date:
    """Return *day*, or the next one that is no weekend and no Christmas: clinics are closed then."""
    while day.weekday() > 4 or (day.month, day.day) in _CHRISTMAS:
        day += timedelta(1)
    return day

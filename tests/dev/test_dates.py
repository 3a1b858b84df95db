"""Claims about days."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.dates import a_weekday, months_after, some_day_between, years_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last(day: date, months: int, after: date) -> None:
    """Nobody's visit falls on 30 February."""
    assert months_after(day, months) == after


def test_a_leap_day_comes_a_day_early_in_other_years() -> None:
    """Who was born on 29 February has a due date each year."""
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_clinics_open_within_a_week(day: date) -> None:
    """Never at a weekend, never at Christmas, and never before the day that was asked for."""
    opens = a_weekday(day)

    assert opens.weekday() < 5
    assert (opens.month, opens.day) not in {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)}
    assert 0 <= (opens - day).days < 7


def test_a_span_that_has_ended_before_it_began_is_its_first_day() -> None:
    """Callers may hand in the day somebody came and the day they left, in whatever order they were."""
    assert some_day_between(date(2026, 2, 1), date(2026, 1, 1), Random(1)) == date(2026, 2, 1)

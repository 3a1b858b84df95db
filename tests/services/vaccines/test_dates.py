"""Partial dates: what was told, and no more."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.vaccines.dates import NotADate, partial_date


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_date_of_any_precision_comes_back_as_it_was(day: date, precision: int) -> None:
    """And knows the first and last day that it may have been."""
    told = partial_date(day.isoformat()[:precision])

    assert str(told) == day.isoformat()[:precision]
    assert told.first <= day <= told.last
    assert (told.month is None, told.day is None) == (precision == 4, precision < 10)


_OFFSETS = st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-12 * 60, 14 * 60))


@given(st.datetimes(), _OFFSETS)
def test_a_moment_keeps_its_offset(moment: datetime, offset: timezone) -> None:
    """The local day is the one on the wall where the vaccine was given."""
    text = moment.replace(tzinfo=offset).isoformat()

    assert str(partial_date(text)) == text
    assert partial_date(text).day == moment.date()


@given(st.dates(), st.dates())
def test_dates_sort_as_time_does(one: date, other: date) -> None:
    """Also as text, which is how the database sorts them."""
    assert (partial_date(str(one)) < partial_date(str(other))) == (one < other)


@given(st.text())
def test_other_texts_are_no_dates(text: str) -> None:
    """They are refused, or come back as they were; nothing is trimmed or guessed."""
    try:
        told = partial_date(text).text
    except NotADate:
        told = text

    assert told == text


@pytest.mark.parametrize(
    "text",
    [
        "", "0000", "0000-01-01", "202", "20244", "2024-1", "2024-00", "2024-13", "2024-02-30", "2023-02-29",
        "1900-02-29", "2024-04-31", "2024-01-00", "2024-01-01T", "2024-01-01T10:00", "2024-01-01T10:00:00",
        "2024-01-01T24:00:00Z", "2024-01-01T10:60:00Z", "2024-01-01T10:00:00+15:00", "2024-01-01 10:00:00Z",
        " 2024", "2024\n", "-2024", "２０２４", "2024-W01", "01.02.2024",
    ],
)  # fmt: skip
def test_what_looks_like_a_date_but_is_none(text: str) -> None:
    """FHIR has four forms and the calendar has its own mind."""
    with pytest.raises(NotADate):
        partial_date(text)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "9999", "0001-01"])
def test_the_ends_of_time_are_dates(text: str) -> None:
    """Nothing overflows at either end."""
    told = partial_date(text)

    assert (str(told), told.first <= told.last) == (text, True)

"""Claims about made-up person numbers."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.person_number import NumberKind, SyntheticKind, parse
from dev.families.numbers import NoNumbersLeft, Numbers, number_of
from dev.families.people import Sex

DAYS = st.dates(date(1900, 1, 1), date(2039, 12, 31))


@given(DAYS, st.sampled_from(Sex), st.booleans(), st.randoms(use_true_random=False))
def test_every_number_is_valid_and_nobodys(born: date, sex: Sex, d_number: bool, chance: Random) -> None:  # noqa: FBT001
    """The rules of sign-in accept each number, and tell that no living person has it."""
    number = Numbers().next(born, sex, chance, d_number=d_number)

    told = parse(number)
    assert told.synthetic is SyntheticKind.TENOR
    assert told.kind is (NumberKind.D_NUMBER if d_number else NumberKind.FODSELSNUMMER)


def test_no_number_is_given_out_twice_and_none_beyond_the_last() -> None:
    """A day has so many numbers; after the last one the giver says so."""
    numbers, born = Numbers(), date(2015, 3, 7)
    exist = [number for digits in range(501, 1000, 2) if (number := number_of(born, digits))]

    given_out = {numbers.next(born, Sex.MALE, Random(1)) for _ in exist}

    assert given_out == set(exist)
    with pytest.raises(NoNumbersLeft):
        numbers.next(born, Sex.MALE, Random(1))


def test_a_taken_number_is_passed_by() -> None:
    """Numbers that somebody has already are never given to others."""
    first = Numbers().next(date(2015, 3, 7), Sex.FEMALE, Random(1))

    second = Numbers([first]).next(date(2015, 3, 7), Sex.FEMALE, Random(1))

    assert second != first


@pytest.mark.parametrize(
    ("born", "individual", "number"),
    [(date(2015, 3, 7), 500, "07831550036"), (date(2015, 3, 7), 501, "07831550117")],
)
def test_published_numbers_come_out(born: date, individual: int, number: str) -> None:
    """Eighty is added to the month, and the check digits are right."""
    assert number_of(born, individual) == number


def test_a_d_number_has_forty_added_to_its_day() -> None:
    """As those have who stay for a while."""
    assert number_of(date(1990, 12, 24), 1, d_number=True) == "64929000100"

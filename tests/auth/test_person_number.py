"""Person numbers.

The check-digit vectors follow Skatteetaten's note «nyttfnr2032»; the others are
made-up numbers of the synthetic kinds, and two misprints found in published FHIR examples.
"""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auth.person_number import (
    CheckRule,
    Fault,
    NotAPersonNumber,
    NumberKind,
    PersonNumber,
    SyntheticKind,
    is_synthetic,
    parse,
    with_check_digits,
)

# number, kind, valid today, valid for numbers assigned from 2032
VECTORS = [
    ("02013299997", "check-digit vector", True, True),
    ("02013299903", "check-digit vector", False, True),
    ("02013299806", "check-digit vector", True, True),
    ("30108299920", "check-digit vector", True, True),
    ("30108299939", "check-digit vector", False, True),
    ("07831550036", "synthetic month+80 (born 2015-03-07)", True, True),
    ("07831550117", "synthetic month+80 (born 2015-03-07)", True, True),
    ("64929000100", "synthetic D-number with month+80", True, True),
    ("13057444850", "published example with a wrong checksum", False, False),
    ("05076600324", "published example with a wrong checksum", False, False),
]


@pytest.mark.parametrize(("text", "kind", "today", "from_2032"), VECTORS)
def test_the_published_vectors_are_judged_as_published(
    text: str, kind: str, *, today: bool, from_2032: bool
) -> None:
    """Each vector is good or bad under each of the two rules, as its source says."""
    assert passes(text, CheckRule.CLASSIC) is today
    assert passes(text, CheckRule.FROM_2032) is from_2032
    assert is_synthetic(text) is kind.startswith("synthetic")


@pytest.mark.parametrize(
    ("nine", "kind", "synthetic"),
    [
        ("070315500", NumberKind.FODSELSNUMMER, None),
        ("470315500", NumberKind.D_NUMBER, None),
        ("074315500", NumberKind.FODSELSNUMMER, SyntheticKind.NAV),
        ("076815500", NumberKind.FODSELSNUMMER, SyntheticKind.NHN),
        ("077715500", NumberKind.FODSELSNUMMER, SyntheticKind.NHN),
        ("078315500", NumberKind.FODSELSNUMMER, SyntheticKind.TENOR),
        ("479215500", NumberKind.D_NUMBER, SyntheticKind.TENOR),
        ("470815500", NumberKind.D_NUMBER, None),
    ],
)
def test_the_first_four_digits_tell_the_kind(
    nine: str, kind: NumberKind, synthetic: SyntheticKind | None
) -> None:
    """Day + 40 is a D-number; month + 40, + 65 and + 80 are made up, without overlap."""
    number = parse(whole(nine))

    assert (number.kind, number.synthetic) == (kind, synthetic)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.NOT_ELEVEN_DIGITS),
        ("0783155003", Fault.NOT_ELEVEN_DIGITS),
        ("078315500360", Fault.NOT_ELEVEN_DIGITS),
        ("078315 50036", Fault.NOT_ELEVEN_DIGITS),
        ("07831550036\n", Fault.NOT_ELEVEN_DIGITS),
        ("٠٧٨٣١٥٥٠٠٣٦", Fault.NOT_ELEVEN_DIGITS),
        ("0783155003x", Fault.NOT_ELEVEN_DIGITS),
        ("80831550036", Fault.EMERGENCY_NUMBER),
        ("99999999999", Fault.EMERGENCY_NUMBER),
        ("00831550036", Fault.NO_SUCH_DATE),
        ("32831550036", Fault.NO_SUCH_DATE),
        ("40831550036", Fault.NO_SUCH_DATE),
        ("31841550036", Fault.NO_SUCH_DATE),
        ("07131550036", Fault.NO_SUCH_DATE),
        ("07001550036", Fault.NO_SUCH_DATE),
        ("07931550036", Fault.NO_SUCH_DATE),
        ("07631550036", Fault.NO_SUCH_DATE),
        ("29821550036", Fault.NO_SUCH_DATE),
        ("00000000000", Fault.NO_SUCH_DATE),
        ("07831550037", Fault.CHECK_DIGITS),
    ],
)
def test_what_is_wrong_is_said_without_the_number(text: str, fault: Fault) -> None:
    """The error names the fault and holds nothing that was typed."""
    with pytest.raises(NotAPersonNumber) as refused:
        parse(text)

    assert refused.value.fault is fault
    assert not any(character.isdigit() for character in str(refused.value))


@pytest.mark.parametrize("year", ["00", "04", "16", "96"])
def test_a_leap_day_exists_in_some_century(year: str) -> None:
    """29 February 00 may be in 2000, so the digits alone cannot refuse it."""
    assert parse(whole(f"2982{year}500")).synthetic is SyntheticKind.TENOR


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
    st.sampled_from([0, 40]),
    st.sampled_from([0, 40, 65, 80]),
)
def test_every_date_and_serial_with_fitting_check_digits_is_a_number(
    born: date, serial: int, day: int, month: int
) -> None:
    """What the classic rule makes, both rules accept, and it comes back unchanged."""
    text = with_check_digits(f"{born.day + day:02}{born.month + month:02}{born:%y}{serial:03}")
    assume(text is not None)

    number = parse(text or "")

    assert number.id == text
    assert (number.rule, number.synthetic is None) == (CheckRule.CLASSIC, month == 0)


@given(st.sampled_from([v[0] for v in VECTORS if v[2]]), st.integers(0, 10), st.integers(1, 9))
def test_the_classic_rule_sees_every_single_wrong_digit(text: str, place: int, change: int) -> None:
    """One digit off is never another person's number."""
    wrong = text[:place] + str((int(text[place]) + change) % 10) + text[place + 1 :]

    assert not passes(wrong, CheckRule.CLASSIC)


@given(st.text())
def test_any_text_is_a_number_or_refused(text: str) -> None:
    """Nothing but NotAPersonNumber ever comes out."""
    assert is_synthetic(text) in {True, False}


def test_a_number_does_not_show_itself() -> None:
    """Printing a PersonNumber into a log tells its kind alone."""
    assert "07831550036" not in repr(parse("07831550036"))


def passes(text: str, rule: CheckRule) -> bool:
    """Tell whether *text* is a person number by *rule*."""
    try:
        return isinstance(parse(text, accept=rule), PersonNumber)
    except NotAPersonNumber:
        return False


def whole(nine: str) -> str:
    """Count the serial up until check digits exist."""
    while (text := with_check_digits(nine)) is None:
        nine = f"{int(nine) + 1:09}"
    return text

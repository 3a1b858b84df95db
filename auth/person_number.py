"""What makes eleven digits a person number: fødselsnummer and D-number, real and synthetic.

Plain rules without clock or library. Sex, age and century are never read out of
a number: those assigned from 2032 no longer carry them, and the population
register has fields of its own for both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from .identity import PersonId


class NumberKind(StrEnum):
    """Who assigned the number, and to whom."""

    FODSELSNUMMER = "fodselsnummer"
    D_NUMBER = "d-number"


class SyntheticKind(StrEnum):
    """Whose test population a made-up person belongs to, told by what was added to the month."""

    NAV = "nav"  # +40, which some hospitals also used for numbers of their own
    NHN = "nhn"  # +65
    TENOR = "tenor"  # +80, Skatteetaten's population for everybody


class CheckRule(IntEnum):
    """The rule for check digits that a number satisfies; the wider one holds for the narrower too."""

    CLASSIC = 1
    FROM_2032 = 2  # Numbers assigned from 1 January 2032 may leave a remainder of 0-3 in the first check.


class Fault(StrEnum):
    """What is wrong with a text that is not a person number."""

    NOT_ELEVEN_DIGITS = "not eleven digits"
    EMERGENCY_NUMBER = "a hospital's emergency number (FH) is no person number"
    NO_SUCH_DATE = "the first six digits are no date"
    CHECK_DIGITS = "the check digits do not fit"


class NotAPersonNumber(ValueError):
    """The text is no person number. It is left out of the message, so that no log can hold it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """A number that satisfies every rule; its *repr* shows the kind alone."""

    id: PersonId = field(repr=False)
    kind: NumberKind
    synthetic: SyntheticKind | None
    rule: CheckRule


_ELEVEN_DIGITS = re.compile(r"[0-9]{11}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_ADDED_TO_MONTH: dict[int, SyntheticKind | None] = {
    0: None,
    40: SyntheticKind.NAV,
    65: SyntheticKind.NHN,
    80: SyntheticKind.TENOR,
}


def parse(text: str, *, accept: CheckRule = CheckRule.FROM_2032) -> PersonNumber:
    """Return the person number that *text* is, or raise NotAPersonNumber.

    Nothing is trimmed or guessed: a token and a database hold the digits alone.
    """
    if not _ELEVEN_DIGITS.fullmatch(text):
        raise NotAPersonNumber(Fault.NOT_ELEVEN_DIGITS)
    kind = _kind(day=int(text[:2]))
    synthetic = _synthetic(text, kind)
    rule = _rule([int(digit) for digit in text])
    if rule is None or rule > accept:
        raise NotAPersonNumber(Fault.CHECK_DIGITS)
    return PersonNumber(PersonId(text), kind, synthetic, rule)


def is_synthetic(text: str) -> bool:
    """Tell whether *text* is a made-up person's number, which alone may enter outside production.

    Hospitals' own numbers look like NAV's, but no sign-in and no register import carries those.
    """
    try:
        return parse(text).synthetic is not None
    except NotAPersonNumber:
        return False


def with_check_digits(nine: str) -> str | None:
    """Return *nine* digits with the check digits of the classic rule, or None when none exist."""
    digits = [int(digit) for digit in nine]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        digits.append(-_weighted(digits, weights[:-1]) % 11)
    return None if max(digits[9:]) > 9 else "".join(map(str, digits))


def _kind(day: int) -> NumberKind:
    if day >= 80:
        raise NotAPersonNumber(Fault.EMERGENCY_NUMBER)
    return NumberKind.D_NUMBER if day > 40 else NumberKind.FODSELSNUMMER


def _synthetic(text: str, kind: NumberKind) -> SyntheticKind | None:
    """Return whose test person this is, once day and month are known to exist.

    The digits do not say which century it is, so 29 February is accepted when
    any century has it.
    """
    day = int(text[:2]) - (40 if kind is NumberKind.D_NUMBER else 0)
    month, year = int(text[2:4]), int(text[4:6])
    for added, synthetic in _ADDED_TO_MONTH.items():
        if 1 <= month - added <= 12:
            last = 28 if month - added == 2 and year % 4 else _DAYS[month - added - 1]
            if 1 <= day <= last:
                return synthetic
    raise NotAPersonNumber(Fault.NO_SUCH_DATE)


def _rule(digits: Sequence[int]) -> CheckRule | None:
    if _weighted(digits, _SECOND_WEIGHTS) % 11 != 0:
        return None
    remainder = _weighted(digits[:10], _FIRST_WEIGHTS) % 11
    if remainder == 0:
        return CheckRule.CLASSIC
    return CheckRule.FROM_2032 if remainder <= 3 else None


def _weighted(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))

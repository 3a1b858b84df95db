"""Dates as FHIR R4 writes them: a year, a month, a day, or a moment. Precision is never made up."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

PATTERN = (
    r"([0-9]{4})(-(0[1-9]|1[0-2])(-([0-3][0-9])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?"
    r"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?)?)?"
)
"""FHIR's dateTime, in the dialect that JSON Schema shares with us."""

_YEAR, _MONTH, _DAY = 1, 3, 5
_DATE_TIME = re.compile(PATTERN)


class NotADate(ValueError):
    """The text is no FHIR date; it is left out of the message."""

    def __init__(self) -> None:
        super().__init__("not a date of FHIR (year, month, day, or a moment with seconds and time zone)")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it was given. *text* is what FHIR says, and sorts as time does."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int:
        """The year, which is always known."""
        return int(self.text[:4])

    @property
    def month(self) -> int | None:
        """The month, where it was given."""
        return int(self.text[5:7]) if len(self.text) > 4 else None

    @property
    def day(self) -> date | None:
        """The local day, where it was given: the date on the wall where the vaccine was."""
        return date.fromisoformat(self.text[:10]) if len(self.text) >= 10 else None

    @property
    def first(self) -> date:
        """The earliest day that this may have been."""
        return self.day or date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The latest day that this may have been."""
        month = self.month or 12
        return self.day or date(self.year, month, monthrange(self.year, month)[1])


@lru_cache(maxsize=4096)
def partial_date(text: str) -> PartialDate:
    """Return *text* as a date, or raise NotADate. Nothing is trimmed, guessed or filled in."""
    found = _DATE_TIME.fullmatch(text)
    if found is None or found[_YEAR] == "0000":
        raise NotADate
    if found[_DAY] and not 1 <= int(found[_DAY]) <= monthrange(int(found[_YEAR]), int(found[_MONTH]))[1]:
        raise NotADate
    return PartialDate(text)

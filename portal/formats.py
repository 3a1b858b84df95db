"""Days, times and numbers as each language writes them. The local day is Oslo's."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from services.vaccines.dates import PartialDate

from .i18n import N_, Catalog, Language, catalog

OSLO = ZoneInfo("Europe/Oslo")
_AT = N_("%(day)s kl. %(time)s")

# Babel's plain English is American, which would put the month first.
_LOCALES = {Language.NB: "nb", Language.NN: "nn", Language.EN: "en_GB", Language.SE: "se"}


def local(moment: datetime) -> datetime:
    """Return *moment* by Oslo's clock; the last hours of year 9999 stay as they are."""
    try:
        return moment.astimezone(OSLO)
    except OverflowError:
        return moment


# Dates recur between citizens, and Babel takes 20 microseconds to write one.
@lru_cache(16_384)
def _day(day: date, style: str, language: Language) -> str:
    return format_date(day, style, _LOCALES[language])


class Formats:
    """How one language writes days, times and numbers."""

    def __init__(self, words: Catalog) -> None:
        self._words = words
        self._language = words.language
        self._locale = _LOCALES[words.language]

    def day(self, day: date) -> str:
        """14. oktober 2025."""
        return _day(day, "long", self._language)

    def partial(self, told: PartialDate) -> str:
        """14. oktober 2025, oktober 2025 or 2025: as precise as it was told."""
        if told.day:
            return self.day(told.day)
        return _day(told.first, "MMMM y" if told.month else "y", self._language)

    def weekday(self, day: date) -> str:
        """Tirsdag 14. oktober 2025, with the capital that a heading has."""
        text = _day(day, "full", self._language)
        return text[:1].upper() + text[1:]

    def clock(self, moment: datetime) -> str:
        """17:12."""
        return self.time(local(moment).time())

    def day_of(self, moment: datetime) -> str:
        """14. oktober 2025, by Oslo's clock."""
        return self.day(local(moment).date())

    def time(self, time: time) -> str:
        """17:12."""
        return format_time(time, "short", locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """14. oktober 2025 kl. 17:12."""
        here = local(moment)
        said = {"day": self.day(here.date()), "time": self.clock(here)}
        return self._words.gettext(_AT) % said

    def number(self, number: float) -> str:
        """10 000, or 34,5."""
        return format_decimal(number, locale=self._locale)

    @staticmethod
    def iso(moment: datetime) -> str:
        """2025-10-14T15:12Z, for machines that read a time element."""
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="minutes") + "Z"


@lru_cache
def formats(language: Language) -> Formats:
    """Return the formats of *language*."""
    return Formats(catalog(language))

"""Mine fødselsdata: what the Medical Birth Registry holds about one's own birth and one's children's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from services.birthdata import births
from services.birthdata.births import Mode, Place, Presentation, Role, Start

from ..i18n import N_

_PRESENTATIONS: dict[str, str] = {
    Presentation.CEPHALIC: N_("Hodet lå først, slik det er vanligst (hodeleie)"),
    Presentation.CEPHALIC_ANOMALY: N_("Hodet lå først, men i en uvanlig stilling"),
    Presentation.BREECH: N_("Setet eller beina lå først (seteleie)"),
    Presentation.TRANSVERSE: N_("Barnet lå på tvers (tverrleie)"),
    Presentation.OTHER: N_("På en annen måte"),
}
_STARTS: dict[str, str] = {
    Start.SPONTANEOUS: N_("Av seg selv"),
    Start.INDUCED: N_("Den ble satt i gang"),
    Start.CAESAREAN: N_("Med keisersnitt"),
}
_MODES: dict[str, str] = {
    Mode.SPONTANEOUS: N_("Vaginalt, uten hjelpemidler"),
    Mode.VACUUM: N_("Vaginalt, med vakuum (sugekopp)"),
    Mode.FORCEPS: N_("Vaginalt, med tang"),
    Mode.CAESAREAN_PLANNED: N_("Planlagt keisersnitt"),
    Mode.CAESAREAN_EMERGENCY: N_("Keisersnitt som ikke var planlagt (akutt)"),
    Mode.CAESAREAN_UNSPECIFIED: N_("Keisersnitt"),
}
_PLACES: dict[str, str] = {
    Place.LARGEST: N_("Et sted med 3000 fødsler eller flere i året"),
    Place.LARGE: N_("Et sted med 1500 til 2999 fødsler i året"),
    Place.MEDIUM: N_("Et sted med 500 til 1499 fødsler i året"),
    Place.SMALL: N_("Et sted med opptil 499 fødsler i året"),
    Place.OUTSIDE: N_("Utenfor sykehus og fødestue"),
}


@dataclass(frozen=True, slots=True)
class Apgar:
    """Points 0 to 10 after one, five and ten minutes; None is a score that was not noted."""

    one: int | None = None
    five: int | None = None
    ten: int | None = None

    @property
    def known(self) -> bool:
        """Whether any of the three was noted."""
        return not (self.one is self.five is self.ten is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """One birth as the page shows it. What is None or empty is not registered, and is never guessed.

    Texts are keys of the catalogs, *place* may be a name too. *order* counts
    children of the same birth, 1 for the first.
    """

    key: str
    born: date | None = None
    clock: time | None = None
    weeks: int | None = None
    days: int = 0
    weight: int | None = None
    length: float | None = None
    head: float | None = None
    apgar: Apgar = Apgar()
    presentation: str = ""
    start: str = ""
    modes: tuple[str, ...] = ()
    place: str = ""
    children: int | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class BirthCard:
    """What the register holds: the person's own birth, and those where she is the mother."""

    own: tuple[Birth, ...]
    as_mother: tuple[Birth, ...]
    fetched: datetime

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.own or self.as_mother)


def birth_card(registered: Iterable[births.Birth], fetched: datetime) -> BirthCard:
    """Return *registered* as a card: the youngest child first, twins in the order of their birth.

    A child who was not born alive is not on it: nobody shall meet that unprepared.
    """
    announced = [birth for birth in registered if birth.live_born is not False]
    by_order = sorted(announced, key=lambda birth: birth.order or 0)
    ordered = sorted(by_order, key=lambda birth: birth.born or date.min, reverse=True)
    return BirthCard(
        own=tuple(told(birth) for birth in ordered if birth.role is Role.CHILD),
        as_mother=tuple(told(birth) for birth in ordered if birth.role is Role.MOTHER),
        fetched=fetched,
    )


def told(birth: births.Birth) -> Birth:
    """Return one of the register's births in words."""
    weeks, days = birth.weeks_and_days or (None, 0)
    return Birth(
        key=birth.id,
        born=birth.born,
        clock=birth.time,
        weeks=weeks,
        days=days,
        weight=birth.weight,
        length=birth.length,
        head=birth.head,
        apgar=Apgar(birth.apgar_1, birth.apgar_5, birth.apgar_10),
        presentation=_word(_PRESENTATIONS, birth.presentation),
        start=_word(_STARTS, birth.start),
        modes=tuple(_word(_MODES, mode) for mode in birth.modes or ()),
        place=birth.institution or _word(_PLACES, birth.place),
        children=birth.plurality,
        order=birth.order,
    )


def _word(words: Mapping[str, str], code: str | None) -> str:
    """A newer register's code that has no word yet is shown as it is."""
    return words.get(code, code) if code else ""

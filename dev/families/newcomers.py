"""People whose parents nobody here knows: founders of families, partners, those who came from abroad."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ..dates import months_after, some_day, years_after
from . import lives
from .names import Origin, given_name, surname
from .numbers import Numbers
from .people import Address, Inhabitant, Municipality, Protection, Sex
from .places import moved_from, some_address

_COULD_BE_PROTECTED = (Protection.CONFIDENTIAL, Protection.STRICTLY_CONFIDENTIAL)
_OTHER_SEX = {Sex.FEMALE: Sex.MALE, Sex.MALE: Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Makes up adults within one family tree."""

    chance: Random
    numbers: Numbers
    day: date

    def founder(self, origin: Origin, place: Municipality, *, worker: bool) -> Inhabitant:
        """Return the first of a family; a *worker* came alone, and has a D-number."""
        born, arrived = self._founding(origin)
        sex = self.chance.choice(tuple(Sex))
        return self._adult(born, sex, place, origin, arrived=arrived, d_number=worker)

    def partner(self, person: Inhabitant, origin: Origin, *, together: bool) -> Inhabitant:
        """Return somebody about as old as *person*, sharing their home or not."""
        same_sex = self.chance.random() < 0.04
        born = self._partner_born(person)
        return self._adult(
            born,
            person.sex if same_sex else _OTHER_SEX[person.sex],
            person.grew_up,
            origin,
            arrived=person.arrived and max(person.arrived, years_after(born, 19)),
            home=person.home if together else None,
            protection=person.protection if together else Protection.OPEN,
        )

    def home_near(self, place: Municipality, origin: Origin) -> Address:
        """Return an address of their own for somebody who grew up in *place*."""
        return some_address(moved_from(place, origin.name, self.chance), self.chance)

    def _founding(self, origin: Origin) -> tuple[date, date | None]:
        """Return when a founder was born and came here: long ago, or as an adult from abroad."""
        if not origin.immigrant:
            return some_day(self.chance.randint(1924, 1978), self.chance), None
        latest = self.day - timedelta(60)
        year = self.chance.randint(origin.from_year or 1990, latest.year)
        arrived = min(some_day(year, self.chance), latest)
        return years_after(arrived, -self.chance.randint(22, 38)), arrived

    def _partner_born(self, person: Inhabitant) -> date:
        """A woman's partner is at most two years younger; everybody is grown up by now."""
        gap = timedelta(int(min(max(self.chance.gauss(2, 3), -2), 12) * 365))
        born = person.born - gap if person.sex is Sex.FEMALE else person.born + gap
        return min(born, years_after(self.day, -lives.ADULT))

    def _adult(
        self,
        born: date,
        sex: Sex,
        place: Municipality,
        origin: Origin,
        *,
        arrived: date | None = None,
        home: Address | None = None,
        protection: Protection | None = None,
        d_number: bool = False,
    ) -> Inhabitant:
        came = arrived if origin.immigrant else None
        if origin.immigrant and came is None:
            came = min(years_after(born, 24), self.day - timedelta(30))
        return Inhabitant(
            self.numbers.next(born, sex, self.chance, d_number=d_number),
            given_name(origin, sex, born, self.chance),
            surname(origin, self.chance),
            sex,
            born,
            home or self.home_near(place, origin),
            place,
            died=self._death_after(born, came),
            protection=protection or self._protection(),
            born_in=origin.country if came else "NO",
            arrived=came,
            tuberculosis_risk=origin.tuberculosis,
        )

    def _death_after(self, born: date, arrived: date | None) -> date | None:
        """Return a death, unless it would have kept them from coming."""
        died = lives.day_of_death(born, self.day, self.chance)
        return None if died and arrived and died <= months_after(arrived, 1) else died

    def _protection(self) -> Protection:
        common = self.chance.random() > 0.03
        return Protection.OPEN if common else self.chance.choice(_COULD_BE_PROTECTED)

"""Past look-ups, gathered until they are written into the registers' logs."""

from datetime import date, datetime, time
from enum import StrEnum
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from access_log.entry import Action, Entry, entry_by
from auth.caller import Caller
from auth.identity import PersonId
from services.birthdata.contract import DATA as BIRTHS
from services.population.contract import HOUSEHOLD_DATA
from services.vaccines.contract import DATA as VACCINES

from ..dates import years_after

OSLO = ZoneInfo("Europe/Oslo")
KEPT_YEARS = 10  # For how long a citizen sees who has looked (facts, section 6.1: our choice).


class Register(StrEnum):
    """The registers, by the names that they call themselves in the log."""

    VACCINES = "vaccines"
    BIRTHDATA = "birthdata"
    POPULATION = "population"


_DATA = {
    Register.VACCINES: VACCINES,
    Register.BIRTHDATA: BIRTHS,
    Register.POPULATION: HOUSEHOLD_DATA,
}


class Ledger:
    """Takes look-ups of the ten years before *day*; older ones are cleared away, later ones have not been."""

    def __init__(self, day: date) -> None:
        self.entries: list[Entry] = []
        self._since = moment(years_after(day, -KEPT_YEARS))
        self._until = moment(day)

    def add(
        self,
        register: Register,
        caller: Caller,
        subject: PersonId,
        at: datetime,
        chance: Random,
        *,
        action: Action = Action.READ,
        rule: str = "",
    ) -> None:
        """Keep that *caller* looked; the request id comes of *chance*, so that seeding twice adds nothing."""
        named = str(UUID(int=chance.getrandbits(128), version=4))
        if not self._since <= at < self._until:
            return
        self.entries.append(
            entry_by(
                caller,
                subject=subject,
                action=action,
                data=_DATA[register],
                register=register.value,
                request_id=named,
                at=at,
                rule=rule,
            )
        )

    def of(self, register: Register) -> list[Entry]:
        """Return what one register's log is to hold, oldest first."""
        mine = (entry for entry in self.entries if entry.register == register)
        return sorted(mine, key=lambda entry: (entry.at, entry.request_id))


def moment(day: date, clock: time = time(0)) -> datetime:
    """Return a moment by Norway's clocks."""
    return datetime.combine(day, clock, OSLO)


def office_hours(day: date, chance: Random) -> datetime:
    """Return a moment between eight and three."""
    return moment(day, _clock(8 * 3600 + chance.randrange(7 * 3600)))


def any_hour(day: date, chance: Random) -> datetime:
    """Return a moment between six in the morning and eleven at night."""
    return moment(day, _clock(6 * 3600 + chance.randrange(17 * 3600)))


def _clock(seconds: int) -> time:
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)

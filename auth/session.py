"""A signed-in visit: who it is, what the provider handed over, and how long it lasts."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from .identity import Citizen, ClosedTo, Person, PersonId, Relative

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(minutes=120)
WARNING = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    """One visit. Its *key* is a hash of what the cookie holds, so a leaked row opens nothing.

    *name*, *born*, *family* and *closed* are the population register's, as it answered
    *household_at*; until it has been asked the name is what the provider said.
    """

    key: bytes = field(repr=False)
    handle: str
    person: PersonId = field(repr=False)
    name: str = field(repr=False)
    id_token: str = field(repr=False)
    access_token: str = field(repr=False)
    acr: str
    auth_time: datetime | None
    locale: str
    device: str
    begun_at: datetime
    seen_at: datetime
    born: date | None = field(default=None, repr=False)
    family: tuple[Relative, ...] = field(default=(), repr=False)
    closed: tuple[ClosedTo, ...] = field(default=(), repr=False)
    household_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When the visit ends if nothing more happens."""
        return end_of(self.begun_at, self.seen_at)

    @property
    def last_moment(self) -> datetime:
        """When the visit ends whatever happens."""
        return self.begun_at + ABSOLUTE

    @property
    def can_be_extended(self) -> bool:
        """Whether staying on would make it last any longer."""
        return self.ends_at < self.last_moment

    @property
    def citizen(self) -> Citizen:
        """Who is here, with those they act for."""
        return Citizen(Person(self.person, self.name, self.born), self.family)

    def confirmed_since(self, when: datetime) -> bool:
        """Tell whether the citizen has authenticated at the provider since *when*, not just returned."""
        return self.auth_time is not None and self.auth_time >= when


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One line in the list of one's own sessions."""

    handle: str
    device: str
    begun_at: datetime
    seen_at: datetime
    here: bool


def end_of(begun_at: datetime, seen_at: datetime) -> datetime:
    """Return when a session ends: half an hour after it was last used, two hours after it began."""
    return min(seen_at + IDLE, begun_at + ABSOLUTE)

"""Everything the portal talks to, handed in so that tests can hand in theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from starlette.requests import Request

from auth.session_store import SessionStore
from auth.tokens import TokenSource
from auth.wiring import Auth
from services.birthdata.client import BirthRegister
from services.http import RegisterClient
from services.population.client import PopulationRegister
from services.vaccines.client import VaccineRegister

from .assets import Assets
from .formats import OSLO


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers' ends of the wire."""

    vaccines: VaccineRegister
    births: BirthRegister
    population: PopulationRegister

    @property
    def all(self) -> tuple[RegisterClient, ...]:
        """Every register that keeps a log of who has looked."""
        return (self.vaccines, self.births, self.population)


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a portal is made of. *origin* is its own, as a browser writes it.

    *patience* is how many seconds a page waits for all the registers together:
    it promises to come within one.
    """

    auth: Auth
    registers: Registers
    assets: Assets
    origin: str
    security_contact: str
    contact: str
    now: Callable[[], datetime]
    patience: float = 0.9

    @property
    def sessions(self) -> SessionStore:
        """Who is signed in."""
        return self.auth.sessions

    @property
    def tokens(self) -> TokenSource:
        """What opens the registers, one person and one register at a time."""
        return self.auth.tokens

    @property
    def host(self) -> str:
        """The one name that the portal answers to."""
        return urlsplit(self.origin).hostname or ""

    @property
    def today(self) -> date:
        """The day that a citizen in Norway would say it is."""
        return self.now().astimezone(OSLO).date()

    async def close(self) -> None:
        """Finish what is under way, and hang up."""
        await self.auth.close()
        for register in self.registers.all:
            await register.close()


def wiring(request: Request) -> Wiring:
    """Return what *request*'s portal is made of."""
    wired: Wiring = request.app.state.wiring
    return wired

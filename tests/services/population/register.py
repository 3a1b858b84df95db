"""The population register as tests hold it: its app, its rows, its log, and a clock to turn."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import httpx
from sqlalchemy import Connection

from access_log.entry import Entry
from access_log.recorder import Recorder
from auth.identity import PersonId
from services.population import signing, tables
from services.population.app import create_app
from services.population.client import PopulationRegister
from services.population.facts import Kind, Role
from services.population.issuing import Mandates
from services.population.notices import Address, NewParent, NewResident
from services.population.store import Store
from storage.sealed import Keyset
from storage.turns import Turns
from tests import tokens
from tests.synthetic import number

T = TypeVar("T")

MOTHER, FATHER, CHILD, TEEN, STRANGER, NOBODY = (number(which) for which in range(1, 7))
HOME = Address("Storgata 1, 0155 Oslo", "0301-1-H0101")
FLAT = Address("Lillegata 2, 7010 Trondheim", "5001-2-H0201")
BORN, TEEN_BORN = date(2015, 3, 7), date(2009, 5, 17)


class Register:
    """A mother and a father at one address with two children, of eleven and seventeen, and a stranger."""

    def __init__(self, turns: Turns, folder: Path) -> None:
        self.now = tokens.NOW
        self.turns = turns
        self.keyset = Keyset.create()
        self.store = Store(self.keyset)
        self.signer = signing.load_or_create(folder / "mandate_keys.json")
        self._recorder = Recorder(turns, self.keyset, tables.entries)
        self.app = create_app(
            turns=turns,
            keyset=self.keyset,
            bearer=tokens.bearer(tokens.POPULATION),
            now=lambda: self.now,
            levels={tokens.HIGH},
            mandates=Mandates(self.signer, tokens.ISSUER, lambda: self.now),
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://register")
        self.client = PopulationRegister(httpx.ASGITransport(self.app))
        self.keep(self._family)

    def keep(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction of its own."""
        with self.turns.engine.begin() as connection:
            return work(connection)

    async def log(self, person: PersonId) -> list[Entry]:
        """Return what *person*'s log holds, latest first, without leaving an entry."""
        page = await self.turns.take(
            lambda connection: self._recorder._page(connection, person, None, 100, ())
        )
        return [kept.entry for kept in page.entries]

    async def post(self, path: str, person: PersonId, token: str, **headers: str) -> httpx.Response:
        """Ask *path* about *person*."""
        named = {"Authorization": f"Bearer {token}", "X-Request-ID": str(uuid4())} | headers
        return await self.http.post(path, json={"subject": person}, headers=named)

    def at(self, year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> None:
        """Turn the clock to a moment in UTC."""
        self.now = datetime(year, month, day, hour, minute, second, tzinfo=UTC)

    def _family(self, connection: Connection) -> None:
        people = [
            NewResident(MOTHER, "Áile Čájet-Ørbeck", date(1985, 1, 2), "female"),
            NewResident(FATHER, "Ola Ørbeck", date(1984, 2, 3), "male"),
            NewResident(CHILD, "Nils Ørbeck", BORN, "male"),
            NewResident(TEEN, "Eli Ørbeck", TEEN_BORN, "female"),
            NewResident(STRANGER, "فاطمة العلي", date(1990, 4, 5), "female"),
        ]
        self.store.add_people(connection, people)
        both = [NewParent(MOTHER, Role.MOTHER, Kind.JOINT), NewParent(FATHER, Role.FATHER, Kind.JOINT)]
        self.store.add_parents(connection, CHILD, both, since=BORN)
        self.store.add_parents(connection, TEEN, both, since=TEEN_BORN)
        for person in (MOTHER, FATHER, CHILD, TEEN):
            self.store.move(connection, person, HOME, since=BORN)

"""The birth register as tests hold it: its app, its rows and its log."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from sqlalchemy import Connection

from access_log.entry import Entry
from access_log.recorder import Recorder
from auth.identity import PersonId
from services.birthdata import tables
from services.birthdata.app import create_app
from services.birthdata.births import Mode, Place, Presentation, Sex, Start
from services.birthdata.client import BirthRegister
from services.birthdata.notification import Notification
from services.birthdata.store import Added, Store
from services.fhir import search_form
from storage.sealed import Keyset
from storage.turns import Turns
from tests import tokens
from tests.synthetic import number

T = TypeVar("T")

MOTHER, CHILD, TWIN, GRANDMOTHER, FATHER, STRANGER, NOBODY = (number(which) for which in range(11, 18))
TODAY = date(2026, 11, 23)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

FIRST_TWIN = Notification(
    id="2015-1",
    child=CHILD,
    mother=MOTHER,
    father=FATHER,
    born=date(2015, 3, 7),
    time=time(4, 12),
    live_born=True,
    sex=Sex.FEMALE,
    weight=2850,
    length=48.5,
    head=34.0,
    gestation=277,
    apgar_1=0,
    apgar_5=8,
    apgar_10=10,
    presentation=Presentation.BREECH,
    start=Start.INDUCED,
    modes=(Mode.VACUUM, Mode.CAESAREAN_EMERGENCY),
    place=Place.LARGE,
    institution="Kvinneklinikken, Nordlandssykehuset Bodø",
    plurality=2,
    order=1,
)
SECOND_TWIN = Notification(id="2015-2", child=TWIN, mother=MOTHER, born=date(2015, 3, 7), order=2)
HER_OWN = Notification(id="1985-1", child=MOTHER, mother=GRANDMOTHER, born=date(1985, 6, 1), weight=3600)


class Register:
    """Twins, of whom one is fully noted and the other hardly, and their mother's own birth."""

    def __init__(self, turns: Turns) -> None:
        self.now = tokens.NOW
        self.turns = turns
        self.keyset = Keyset.create()
        self.store = Store(self.keyset)
        self._recorder = Recorder(turns, self.keyset, tables.entries)
        self.app = create_app(
            turns=turns,
            keyset=self.keyset,
            bearer=tokens.bearer(tokens.BIRTHDATA),
            now=lambda: self.now,
            levels={tokens.HIGH},
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://register")
        self.client = BirthRegister(httpx.ASGITransport(self.app))
        self.add(FIRST_TWIN, SECOND_TWIN, HER_OWN)

    def keep(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction of its own."""
        with self.turns.engine.begin() as connection:
            return work(connection)

    def add(self, *notifications: Notification, **more: Any) -> Added:
        """Keep *notifications* as of today."""
        return self.keep(
            lambda connection: self.store.add_births(connection, notifications, today=TODAY, **more)
        )

    async def log(self, person: PersonId) -> list[Entry]:
        """Return what *person*'s log holds, latest first, without leaving an entry."""
        page = await self.turns.take(
            lambda connection: self._recorder._page(connection, person, None, 100, ())
        )
        return [kept.entry for kept in page.entries]

    async def search(self, person: PersonId, token: str, **headers: str) -> httpx.Response:
        """Ask about *person*."""
        named = FORM | {"Authorization": f"Bearer {token}", "X-Request-ID": str(uuid4())} | headers
        return await self.http.post("/fhir/Observation/_search", content=search_form(person), headers=named)

    def at(self, year: int, month: int, day: int, hour: int, minute: int) -> None:
        """Turn the clock to a moment in UTC."""
        self.now = datetime(year, month, day, hour, minute, tzinfo=UTC)

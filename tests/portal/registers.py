"""The registers behind the portal's tests: real apps and databases, with a family in them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import msgspec
from sqlalchemy import Connection, Table
from starlette.applications import Starlette

from access_log.entry import Entry
from access_log.recorder import Recorder
from auth.bearer import Bearer
from auth.identity import PersonId
from services.birthdata import app as birthdata_app
from services.birthdata import tables as birthdata_tables
from services.birthdata.notification import Notification
from services.birthdata.store import Store as BirthdataStore
from services.population import app as population_app
from services.population import signing
from services.population import tables as population_tables
from services.population.facts import Kind, Role
from services.population.issuing import Mandates
from services.population.notices import Address, NewParent, NewResident
from services.population.store import Store as PopulationStore
from services.vaccines import app as vaccines_app
from services.vaccines import tables as vaccines_tables
from services.vaccines.contract import Immunization
from services.vaccines.keeping import kept
from services.vaccines.rows import Version, row_of
from services.vaccines.store import Store as VaccinesStore
from storage import migrations, sealed
from storage.engine import open_engine
from storage.turns import Turns
from tests import tokens
from tests.auth.clock import Clock
from tests.auth.provider import ISSUER
from tests.services.vaccines.register import dose
from tests.synthetic import number

T = TypeVar("T")

MOTHER, FATHER, CHILD, TEEN, STRANGER, NOBODY = (number(which) for which in range(41, 47))
NAMES = {
    MOTHER: "Áile Čájet-Ørbeck",
    FATHER: "Ola Ørbeck",
    CHILD: "Nils Ørbeck",
    TEEN: "Eli Ørbeck",
    STRANGER: "فاطمة العلي",
}
HOME = Address("Storgata 1, 0155 Oslo", "0301-1-H0101")
FLAT = Address("Lillegata 2, 7010 Trondheim", "5001-2-H0201")
CHILD_BORN, TEEN_BORN = date(2015, 3, 7), date(2010, 11, 24)  # TEEN turns 16 the day after tokens.NOW.
REGISTERS = ("vaccines", "birthdata", "population")


class Line(httpx.AsyncBaseTransport):
    """The portal's line to a register. It notes what was asked, and can be led elsewhere."""

    def __init__(self, app: Starlette) -> None:
        self.asked: list[httpx.Request] = []
        self.way: httpx.AsyncBaseTransport = httpx.ASGITransport(app, raise_app_exceptions=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass *request* on."""
        self.asked.append(request)
        return await self.way.handle_async_request(request)


@dataclass(frozen=True)
class Register:
    """One register: its app, its database and the line to it."""

    app: Starlette
    turns: Turns
    keyset: sealed.Keyset
    entries: Table
    line: Line

    def keep(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction of its own."""
        with self.turns.engine.begin() as connection:
            return work(connection)

    async def log(self, person: PersonId) -> list[Entry]:
        """Return what *person*'s log holds, latest first, without leaving an entry."""
        recorder = Recorder(self.turns, self.keyset, self.entries)
        page = await self.turns.take(lambda connection: recorder._page(connection, person, None, 1000, ()))
        return [kept.entry for kept in page.entries]

    async def note(self, *entries: Entry) -> None:
        """Add *entries* to the log, oldest first."""
        recorder = Recorder(self.turns, self.keyset, self.entries)
        for entry in entries:
            await recorder.note(entry)

    def holds(self, person: PersonId, *doses: dict[str, Any]) -> None:
        """Put *doses* into the vaccine register."""
        self.keep(lambda connection: _vaccinated(connection, VaccinesStore(self.keyset), person, *doses))

    def close(self) -> None:
        """Let go of the database."""
        self.turns.close()
        self.turns.engine.dispose()


def build(folder: Path) -> None:
    """Write the family into three new databases."""
    for name, fill in (("vaccines", _vaccinations), ("birthdata", _births), ("population", _people)):
        engine = open_engine(f"sqlite:///{folder / name / 'register.db'}")
        migrations.upgrade(engine, f"services.{name}")
        with engine.begin() as connection:
            fill(connection, sealed.load_or_create(folder / name / "keys.json"))
        engine.dispose()
    signing.load_or_create(folder / "mandate_keys.json")


def opened(built: Path, folder: Path, clock: Clock) -> tuple[dict[str, Register], signing.Signer]:
    """Return the registers on copies of what was *built*, and what the population register signs with."""
    copytree(built, folder)
    signer = signing.load(folder / "mandate_keys.json")
    mandates = Mandates(signer, ISSUER, clock)
    return {
        "vaccines": _register(folder, "vaccines", vaccines_app, vaccines_tables.entries, clock),
        "birthdata": _register(folder, "birthdata", birthdata_app, birthdata_tables.entries, clock),
        "population": _register(
            folder, "population", population_app, population_tables.entries, clock, mandates=mandates
        ),
    }, signer


def _register(folder: Path, name: str, module: Any, entries: Table, clock: Clock, **more: Any) -> Register:
    turns = Turns(open_engine(f"sqlite:///{folder / name / 'register.db'}"))
    keyset = sealed.load(folder / name / "keys.json")
    bearer = Bearer(
        issuer=tokens.ISSUER, audience=f"urn:mho:register:{name}", keys=tokens.find_key, now=clock
    )
    app = module.create_app(
        turns=turns, keyset=keyset, bearer=bearer, now=clock, levels={tokens.HIGH}, **more
    )
    return Register(app, turns, keyset, entries, Line(app))


def _vaccinations(connection: Connection, keyset: sealed.Keyset) -> None:
    store = VaccinesStore(keyset)
    _vaccinated(connection, store, MOTHER, dose("GUL01", "2018-03-06"), dose("MMR52", "1999-04-14"))
    _vaccinated(connection, store, CHILD, dose("HPV09", "2026-10-14"))
    _vaccinated(connection, store, TEEN, dose("HPV09", "2022-10-14"))


def _vaccinated(
    connection: Connection, store: VaccinesStore, person: PersonId, *doses: dict[str, Any]
) -> None:
    key = store.people.ensure(connection, person)
    taken = [kept(msgspec.convert(one, Immunization), uuid4().hex) for one in doses]
    store.add(connection, [row_of(key, one, Version(b"")) for one in taken])


def _births(connection: Connection, keyset: sealed.Keyset) -> None:
    born = [
        Notification(id="1985-1", child=MOTHER, born=date(1985, 1, 2), weight=3610),
        Notification(id="2015-1", child=CHILD, mother=MOTHER, born=CHILD_BORN, weight=2850),
        Notification(id="2010-1", child=TEEN, mother=MOTHER, born=TEEN_BORN, weight=3120),
    ]
    added = BirthdataStore(keyset).add_births(connection, born, today=tokens.NOW.date())
    assert not added.refused


def _people(connection: Connection, keyset: sealed.Keyset) -> None:
    store = PopulationStore(keyset)
    born = {
        MOTHER: date(1985, 1, 2),
        FATHER: date(1984, 2, 3),
        CHILD: CHILD_BORN,
        TEEN: TEEN_BORN,
        STRANGER: date(1990, 4, 5),
    }
    store.add_people(connection, [NewResident(who, NAMES[who], day) for who, day in born.items()])
    both = [NewParent(MOTHER, Role.MOTHER, Kind.JOINT), NewParent(FATHER, Role.FATHER, Kind.JOINT)]
    for child in (CHILD, TEEN):
        store.add_parents(connection, child, both, since=born[child])
    for person in (MOTHER, FATHER, CHILD, TEEN):
        store.move(connection, person, HOME, since=born[person])

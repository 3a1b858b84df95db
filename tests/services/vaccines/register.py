"""The real register, in this process, on an empty database."""

from typing import Any
from uuid import uuid4

import httpx
import msgspec
from sqlalchemy import func, select

from access_log.entry import Entry
from access_log.recorder import Recorder
from auth.identity import PersonId
from services.fhir import search_form, system_of
from services.vaccines import tables
from services.vaccines.app import create_app
from services.vaccines.client import VaccineRegister
from services.vaccines.codes import SYSVAK
from services.vaccines.contract import Immunization
from services.vaccines.keeping import kept
from services.vaccines.rows import Version, row_of
from services.vaccines.store import Store
from storage import migrations
from storage.engine import open_engine
from storage.sealed import Keyset
from storage.turns import Turns
from tests import tokens

FORM = "application/x-www-form-urlencoded"
FHIR = "application/fhir+json"


def dose(code: str = "MMR52", given: str = "2019-05-14", **more: Any) -> dict[str, Any]:
    """An Immunization as somebody might send it."""
    coding = {"system": SYSVAK, "code": code}
    return {
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {"coding": [coding]},
        "occurrenceDateTime": given,
    } | more


def about(person: PersonId, **more: Any) -> dict[str, Any]:
    """An Immunization that names its patient by number."""
    return dose(patient={"identifier": {"system": system_of(person), "value": person}}, **more)


class Register:
    """The app, its database, and the ways to ask both."""

    def __init__(self, url: str) -> None:
        engine = open_engine(url)
        migrations.upgrade(engine, "services.vaccines")
        self.engine, self.turns, self.keyset = engine, Turns(engine), Keyset.create()
        self.store = Store(self.keyset)
        self.app = create_app(
            turns=self.turns,
            keyset=self.keyset,
            bearer=tokens.bearer(),
            now=tokens.now,
            levels={tokens.HIGH},
        )
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://vaccines.test"
        )
        self.client = VaccineRegister(httpx.ASGITransport(self.app), deadline=20)

    def close(self) -> None:
        """End the database thread."""
        self.turns.close()
        self.engine.dispose()

    def holds(self, person: PersonId, *resources: dict[str, Any]) -> None:
        """Put what *resources* say into the register, as if it had always been there."""
        with self.engine.begin() as connection:
            key = self.store.people.ensure(connection, person)
            taken = [kept(msgspec.convert(one, Immunization), uuid4().hex) for one in resources]
            rows = [row_of(key, one, Version(b"")) for one in taken]
            self.store.add(connection, rows)

    def doses(self) -> int:
        """Count what the register holds about everybody."""
        with self.engine.begin() as connection:
            return connection.execute(select(func.count()).select_from(tables.immunization)).scalar_one()

    async def log_of(self, person: PersonId) -> list[Entry]:
        """Return the entries about *person*, latest first, without leaving one."""
        recorder = Recorder(self.turns, self.keyset, tables.entries)
        page = await self.turns.take(lambda connection: recorder._page(connection, person, None, 100, ()))
        return [kept.entry for kept in page.entries]

    async def search(self, person: PersonId, token: str | None, **headers: str) -> httpx.Response:
        """Ask for *person*'s doses over HTTP."""
        return await self.post("/fhir/Immunization/_search", token, FORM, search_form(person), **headers)

    async def report(self, resource: object, token: str | None, **headers: str) -> httpx.Response:
        """Report a dose over HTTP."""
        body = resource if isinstance(resource, bytes) else msgspec.json.encode(resource)
        return await self.post("/fhir/Immunization", token, FHIR, body, **headers)

    async def post(
        self, path: str, token: str | None, kind: str, body: bytes, **headers: str
    ) -> httpx.Response:
        """Post *body* with *token* as the one who asks; header names have underscores for dashes."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        authorization = {} if token is None else {"Authorization": f"Bearer {token}"}
        return await self.http.post(path, content=body, headers={"Content-Type": kind} | authorization | told)

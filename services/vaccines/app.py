"""The vaccine register's API: FHIR R4 over HTTP, and never a person in a URL."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from access_log.admission import Admission
from access_log.recorder import Recorder
from access_log.routes import routes as log_routes
from auth.bearer import Bearer
from auth.identity import PersonId
from storage.sealed import Keyset
from storage.turns import Turns

from ..admissible import NumberNotAdmitted, admissible
from ..fhir import SearchMalformed, patient_asked_for
from ..negotiation import answered_in_json
from ..shell import asked_by_form, fhir_response, problem, register_app
from . import contract, tables
from .capability import CAPABILITY
from .openapi import OPENAPI
from .reading import NotADose
from .reporting import Reporting
from .store import Store


def create_app(
    *,
    turns: Turns,
    keyset: Keyset,
    bearer: Bearer,
    now: Callable[[], datetime],
    levels: Collection[str],
    real_people: bool = False,
) -> Starlette:
    """Return the register, whole: it needs nothing at start-up."""
    recorder = Recorder(turns, keyset, tables.entries)
    admission = Admission("vaccines", bearer, recorder, now, levels)
    store = Store(keyset)
    searching = Searching(admission, store, real_people)
    reporting = Reporting(admission, store, real_people, now)
    routes = [
        Route("/fhir/metadata", metadata),
        Route(contract.SEARCH_PATH, searching.search, methods=["POST"]),
        Route(contract.CREATE_PATH, reporting.create, methods=["POST"]),
        *log_routes(admission),
    ]
    app = register_app(routes, turns=turns, openapi=OPENAPI)
    app.add_exception_handler(NumberNotAdmitted, _not_admitted)
    app.add_exception_handler(NotADose, _not_a_dose)
    return app


async def metadata(request: Request) -> Response:
    """Say what this register can do; it needs no token."""
    answered_in_json(request)
    return fhir_response(CAPABILITY)


@dataclass(frozen=True, slots=True)
class Searching:
    """The hot read."""

    admission: Admission
    store: Store
    real_people: bool

    async def search(self, request: Request) -> Response:
        """Show a person's doses to those who may see them, with the entry that says so."""
        answered_in_json(request)
        asked_by_form(request)
        subject = await self._named(request)
        admitted = await self.admission.admit(
            request, subject=subject, scope=contract.READ_SCOPE, data=contract.DATA
        )
        found = await self.admission.recorder.read(
            admitted.entry, lambda connection: self.store.searchset(connection, subject)
        )
        return fhir_response(msgspec.Raw(found))

    async def _named(self, request: Request) -> PersonId:
        """Return whom the form names. A stranger is turned away before they hear what is wrong with it."""
        try:
            return admissible(patient_asked_for(await request.body()), real_people=self.real_people)
        except (SearchMalformed, NumberNotAdmitted):
            await self.admission.identify(request, scope=contract.READ_SCOPE)
            raise


async def _not_admitted(_: Request, error: Exception) -> Response:
    assert isinstance(error, NumberNotAdmitted)
    return problem(422, error.rule, str(error))


async def _not_a_dose(_: Request, error: Exception) -> Response:
    return problem(422, "not-a-dose", str(error))

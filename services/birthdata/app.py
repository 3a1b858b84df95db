"""The birth register's API: FHIR R4 over HTTP, and never a person in a URL."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from access_log import routes as access_log
from access_log.admission import Admission
from access_log.recorder import Recorder
from auth.bearer import Bearer
from auth.caller import CallerKind
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
from .resources import bundle_of
from .store import Store

REGISTER = "birthdata"


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
    admission = Admission(REGISTER, bearer, recorder, now, levels)
    searching = _Searching(admission, Store(keyset), real_people)
    routes = [
        Route(contract.METADATA_PATH, _metadata),
        Route(contract.SEARCH_PATH, searching.search, methods=["POST"]),
        Route(contract.TYPE_PATH, _only_by_post),
        *access_log.routes(admission),
    ]
    app = register_app(routes, turns=turns, openapi=OPENAPI)
    app.add_exception_handler(NumberNotAdmitted, _not_admitted)
    return app


async def _metadata(request: Request) -> Response:
    """Say what this register can do; it needs no token."""
    answered_in_json(request)
    return fhir_response(CAPABILITY)


async def _only_by_post(_: Request) -> Response:
    """A search by GET would put the person in the URL."""
    raise HTTPException(405, "search by POST to _search", {"Allow": "POST"})


@dataclass(frozen=True, slots=True)
class _Searching:
    """Where births are asked for."""

    admission: Admission
    store: Store
    real_people: bool

    async def search(self, request: Request) -> Response:
        """Show a person's births to those who may see them, with the entry that says so."""
        answered_in_json(request)
        asked_by_form(request)
        subject = await self._named(request)
        admitted = await self.admission.admit(
            request, subject=subject, scope=contract.SCOPE, data=contract.DATA
        )
        representative = admitted.caller.kind is CallerKind.REPRESENTATIVE
        found = await self.admission.recorder.read(
            admitted.entry,
            lambda connection: self.store.births_of(connection, subject, representative=representative),
        )
        return fhir_response(bundle_of(found, "Observation/_search"))

    async def _named(self, request: Request) -> PersonId:
        """Return whom the form names. A stranger is turned away before they hear what is wrong with it."""
        try:
            return admissible(patient_asked_for(await request.body()), real_people=self.real_people)
        except (SearchMalformed, NumberNotAdmitted):
            await self.admission.identify(request, scope=contract.SCOPE)
            raise


async def _not_admitted(_: Request, error: Exception) -> Response:
    assert isinstance(error, NumberNotAdmitted)
    return problem(422, error.rule, str(error))

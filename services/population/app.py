"""The population register over HTTP."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from access_log import routes as access_log
from access_log.admission import Admission, Refused
from access_log.entry import Action
from access_log.recorder import Recorder
from auth.bearer import Bearer
from storage.sealed import Keyset
from storage.turns import Turns

from ..admissible import NumberNotAdmitted
from ..shell import problem, register_app
from . import contract, tables
from .answers import decided, family_of
from .issuing import Mandates
from .openapi import OPENAPI
from .store import Store
from .visitors import Asking, asking

REGISTER = "population"


def create_app(
    *,
    turns: Turns,
    keyset: Keyset,
    bearer: Bearer,
    now: Callable[[], datetime],
    levels: Collection[str],
    mandates: Mandates,
    real_people: bool = False,
) -> Starlette:
    """Return the register, whole."""
    recorder = Recorder(turns, keyset, tables.entries)
    admission = Admission(REGISTER, bearer, recorder, now, levels)
    desk = _Desk(turns, admission, Store(keyset), mandates, real_people)
    routes = [
        Route(contract.HOUSEHOLD_PATH, desk.household, methods=["POST"]),
        Route(contract.MANDATE_PATH, desk.mandate, methods=["POST"]),
        Route(contract.JWKS_PATH, desk.jwks),
        *access_log.routes(desk.admission),
    ]
    app = register_app(routes, turns=turns, openapi=OPENAPI)
    app.add_exception_handler(NumberNotAdmitted, _not_admitted)
    return app


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where citizens' questions are answered."""

    turns: Turns
    admission: Admission
    store: Store
    mandates: Mandates
    real_people: bool

    async def household(self, request: Request) -> Response:
        """Tell a citizen whom they may act for; each child told about sees that in their own log."""
        asked = await self._asking(request, contract.HOUSEHOLD_DATA, own=True)
        family = await self.turns.take(
            lambda connection: family_of(connection, self.store, asked.actor, asked.today)
        )
        name = family.household.me.name if family.household.me else ""
        also = [asked.about(told.number, told.decision, name, Action.READ) for told in family.told]
        await self.admission.recorder.read(asked.entry(), lambda _: None, also=also)
        return _json(family.household)

    async def mandate(self, request: Request) -> Response:
        """Give a citizen a signed right to act for a child, or say by which rule not."""
        asked = await self._asking(request, contract.MANDATE_DATA, own=False)
        found = await self.turns.take(
            lambda connection: decided(connection, self.store, asked.actor, asked.subject, asked.today)
        )
        decision, name = found.decision, found.actor_name
        action = Action.READ if decision.allowed else Action.DENIED
        await self.admission.recorder.note(asked.about(asked.subject, decision, name, action))
        if not decision.allowed:
            raise Refused(403, decision.told.id)
        return _json(self.mandates.mandate(asked.actor, name, asked.subject, decision))

    async def jwks(self, _: Request) -> Response:
        """Show the public keys that mandates are checked with."""
        return Response(msgspec.json.encode(self.mandates.signer.jwks), media_type="application/json")

    async def _asking(self, request: Request, data: str, *, own: bool) -> Asking:
        return await asking(self.admission, request, data=data, own=own, real_people=self.real_people)


def _json(answer: object) -> Response:
    """An answer that nobody may keep."""
    return Response(
        msgspec.json.encode(answer), headers={"Cache-Control": "no-store"}, media_type="application/json"
    )


async def _not_admitted(_: Request, error: Exception) -> Response:
    assert isinstance(error, NumberNotAdmitted)
    return problem(422, error.rule, str(error))

"""Who is here, whose data they ask for, and what the registers answer them."""

import asyncio
from collections.abc import Awaitable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import structlog
from starlette.requests import Request

from auth.cookies import presented
from auth.identity import ME, Person, PersonId
from auth.session import Session
from auth.tokens import TokenRefusedByService, TokenServiceUnavailable
from services.errors import ReadRefused, RegisterError, RegisterUnavailable
from services.http import RegisterClient

from .around import shell_of
from .errors import NotSignedIn
from .fetched import Fetched, Found, Missing
from .household import at_home
from .logs import request_id
from .wiring import Wiring, wiring

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

_log = structlog.get_logger()


class Question(Protocol[T_co]):
    """Something a register can be asked about one person."""

    def __call__(self, subject: PersonId, *, token: str, request_id: str) -> Awaitable[T_co]:
        """Ask it."""


@dataclass(slots=True)
class Visit:
    """One request by a signed-in citizen about one person: themselves, or somebody they act for.

    *until* is when, by the event loop's clock, the page comes with what it has.
    """

    wired: Wiring
    session: Session
    person: Person
    handle: str
    request_id: str
    until: float
    _mandate: "asyncio.Task[str] | None" = field(default=None, repr=False)
    _acting: "dict[str, asyncio.Task[str]]" = field(default_factory=dict, repr=False)

    async def ask(self, register: RegisterClient, question: Question[T]) -> Fetched[T]:
        """Ask *register* about this visit's person; a register that fails costs its own card."""
        try:
            async with asyncio.timeout_at(self.until):
                token = await self._token(register)
                answer = await question(self.person.id, token=token, request_id=self.request_id)
        except RegisterError as error:
            return self._missing(register, error)
        except TokenRefusedByService:
            return self._missing(register, ReadRefused(register.name, "token-refused"))
        except (TokenServiceUnavailable, TimeoutError):
            return self._missing(
                register, RegisterUnavailable(register.name, "no token or no answer in time")
            )
        return Found(answer, self.wired.now())

    async def _token(self, register: RegisterClient) -> str:
        """Return a token that opens this person's data in *register*, and nothing else."""
        if self.handle == ME:
            tokens = self.wired.tokens
            return await tokens.own(self.session, audience=register.audience, scope=register.scope)
        if register.name not in self._acting:
            self._acting[register.name] = _shared(self._acting_token(register))
        # Each card waits for itself: one that gives up does not take the others' token along.
        return await asyncio.shield(self._acting[register.name])

    async def _acting_token(self, register: RegisterClient) -> str:
        """A mandate is good once for each register, so what a page asks of one goes by one token."""
        if self._mandate is None:
            self._mandate = _shared(self._mandated())
        mandate = await asyncio.shield(self._mandate)
        return await self.wired.tokens.acting(
            self.session, mandate=mandate, audience=register.audience, scope=register.scope
        )

    async def _mandated(self) -> str:
        """Have the population register say, on this very request, that the citizen may act for this person.

        A birthday or a move counts at once. The portal's own word opens nothing.
        """
        population = self.wired.registers.population
        mine = await self.wired.tokens.own(self.session, audience=population.audience, scope=population.scope)
        return (await population.mandate(self.person.id, token=mine, request_id=self.request_id)).mandate

    def _missing(self, register: RegisterClient, error: RegisterError) -> Missing:
        """Note what happened; the card is the asked register's, even when another one stood in the way."""
        reason = f"{error.register}: {error.reason}"
        _log.warning("no answer", register=register.name, reason=reason, request_id=self.request_id)
        return Missing(type(error)(register.name, error.reason))


def _shared(asked: Coroutine[Any, Any, str]) -> "asyncio.Task[str]":
    """Ask once for all cards of a page."""
    task = asyncio.create_task(asked)
    task.add_done_callback(_heard)
    return task


def _heard(task: "asyncio.Task[str]") -> None:
    """Look at what came of it, also when everybody who waited has given up; else asyncio logs its text."""
    if not task.cancelled():
        task.exception()


async def session_of(request: Request) -> Session:
    """Return the session behind *request*, or raise NotSignedIn."""
    found = await wiring(request).sessions.find(*presented(request))
    if found is None:
        raise NotSignedIn
    return found


async def visit(request: Request) -> Visit:
    """Return who is here and whose data they ask for, or raise NotSignedIn or UnknownPerson."""
    wired, named = wiring(request), request_id(request)
    until = asyncio.get_running_loop().time() + wired.patience
    session = await at_home(wired, await session_of(request), named)
    handle = request.query_params.get("person", ME)
    person = session.citizen.person(handle, wired.today)
    request.state.shell = shell_of(request, session, handle)
    return Visit(wired, session, person, handle, named, until)


async def page_about_nobody(request: Request) -> Session:
    """Return the session behind a page that shows nobody's health data."""
    session = await at_home(wiring(request), await session_of(request), request_id(request))
    request.state.shell = shell_of(request, session, None)
    return session

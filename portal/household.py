"""The citizen's own name and those they act for, as the population register tells."""

import asyncio
import secrets
from datetime import timedelta

import structlog

from auth.identity import ClosedTo, Person, Relative
from auth.session import Session
from auth.tokens import TokenRefusedByService, TokenServiceUnavailable
from services.errors import RegisterError
from services.population.contract import Household

from .wiring import Wiring

FRESH = timedelta(minutes=10)
_SHARE = 0.5  # of a page's patience; the rest is for what the page is about
_HANDLE_BYTES = 9

_log = structlog.get_logger()


async def at_home(wired: Wiring, session: Session, request_id: str) -> Session:
    """Return *session* knowing its household, asked for anew every ten minutes.

    The list only draws the menu of people: whether a register opens somebody's
    data is decided on each request. Without the list a citizen still sees
    their own data, so a population register that is down stops nobody.
    """
    if session.household_at is not None and wired.now() - session.household_at < FRESH:
        return session
    population = wired.registers.population
    try:
        async with asyncio.timeout(wired.patience * _SHARE):
            token = await wired.tokens.own(session, audience=population.audience, scope=population.scope)
            household = await population.household(session.person, token=token, request_id=request_id)
    except (RegisterError, TokenRefusedByService, TokenServiceUnavailable, TimeoutError) as error:
        _log.warning("household unknown", kind=type(error).__name__, request_id=request_id)
        return session
    me = household.me
    return await wired.sessions.remember_household(
        session,
        name=me.name if me else "",
        born=me.born if me else None,
        family=relatives_in(household, session),
        closed=tuple(ClosedTo(child.name, child.rule) for child in household.refused),
    )


def relatives_in(household: Household, session: Session) -> tuple[Relative, ...]:
    """Return those the citizen acts for, each by the handle that this session's URLs have called them.

    A handle is random and means nothing outside the session; it stays the same
    when the list is asked for anew, so that a page in another tab stays right.
    """
    known = {relative.person.id: relative.handle for relative in session.family}
    return tuple(
        Relative(
            Person(child.number, child.name, child.born),
            known.get(child.number) or secrets.token_urlsafe(_HANDLE_BYTES),
            child.until,
        )
        for child in household.relatives
    )

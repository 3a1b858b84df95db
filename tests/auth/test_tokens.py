"""Tokens for the registers: exchanged, shared while they last, and never longer."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from auth.session import Session
from auth.tokens import TokenRefusedByService, TokenServiceUnavailable
from tests.auth.portal import Portal, held, open_portal
from tests.auth.provider import Provider
from tests.auth.spoiling import says, tokens

VACCINES = "urn:mho:register:vaccines"


@pytest.fixture
async def session(portal: Portal) -> Session:
    """A citizen's visit."""
    return await visit(portal)


@pytest.fixture
async def elsewhere(tmp_path: Path, provider: Provider) -> AsyncIterator[Portal]:
    """A portal whose tokens come from somebody other than the one who signs people in."""
    provider.metadata |= {"issuer": "https://login.example"}
    change = {"token_issuer": "https://tokens.example"}
    async with open_portal(tmp_path, provider, change=lambda s: s.model_copy(update=change)) as portal:
        yield portal


async def visit(portal: Portal) -> Session:
    """Sign in and return the session."""
    browser = portal.browser()
    await portal.sign_in(browser)
    found = await portal.auth.sessions.find(held(browser))
    assert found is not None
    return found


def shown(token: str) -> dict[str, Any]:
    """Return what the token was asked for with, as the provider of the tests writes it in."""
    said: dict[str, Any] = json.loads(token.partition(" ")[2])
    return said


async def test_a_token_is_for_one_register_and_made_of_the_citizens_own(
    portal: Portal, session: Session
) -> None:
    """The access token from the sign-in is what is exchanged."""
    token = await portal.auth.tokens.own(session, audience=VACCINES, scope="vaccines.read")

    assert shown(token) == {"audience": VACCINES, "subject_token": "access", "actor_token": None}


async def test_many_at_once_share_one_exchange(portal: Portal, session: Session, provider: Provider) -> None:
    """A page that asks three registers' cards from one register costs one exchange."""
    before = provider.asked_for("/token")

    gotten = await asyncio.gather(
        *(portal.auth.tokens.own(session, audience=VACCINES, scope="vaccines.read") for _ in range(8))
    )

    assert (len(set(gotten)), provider.asked_for("/token") - before) == (1, 1)


async def test_a_token_is_used_until_half_a_minute_before_its_end(
    portal: Portal, session: Session, provider: Provider
) -> None:
    """It lasts five minutes: at four and a half another one is fetched."""
    gotten = []
    for seconds in (0, 269, 1):
        provider.clock.on(seconds=seconds)
        gotten.append(await portal.auth.tokens.own(session, audience=VACCINES, scope="vaccines.read"))

    assert gotten[0] == gotten[1] != gotten[2]


@pytest.mark.parametrize("lasts", [None, 0, 20, -5, "300", 1e300, True], ids=str)
async def test_a_token_of_unknown_or_short_life_is_used_once(
    portal: Portal, session: Session, provider: Provider, lasts: object
) -> None:
    """It is good for the request it was fetched for, and is not kept."""
    tokens(lambda right: right | {"expires_in": lasts})(provider)

    gotten = [await portal.auth.tokens.own(session, audience=VACCINES, scope="a") for _ in range(2)]

    assert gotten[0] != gotten[1]


async def test_every_visit_register_and_scope_has_a_token_of_its_own(
    portal: Portal, session: Session
) -> None:
    """What is kept for one opens nothing for another."""
    other = await visit(portal)

    gotten = {
        await portal.auth.tokens.own(whose, audience=audience, scope=scope)
        for whose in (session, other)
        for audience in (VACCINES, "urn:mho:register:birthdata")
        for scope in ("a", "b")
    }

    assert len(gotten) == 8


async def test_acting_for_somebody_is_asked_for_each_time(
    portal: Portal, session: Session, provider: Provider
) -> None:
    """By the mandate, with the citizen's own token as the actor's; nothing is kept."""
    gotten = [
        await portal.auth.tokens.acting(session, audience=VACCINES, scope="a", mandate="m.a.n")
        for _ in range(2)
    ]

    assert shown(gotten[0]) == {"audience": VACCINES, "subject_token": "m.a.n", "actor_token": "access"}
    assert gotten[0] != gotten[1]


async def test_another_token_service_is_shown_the_id_token(elsewhere: Portal, provider: Provider) -> None:
    """An access token means something only to the one who gave it."""
    session = await visit(elsewhere)
    provider.metadata |= {"issuer": "https://tokens.example"}

    token = await elsewhere.auth.tokens.own(session, audience=VACCINES, scope="a")

    assert shown(token)["subject_token"] == session.id_token


@pytest.mark.parametrize("status", [500, 503])
async def test_a_token_service_that_is_down_is_told_apart(
    portal: Portal, session: Session, provider: Provider, status: int
) -> None:
    """The visit goes on; the next request tries again."""
    says("/token", status)(provider)
    with pytest.raises(TokenServiceUnavailable):
        await portal.auth.tokens.own(session, audience=VACCINES, scope="a")

    provider.reply = lambda right: right
    assert await portal.auth.tokens.own(session, audience=VACCINES, scope="a")


@pytest.mark.parametrize(
    "wrong",
    [{"access_token": None}, {"access_token": ""}, {"token_type": "N_A"}, {"token_type": "DPoP"}],
    ids=str,
)
async def test_an_answer_without_a_token_is_no_answer(
    portal: Portal, session: Session, provider: Provider, wrong: dict[str, Any]
) -> None:
    """A token bound to a key that was not asked for is of no use either."""
    tokens(lambda right: right | wrong)(provider)

    with pytest.raises(TokenServiceUnavailable):
        await portal.auth.tokens.own(session, audience=VACCINES, scope="a")


async def test_a_refusal_carries_its_name(portal: Portal, session: Session, provider: Provider) -> None:
    """`invalid_grant` tells the portal that another sign-in would help."""
    says("/token", 400, json={"error": "invalid_grant", "error_description": session.person})(provider)

    with pytest.raises(TokenRefusedByService) as refused:
        await portal.auth.tokens.own(session, audience=VACCINES, scope="a")

    assert (refused.value.error, str(refused.value)) == ("invalid_grant", "invalid_grant")


async def test_a_visitor_who_leaves_takes_nobodys_token_along(portal: Portal, session: Session) -> None:
    """The one who waits with them is served all the same."""
    first = asyncio.create_task(portal.auth.tokens.own(session, audience=VACCINES, scope="a"))
    second = asyncio.create_task(portal.auth.tokens.own(session, audience=VACCINES, scope="a"))
    await asyncio.sleep(0)
    first.cancel()

    assert await second


def test_nothing_is_asked_before_it_is_needed(portal: Portal, provider: Provider) -> None:
    """A portal starts while its provider is down."""
    assert (portal.auth.tokens is not None, provider.asked) == (True, [])


async def test_the_service_is_asked_in_a_body_never_in_an_address(
    portal: Portal, session: Session, provider: Provider
) -> None:
    """No token and no number in any address that the portal asks."""
    await portal.auth.tokens.own(session, audience=VACCINES, scope="a")

    assert [request.url.query for request in provider.asked] == [b""] * len(provider.asked)
    assert isinstance(provider.asked[-1], httpx.Request)

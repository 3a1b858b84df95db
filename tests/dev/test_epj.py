"""The pretend journal system gets its tokens."""

import httpx
import pytest

from auth.client_key import ClientKey
from dev.epj import Journal, TokenNotGiven, attestation, attested_token
from tests.dev.idporten.world import EPJ_KEY, ISSUER, NURSE, REASON, VACCINES, World, claims_of

JOURNAL = Journal("dev-epj", ClientKey(EPJ_KEY, EPJ_KEY.kid or "", "ES256"), ISSUER, f"{ISSUER}/token")


async def token(http: httpx.AsyncClient, world: World, *, scope: str = "vaccines.read") -> str:
    """A token for the vaccination register."""
    details = attestation(NURSE, REASON)
    return await attested_token(http, JOURNAL, details, audience=VACCINES, scope=scope, now=world.clock)


async def test_a_nurse_gets_a_token_in_her_own_name() -> None:
    """With why she looks."""
    world = World()

    claims = claims_of(await token(world.server(), world))

    assert (claims["practitioner"], claims["care_relation"]) == (NURSE, REASON)


async def test_a_refusal_says_why() -> None:
    """By the name that the token service gave."""
    world = World()

    with pytest.raises(TokenNotGiven, match="invalid_scope"):
        await token(world.server(), world, scope="birthdata.read")


async def test_an_answer_that_is_no_answer_is_a_refusal_too() -> None:
    """A gateway's error page gives no token."""
    world = World()
    gateway = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(502, text="<html>")))

    with pytest.raises(TokenNotGiven, match="status 502"):
        await token(gateway, world)

"""Userinfo, and taking tokens back."""

import pytest

from .conversation import ends_with, exchange, tokens
from .world import MOTHER, OTHER_KEY, World, claims_of


async def ask(world: World, authorization: str) -> tuple[int, str]:
    """What userinfo answers: the status and the challenge."""
    answer = await world.browser.get("/userinfo", headers={"Authorization": authorization})
    return answer.status_code, answer.headers.get("www-authenticate", "")


async def test_userinfo_says_what_id_portens_does(world: World) -> None:
    """The subject is the ID token's, as every client must check."""
    out = await tokens(world, ui_locales="nn")

    answer = await world.browser.get("/userinfo", headers={"Authorization": f"Bearer {out['access_token']}"})

    assert answer.json() == {"sub": claims_of(out["id_token"])["sub"], "pid": MOTHER, "locale": "nn"}


async def test_an_access_token_lasts_two_hours(world: World) -> None:
    """Longer than the session that it came from, as at ID-porten."""
    token = (await tokens(world))["access_token"]

    world.clock.turn(seconds=7199)
    before = await ask(world, f"Bearer {token}")
    world.clock.turn(seconds=12)
    after = await ask(world, f"Bearer {token}")

    assert (before[0], after[0]) == (200, 401)


async def test_other_tokens_of_ours_open_nothing_here(world: World) -> None:
    """An ID token says who signed in, a register's token is the register's."""
    out = await tokens(world)
    register = (await exchange(world, out["access_token"])).json()["access_token"]

    answers = [await ask(world, f"Bearer {token}") for token in (out["id_token"], register)]

    assert [status for status, _ in answers] == [401, 401]


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer é"])
async def test_no_token_is_met_with_a_challenge(world: World, authorization: str) -> None:
    """Which says how to come back (RFC 6750)."""
    answer = await world.browser.get("/userinfo", headers={b"Authorization": authorization.encode()})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_client_takes_its_token_back(world: World) -> None:
    """From then on it opens nothing."""
    token = (await tokens(world))["access_token"]

    answer = await world.post("/revoke", {"token": token, "token_type_hint": "anything"})

    assert answer.status_code == 200
    assert (await ask(world, f"Bearer {token}"))[0] == 401


async def test_a_client_cannot_take_anothers_token_back(world: World) -> None:
    """It stays good."""
    token = (await tokens(world))["access_token"]

    answer = await world.post("/revoke", {"token": token}, proof=world.proof("other", OTHER_KEY))

    await ends_with(answer, 400, "invalid_grant")
    assert (await ask(world, f"Bearer {token}"))[0] == 200


async def test_what_is_no_token_is_taken_back_without_a_word(world: World) -> None:
    """The client wanted it to be worthless, and it is (RFC 7009, section 2.2)."""
    answer = await world.post("/revoke", {"token": "rubbish"})

    assert answer.status_code == 200


async def test_taking_back_needs_a_token_and_a_client(world: World) -> None:
    """Neither can be left out."""
    await ends_with(await world.post("/revoke", {}), 400, "invalid_request")
    await ends_with(await world.post("/revoke", {"token": "x"}, proof={}), 401, "invalid_client")

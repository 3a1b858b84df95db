"""The authorization code: for its client, its address and its verifier, once."""

import pytest

from .conversation import authorize, choose, ends_with, exchange, parameters, redeem, sign_in, tokens
from .world import OTHER_KEY, World


async def test_a_code_gives_an_id_token_and_an_access_token(world: World) -> None:
    """The access token lives for two hours, and no refresh token comes along."""
    answer = await tokens(world)

    assert answer.keys() == {"access_token", "id_token", "token_type", "expires_in", "scope"}
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 7200)


REFUSALS = [
    ("a wrong verifier", {"code_verifier": "another-verifier-of-forty-three-characters-0"}, "invalid_grant"),
    ("no verifier", {"code_verifier": None}, "invalid_request"),
    ("a verifier that is too short", {"code_verifier": "short"}, "invalid_request"),
    ("another address", {"redirect_uri": "http://localhost:9000/back"}, "invalid_grant"),
    ("no address", {"redirect_uri": None}, "invalid_grant"),
    ("a code that was never given", {"code": "guess"}, "invalid_grant"),
    ("no code", {"code": None}, "invalid_request"),
    ("no grant type", {"grant_type": None}, "invalid_request"),
    ("a grant that we do not have", {"grant_type": "password"}, "unsupported_grant_type"),
    ("a grant with strange letters", {"grant_type": "påss\x00\""}, "unsupported_grant_type"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "error"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
)
async def test_a_code_with_something_wrong_gives_nothing(
    world: World, changes: dict[str, str | None], error: str
) -> None:
    """Each with the error that the standard has for it."""
    code = (await sign_in(world))["code"]

    answer = await redeem(world, **{"code": code} | changes)  # type: ignore[arg-type]

    await ends_with(answer, 400, error)


async def test_a_wrong_verifier_spends_the_code(world: World) -> None:
    """There is no second guess."""
    code = (await sign_in(world))["code"]
    await redeem(world, code, code_verifier="x" * 43)

    answer = await redeem(world, code)

    await ends_with(answer, 400, "invalid_grant")


async def test_a_code_lasts_a_minute(world: World) -> None:
    """A client that is there needs a second."""
    code = (await sign_in(world))["code"]
    world.clock.turn(seconds=60)

    answer = await redeem(world, code)

    await ends_with(answer, 400, "invalid_grant")


async def test_another_clients_code_is_refused_and_not_spent(world: World) -> None:
    """Whoever finds one can neither use it nor use it up."""
    code = (await sign_in(world))["code"]

    stolen = await redeem(world, code, proof=world.proof("other", OTHER_KEY))
    owners = await redeem(world, code)

    await ends_with(stolen, 400, "invalid_grant")
    assert owners.status_code == 200


async def test_a_replayed_code_takes_back_what_came_of_it(world: World) -> None:
    """A code in two hands is in one too many; the first hand's tokens are worthless from then on."""
    code = (await sign_in(world))["code"]
    first = (await redeem(world, code)).json()

    replay = await redeem(world, code)
    after = await exchange(world, first["access_token"])

    await ends_with(replay, 400, "invalid_grant")
    await ends_with(after, 400, "invalid_request")


async def test_a_replay_much_later_takes_back_too(world: World) -> None:
    """As long as the tokens live, the code is remembered."""
    code = (await sign_in(world))["code"]
    first = (await redeem(world, code)).json()
    world.clock.turn(minutes=100)

    await redeem(world, code)
    after = await exchange(world, first["access_token"])

    await ends_with(after, 400, "invalid_request")


async def test_each_sign_in_has_a_code_of_its_own(world: World) -> None:
    """Also when no page was shown."""
    page = await authorize(world)
    first = parameters(await choose(world, page.headers["location"]))["code"]

    second = parameters(await authorize(world))["code"]

    assert first != second


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", ""])
async def test_the_token_endpoint_reads_forms_only(world: World, content_type: str) -> None:
    """Anything else is no token request."""
    async with world.server() as server:
        answer = await server.post("/token", content=b"{}", headers={"Content-Type": content_type})

    await ends_with(answer, 400, "invalid_request")


async def test_a_form_without_end_is_not_read_to_its_end(world: World) -> None:
    """32 kB are more than any honest request has."""
    answer = await redeem(world, "x" * 40_000)

    await ends_with(answer, 413, "invalid_request")


async def test_tokens_are_not_given_over_get(world: World) -> None:
    """A token request in an address would be in every log."""
    answer = await world.browser.get("/token", params={"grant_type": "authorization_code"})

    assert answer.status_code == 405

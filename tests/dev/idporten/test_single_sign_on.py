"""One sign-in for several services: for how long, and when the page is shown all the same."""

from typing import Any

import pytest

from .conversation import OTHERS, authorize, choose, exchange, parameters, redeem, sign_in, tokens
from .world import FATHER, OTHER_KEY, World, claims_of


async def shows_page(world: World, **changes: Any) -> bool:
    """Whether the next request is met with the login page."""
    answer = await authorize(world, **changes)
    return answer.headers["location"].startswith("/login/")


async def test_the_next_service_needs_no_sign_in(world: World) -> None:
    """The browser comes back with a code at once."""
    await sign_in(world)

    answer = await authorize(world, client_id="other", proof=world.proof("other", OTHER_KEY), **OTHERS)

    assert "code" in parameters(answer)


@pytest.mark.parametrize(
    ("changes", "minutes", "shown"),
    [
        ({}, 0, False),
        ({"prompt": "login"}, 0, True),
        ({"max_age": "0"}, 0, True),
        ({"max_age": "600"}, 9, False),
        ({"max_age": "600"}, 11, True),
        ({"prompt": "none"}, 0, False),
        ({"acr_values": "idporten-loa-substantial"}, 0, False),
    ],
    ids=["nothing asked", "anew", "age zero", "young enough", "too old", "silently", "a lower level"],
)
async def test_the_client_decides_when_to_sign_in_anew(
    world: World, changes: dict[str, Any], minutes: int, *, shown: bool
) -> None:
    """By prompt and max_age."""
    await sign_in(world)
    world.clock.turn(minutes=minutes)

    assert await shows_page(world, **changes) is shown


async def test_a_higher_level_needs_a_sign_in(world: World) -> None:
    """Somebody who came in at substantial must show more."""
    await sign_in(world, level="idporten-loa-substantial", acr_values=None)

    assert await shows_page(world, acr_values="idporten-loa-high")


async def test_half_an_hour_without_use_ends_it(world: World) -> None:
    """A forgotten browser is not a way in."""
    await sign_in(world)
    world.clock.turn(minutes=30)

    assert await shows_page(world)


async def test_use_prolongs_it_but_not_beyond_two_hours(world: World) -> None:
    """Each request is a sign of life; after two hours even a busy browser signs in anew."""
    await sign_in(world)
    shown = []
    for _ in range(5):
        world.clock.turn(minutes=24)
        shown.append(await shows_page(world))

    assert shown == [False, False, False, False, True]


async def test_another_browser_has_its_own(world: World) -> None:
    """Nobody is signed in by what happened elsewhere."""
    await sign_in(world)

    answer = await authorize(world, browser=world.new_browser())

    assert answer.headers["location"].startswith("/login/")


async def test_a_silent_request_without_a_session_is_refused_to_the_client(world: World) -> None:
    """prompt=none never shows a page."""
    answer = await authorize(world, prompt="none")

    assert parameters(answer)["error"] == "login_required"
    assert parameters(answer).keys() >= {"state", "iss"}


async def test_signing_in_gives_the_browser_a_new_cookie(world: World) -> None:
    """One that somebody had planted is worth nothing."""
    world.browser.cookies.set("idporten-session", "planted", domain="localhost.local", path="/")
    await sign_in(world)

    assert "planted" not in {cookie.value for cookie in world.browser.cookies.jar if "session" in cookie.name}


async def test_confirming_keeps_the_session_as_clients_know_it(world: World) -> None:
    """Stepping up as the same person: new time, same sid, and tokens that are out stay good."""
    before = await tokens(world)
    world.clock.turn(minutes=5)

    after = await tokens(world, prompt="login", max_age="0")

    first, second = claims_of(before["id_token"]), claims_of(after["id_token"])
    assert (second["sid"], second["auth_time"]) == (first["sid"], first["auth_time"] + 300)
    assert (await exchange(world, before["access_token"])).status_code == 200


async def test_another_person_in_the_same_browser_ends_the_former_ones_session(world: World) -> None:
    """And with it the tokens that came of it."""
    before = await tokens(world)

    after = await tokens(world, FATHER, prompt="login")

    assert claims_of(before["id_token"])["sid"] != claims_of(after["id_token"])["sid"]
    assert (await exchange(world, before["access_token"])).status_code == 400


async def test_the_page_names_whoever_is_signed_in(world: World) -> None:
    """So that stepping up is one press of a button."""
    await sign_in(world)
    page = (await authorize(world, prompt="login")).headers["location"]

    shown = await world.browser.get(page)

    assert "Fortsett som Kari Liksom" in shown.text


async def test_two_tabs_can_sign_in_at_once(world: World) -> None:
    """Each page belongs to its own request."""
    first, second = (await authorize(world)).headers["location"], (await authorize(world)).headers["location"]

    codes = [parameters(await choose(world, page))["code"] for page in (first, second)]

    answers = [await redeem(world, code) for code in codes]
    assert [answer.status_code for answer in answers] == [200, 200]

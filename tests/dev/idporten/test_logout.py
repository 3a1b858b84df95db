"""Signing out: with the client's ID token at once, without it only when the visitor says so."""

import pytest

from .conversation import OTHERS, authorize, ends_with, exchange, parameters, sign_in, tokens
from .world import ISSUER, LANDING, OTHER_KEY, World, claims_of, new_key, signed

BACK = {"post_logout_redirect_uri": LANDING, "state": "bye"}


async def signed_in(world: World) -> bool:
    """Whether the browser still needs no page to sign in."""
    return "code" in parameters(await authorize(world))


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_client_signs_its_visitor_out(world: World, method: str) -> None:
    """By a form, which keeps the token out of the address, or by a plain link."""
    hint = {"id_token_hint": (await tokens(world))["id_token"], **BACK}
    sent = {"params": hint} if method == "GET" else {"data": hint}

    await world.browser.request(method, "/logout", **sent)  # type: ignore[arg-type]

    assert not await signed_in(world)


async def test_signing_out_needs_no_cookie(world: World) -> None:
    """The token says which session; browsers keep cookies back when another site posts."""
    hint = (await tokens(world))["id_token"]
    async with world.server() as elsewhere:
        await elsewhere.post("/logout", data={"id_token_hint": hint})

    assert not await signed_in(world)


async def test_an_old_id_token_signs_out_too(world: World) -> None:
    """It has long expired when somebody signs out, also past a rotation of keys."""
    hint = (await tokens(world))["id_token"]
    world.clock.turn(minutes=25)
    await world.browser.post("/logout", data={"id_token_hint": hint})

    assert not await signed_in(world)


async def test_every_service_of_the_session_is_told_in_a_frame(world: World) -> None:
    """The one that asked included; each frame names issuer and session."""
    first = await tokens(world)
    await authorize(world, client_id="other", proof=world.proof("other", OTHER_KEY), **OTHERS)

    page = await world.browser.post("/logout", data={"id_token_hint": first["id_token"]})

    told = f"iss=http%3A%2F%2Flocalhost%3A8001&amp;sid={claims_of(first['id_token'])['sid']}"
    assert f'src="http://localhost:8000/login/frontchannel-logout?{told}"' in page.text
    assert f'src="http://localhost:9000/over?way=front&amp;{told}"' in page.text
    assert "frame-src http://localhost:8000 http://localhost:9000;" in page.headers["content-security-policy"]


async def test_afterwards_the_browser_goes_on_to_the_client(world: World) -> None:
    """After a moment for the frames, without any script, and with the state; a link does the same."""
    page = await world.browser.post(
        "/logout", data={"id_token_hint": (await tokens(world))["id_token"], **BACK}
    )

    assert page.headers["refresh"] == f"2; url={LANDING}?state=bye"
    assert f'href="{LANDING}?state=bye"' in page.text


async def test_with_nobody_to_tell_the_browser_goes_on_at_once(world: World) -> None:
    """The second press of a sign-out button finds nothing to end."""
    hint = (await tokens(world))["id_token"]
    await world.browser.post("/logout", data={"id_token_hint": hint, **BACK})

    again = await world.browser.post("/logout", data={"id_token_hint": hint, **BACK})

    assert (again.status_code, again.headers["location"]) == (303, f"{LANDING}?state=bye")


async def test_signing_out_takes_the_tokens_back(world: World) -> None:
    """What opened only this person's own data is worthless from then on."""
    out = await tokens(world)
    await world.browser.post("/logout", data={"id_token_hint": out["id_token"]})

    await ends_with(await exchange(world, out["access_token"]), 400, "invalid_request")


async def test_without_an_id_token_the_visitor_is_asked(world: World) -> None:
    """Else any page could sign anybody out."""
    await sign_in(world)

    page = await world.browser.get("/logout", params={"client_id": "portal", **BACK})

    assert "Vil du logge ut?" in page.text
    assert await signed_in(world)


async def test_a_visitor_who_says_yes_is_signed_out(world: World) -> None:
    """And led on to where the client wanted."""
    await sign_in(world)

    page = await world.browser.post("/logout/confirm", data={"client_id": "portal", **BACK})

    assert page.headers["refresh"].endswith(f"{LANDING}?state=bye")
    assert not await signed_in(world)


async def test_another_site_cannot_say_yes_for_the_visitor(world: World) -> None:
    """The question's answer counts only from our own page."""
    await sign_in(world)

    answer = await world.browser.post(
        "/logout/confirm", data={"client_id": "portal"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert await signed_in(world)


@pytest.mark.parametrize(
    "changes",
    [
        {"post_logout_redirect_uri": "http://evil.example/"},
        {"post_logout_redirect_uri": LANDING + "?next=evil"},
        {"client_id": "other"},
        {"client_id": "nobody"},
        {"id_token_hint": "rubbish"},
        {"id_token_hint": signed(new_key(), {"iss": ISSUER, "aud": "portal", "sid": "x", "iat": 1})},
    ],
    ids=["foreign address", "longer address", "other client", "unknown client", "rubbish", "forged"],
)
async def test_a_request_with_something_wrong_leads_nowhere(world: World, changes: dict[str, str]) -> None:
    """The visitor stays signed in, on a page that says so."""
    hint = {"id_token_hint": (await tokens(world))["id_token"], **BACK}

    answer = await world.browser.post("/logout", data=hint | changes)

    assert (answer.status_code, {"location", "refresh"} & set(answer.headers)) == (400, set())
    assert await signed_in(world)


async def test_an_access_token_is_no_hint(world: World) -> None:
    """Only ID tokens say who asks to sign out."""
    answer = await world.browser.post(
        "/logout", data={"id_token_hint": (await tokens(world))["access_token"]}
    )

    assert answer.status_code == 400


async def test_with_no_session_and_no_client_there_is_just_a_page(world: World) -> None:
    """Who comes by by accident is told that nobody is signed in."""
    page = await world.browser.get("/logout")

    assert (page.status_code, "Du er logget ut" in page.text) == (200, True)

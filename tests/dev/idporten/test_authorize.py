"""The browser's arrival: with a pushed request, once, and from its own client."""

import pytest

from .conversation import ASKED, OTHERS, authorize, parameters, push, sign_in
from .world import CALLBACK, ISSUER, OTHER_KEY, World

ORDINARY = {"client_id": "portal", **ASKED}


async def test_a_pushed_request_leads_to_the_login_page(world: World) -> None:
    """The address there shows neither the client's parameters nor a person."""
    answer = await authorize(world)

    page = await world.browser.get(answer.headers["location"])
    assert answer.status_code == 303
    assert (page.status_code, page.url.query) == (200, b"")


async def test_the_request_can_be_sent_as_a_form_too(world: World) -> None:
    """OpenID Connect wants both ways in (Core, section 3.1.2.1)."""
    pushed = (await push(world)).json()["request_uri"]

    answer = await world.browser.post("/authorize", data={"client_id": "portal", "request_uri": pushed})

    assert answer.headers["location"].startswith("/login/")


async def test_signing_in_leads_back_with_code_state_and_issuer(world: World) -> None:
    """The issuer is there so that no other provider can take our place (RFC 9207)."""
    back = await sign_in(world)

    assert back.keys() == {"code", "state", "iss"}
    assert (back["state"], back["iss"]) == ("a-state", ISSUER)


async def test_a_request_uri_is_good_once(world: World) -> None:
    """A second visit by the same address ends on our own page."""
    pushed = {"client_id": "portal", "request_uri": (await push(world)).json()["request_uri"]}
    await world.browser.get("/authorize", params=pushed)

    again = await world.browser.get("/authorize", params=pushed)

    assert again.status_code == 400
    assert "invalid_request_uri" in again.text


async def test_a_request_uri_is_good_for_two_minutes(world: World) -> None:
    """After that the client must push anew."""
    pushed = {"client_id": "portal", "request_uri": (await push(world)).json()["request_uri"]}
    world.clock.turn(seconds=120)

    answer = await world.browser.get("/authorize", params=pushed)

    assert (answer.status_code, "invalid_request_uri" in answer.text) == (400, True)


async def test_another_clients_request_uri_is_refused_and_left_to_its_owner(world: World) -> None:
    """Whoever finds one cannot use it, nor use it up."""
    pushed = (await push(world)).json()["request_uri"]

    stolen = await world.browser.get("/authorize", params={"client_id": "other", "request_uri": pushed})
    owners = await world.browser.get("/authorize", params={"client_id": "portal", "request_uri": pushed})

    assert (stolen.status_code, "location" in stolen.headers) == (400, False)
    assert owners.status_code == 303


async def test_parameters_in_the_open_are_refused_to_the_client(world: World) -> None:
    """The client, whose address is known to be its own, learns that it must push."""
    answer = await world.browser.get("/authorize", params=ORDINARY)

    assert answer.headers["location"].startswith(CALLBACK)
    assert parameters(answer) | {"error_description": ""} == {
        "error": "invalid_request", "error_description": "", "state": "a-state", "iss": ISSUER,
    }  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "http://evil.example/"},
        {"redirect_uri": f"{CALLBACK}?next=evil"},
        {"client_id": "nobody"},
        {"client_id": "other"},
        {"request_uri": "http://evil.example/request.jwt"},
        {"request_uri": "urn:idporten:guess"},
    ],
    ids=["foreign address", "longer address", "unknown client", "other's address", "a URL", "a guess"],
)
async def test_the_browser_is_never_sent_to_an_address_that_is_not_registered(
    world: World, changes: dict[str, str]
) -> None:
    """It stays on a page of ours that says what is wrong."""
    answer = await world.browser.get("/authorize", params=ORDINARY | changes)

    assert (answer.status_code, "location" in answer.headers) == (400, False)
    assert "Liksom-ID-porten" in answer.text


async def test_a_parameter_that_stands_twice_is_refused(world: World) -> None:
    """It could be read in two ways."""
    answer = await world.browser.get("/authorize?client_id=portal&client_id=other")

    assert answer.status_code == 400


async def test_the_language_asked_for_is_the_pages_language(world: World) -> None:
    """The first that we have counts; Sámi pages are in bokmål."""
    pages = {}
    for locales in ("nn", "fr en nb", "se", "no"):
        answer = await authorize(world, ui_locales=locales)
        page = await world.browser.get(answer.headers["location"])
        pages[locales] = page.text.partition('<html lang="')[2][:2]

    assert pages == {"nn": "nn", "fr en nb": "en", "se": "nb", "no": "nb"}


async def test_each_client_is_sent_back_to_its_own_address(world: World) -> None:
    """Also when two share a browser."""
    await sign_in(world)

    answer = await authorize(world, client_id="other", proof=world.proof("other", OTHER_KEY), **OTHERS)

    assert answer.headers["location"].startswith("http://localhost:9000/back?code=")

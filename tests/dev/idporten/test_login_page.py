"""The login page: made-up people only, from our own form only, in the browser that asked."""

import logging
import re

import pytest

from .conversation import authorize, choose, exchange, parameters, tokens
from .world import CALLBACK, FATHER, ISSUER, MOTHER, STRANGER, World


@pytest.fixture
async def page(world: World) -> str:
    """The address of a login page in the world's browser."""
    return (await authorize(world)).headers["location"]


async def test_it_says_plainly_what_it_is(world: World, page: str) -> None:
    """Nobody shall mistake it for the real one."""
    shown = await world.browser.get(page)

    assert "Liksom-ID-porten – bare oppdiktede personer" in shown.text


async def test_every_persona_has_a_button(world: World, page: str) -> None:
    """With a name and who that is, in the visitor's language where it is known."""
    bokmal = (await world.browser.get(page)).text
    english = (await world.browser.get(page, params={"lang": "en"})).text

    assert re.search(r"Kari Liksom</strong>\s*<span >Mor til to<", bokmal)
    assert "Mother of two" in english
    assert '<span lang="nb">Far på en annen adresse' in english


async def test_a_reload_shows_the_same_page(world: World, page: str) -> None:
    """The request was used up, the page it led to was not."""
    statuses = [(await world.browser.get(page)).status_code for _ in range(2)]

    assert statuses == [200, 200]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("02013299997", "ikke syntetisk"),
        ("12477840068", "ikke syntetisk"),
        ("12878540017", "ikke syntetisk"),
        ("", "ikke syntetisk"),
        ("<script>alert(1)</script>", "ikke syntetisk"),
        ("١٢٨٧٨٥٤٠٠١٦", "ikke syntetisk"),
        (STRANGER, "Ingen i den oppdiktede befolkningen"),
    ],
    ids=["ordinary month", "NAV's kind", "wrong check digit", "nothing", "a script", "Arabic digits",
         "nobody we know"],
)  # fmt: skip
async def test_a_number_that_may_not_sign_in_is_refused_and_not_repeated(
    world: World, page: str, number: str, words: str
) -> None:
    """What could be a living person's number is not written back into the page."""
    answer = await choose(world, page, pid=number, level="idporten-loa-high")

    assert (answer.status_code, words in answer.text) == (422, True)
    assert not number or number not in answer.text


async def test_after_a_refused_number_another_can_be_tried(world: World, page: str) -> None:
    """A slip of the finger does not send the visitor back to the client."""
    await choose(world, page, pid=STRANGER)

    answer = await choose(world, page, pid=f"{FATHER[:6]} {FATHER[6:]}")

    assert "code" in parameters(answer)


async def test_cancelling_tells_the_client(world: World, page: str) -> None:
    """With the state, the issuer, and no code."""
    answer = await choose(world, page, cancel="yes")

    assert answer.headers["location"].startswith(CALLBACK)
    assert parameters(answer)["error"] == "access_denied"
    assert parameters(answer).keys() >= {"state", "iss"}


async def test_a_page_is_good_for_one_sign_in(world: World, page: str) -> None:
    """Going back in the browser and choosing anew ends on a page that says so."""
    await choose(world, page)

    answer = await choose(world, page, pid=FATHER)

    assert (answer.status_code, "location" in answer.headers) == (400, False)


async def test_a_page_is_good_for_a_quarter_of_an_hour(world: World, page: str) -> None:
    """Who comes back later begins anew at the client."""
    world.clock.turn(minutes=15)

    answer = await choose(world, page)

    assert answer.status_code == 400


async def test_another_browser_cannot_use_the_page(world: World, page: str) -> None:
    """A link to it signs nobody in: not in somebody else's name, not in one's own."""
    answer = await choose(world, page, browser=world.new_browser())

    assert (answer.status_code, "location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-site", "Origin": ISSUER}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": ISSUER}, 303),
        ({"Origin": "http://localhost:8000"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
    ids=["our page", "the portal's page", "another site", "no page", "old browser, ours",
         "old browser, the portal's", "old browser, hidden", "no browser"],
)  # fmt: skip
async def test_only_our_own_form_signs_anybody_in(
    world: World, page: str, headers: dict[str, str], status: int
) -> None:
    """Sec-Fetch-Site tells; where it is missing, Origin must."""
    del world.browser.headers["Sec-Fetch-Site"]

    answer = await world.browser.post(page, data={"pid": MOTHER}, headers=headers)

    assert answer.status_code == status


async def test_the_form_may_lead_to_the_client_and_nowhere_else(world: World, page: str) -> None:
    """Chromium holds the redirect after a form to form-action too."""
    policy = (await world.browser.get(page)).headers["content-security-policy"]

    assert "form-action 'self' http://localhost:8000;" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["page", "/jwks", "/token", "/nowhere", "/authorize"])
async def test_every_answer_carries_the_strict_headers(world: World, page: str, path: str) -> None:
    """Nothing is kept, framed or sniffed."""
    answer = await world.browser.get(page if path == "page" else path)

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


async def test_no_log_line_holds_a_number_or_a_token(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Not even when everything is logged that libraries can tell."""
    caplog.set_level(logging.DEBUG)

    out = await tokens(world)
    await exchange(world, out["access_token"])

    assert [
        secret for secret in (MOTHER, out["id_token"], out["access_token"]) if secret in caplog.text
    ] == []


async def test_cookies_are_out_of_scripts_reach(world: World, page: str) -> None:
    """And not sent along with other sites' forms."""
    answer = await choose(world, page)

    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax"} <= set(re.split("[; ]+", cookie))


async def test_over_https_cookies_are_bound_to_the_host() -> None:
    """`__Host-` makes the browser see to it."""
    world = World(changes={"issuer": "https://id.example"})
    world.assertion = lambda *args, **kwargs: World.assertion(  # type: ignore[method-assign]
        world, *args, **{"aud": "https://id.example"} | kwargs
    )

    answer = await authorize(world)

    assert answer.headers["set-cookie"].startswith("__Host-idporten-browser=")
    assert "Secure" in answer.headers["set-cookie"]

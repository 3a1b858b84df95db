"""Signing out: here, at the provider, and when the provider says so."""

from pathlib import Path

import pytest

from tests.auth.portal import ORIGIN, Portal, held, open_portal, who
from tests.auth.provider import ANNA, CLIENT, ISSUER, Provider


async def test_signing_out_ends_the_session_on_the_server(portal: Portal) -> None:
    """A copy of the cookie, taken before, is nobody after."""
    browser, thief = portal.browser(), portal.browser()
    await portal.sign_in(browser)
    thief.cookies.set("__Host-session", held(browser) or "")

    answer = await browser.post("/logout")

    assert (held(browser), await who(thief)) == (None, None)
    assert answer.headers["clear-site-data"] == '"cache", "storage"'


async def test_signing_out_offers_to_end_it_at_the_provider(portal: Portal) -> None:
    """By a form to post, with the ID token as its hint: nothing of it is in an address."""
    browser = portal.browser()
    await portal.sign_in(browser)

    form = (await browser.post("/logout")).json()["form"]

    assert (form["action"], form["method"]) == (f"{ISSUER}/logout", "post")
    assert form["fields"].pop("id_token_hint").count(".") == 2
    assert form["fields"] == {
        "client_id": CLIENT,
        "post_logout_redirect_uri": f"{ORIGIN}/logout",
        "ui_locales": "nb",
    }


async def test_a_provider_that_takes_only_get_is_sent_no_token(tmp_path: Path, provider: Provider) -> None:
    """An ID token holds a person number, and an address is written down in many places."""
    change = {"oidc_logout": "get"}
    async with open_portal(tmp_path, provider, change=lambda s: s.model_copy(update=change)) as portal:
        browser = portal.browser()
        await portal.sign_in(browser)
        form = (await browser.post("/logout")).json()["form"]

    assert (form["method"], "id_token_hint" in form["fields"]) == ("get", False)


@pytest.mark.parametrize("end", [None, "down"], ids=["has no such endpoint", "is down"])
async def test_signing_out_works_when_the_provider(
    portal: Portal, provider: Provider, end: str | None
) -> None:
    """The session here ends in any case."""
    provider.metadata["end_session_endpoint"] = None
    browser = portal.browser()
    await portal.sign_in(browser)
    if end == "down":
        provider.clock.on(minutes=20)
        provider.metadata = {}

    answer = await browser.post("/logout")

    assert (answer.status_code, answer.json(), await who(browser)) == (200, {"form": None}, None)


async def test_whoever_is_not_signed_in_can_sign_out(portal: Portal) -> None:
    """A form that was left open over night does no harm."""
    answer = await portal.browser().post("/logout")

    assert (answer.status_code, answer.json()) == (200, {"form": None})


async def test_the_landing_tells_who_is_out_and_leads_back_who_is_in(portal: Portal) -> None:
    """The provider sends everybody there; an address that anybody can type changes nothing."""
    browser = portal.browser()
    await portal.sign_in(browser)

    inside, outside = await browser.get("/logout"), await portal.browser().get("/logout")

    assert (inside.status_code, inside.headers["location"], outside.status_code) == (303, "/", 200)
    assert await who(browser) == ANNA


async def test_the_provider_signs_out_by_its_name_for_the_session(portal: Portal) -> None:
    """In a frame without any cookie; every session of that name ends, and no other."""
    browser, other = portal.browser(), portal.browser()
    await portal.sign_in(browser)
    portal.provider.person["sid"] = "sid-2"
    await portal.sign_in(other)

    frame = await portal.browser().get("/login/frontchannel-logout", params={"iss": ISSUER, "sid": "sid-1"})

    assert frame.status_code == 200
    assert frame.headers["content-security-policy"].endswith(f"frame-ancestors {ISSUER}")
    assert [await who(browser), await who(other)] == [None, ANNA]


@pytest.mark.parametrize(
    "query",
    [{}, {"sid": "sid-1"}, {"iss": ISSUER}, {"iss": "https://other.example", "sid": "sid-1"}],
    ids=["nothing", "no issuer", "no name", "another issuer"],
)
async def test_a_frame_that_names_no_session_of_our_provider_ends_none(
    portal: Portal, query: dict[str, str]
) -> None:
    """What does not come from the provider is refused."""
    browser = portal.browser()
    await portal.sign_in(browser)

    frame = await portal.browser().get("/login/frontchannel-logout", params=query)

    assert (frame.status_code, await who(browser)) == (400, ANNA)

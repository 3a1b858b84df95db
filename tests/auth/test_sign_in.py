"""A visitor signs in: the whole way out and back, as it should go."""

from pathlib import Path
from typing import Any

import pytest

from tests.auth.portal import Portal, held, open_portal, who
from tests.auth.provider import ANNA, CLIENT, Provider


async def test_a_visitor_signs_in_and_is_led_back(portal: Portal) -> None:
    """The way back ends on the page that was asked for, with a session."""
    browser = portal.browser()

    arrived = await portal.sign_in(browser, "/login?next=/vaccines%3Fperson%3Dme")

    assert (arrived.status_code, arrived.headers["location"]) == (303, "/vaccines?person=me")
    assert await who(browser) == ANNA


async def test_the_request_is_pushed_and_its_address_shows_nothing(portal: Portal) -> None:
    """Where the provider takes pushed requests, the browser sees a name of one and the client's."""
    way_out = await portal.browser().get("/login")

    assert set(way_out.next_request.url.params) == {"client_id", "request_uri"}  # type: ignore[union-attr]


async def test_a_pushed_request_holds_all_that_is_asked(portal: Portal, provider: Provider) -> None:
    """Level, language, state, nonce and challenge; no forced confirmation at an ordinary sign-in."""
    browser = portal.browser()
    browser.cookies.set("language", "se")

    await browser.get("/login")

    [asked] = provider.pushed.values()
    assert (asked["acr_values"], asked["ui_locales"], asked["client_id"]) == (
        "idporten-loa-high",
        "se",
        CLIENT,
    )
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) == 43
    assert not {"prompt", "max_age"} & asked.keys()


async def test_without_pushed_requests_the_address_holds_them(portal: Portal, provider: Provider) -> None:
    """A provider that does not take pushed requests is asked in the address, with PKCE all the same."""
    del provider.metadata["pushed_authorization_request_endpoint"]
    provider.metadata["authorization_endpoint"] += "?tenant=a"
    browser = portal.browser()

    way_out = await browser.get("/login")
    query = dict(way_out.next_request.url.params)  # type: ignore[union-attr]

    assert (query["tenant"], query["code_challenge_method"]) == ("a", "S256")
    assert (await portal.sign_in(browser)).status_code == 303


@pytest.mark.parametrize(
    "right",
    [
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "another"], "azp": CLIENT},
        {"azp": CLIENT},
        {"amr": "BankID Mobil"},
        {"amr": None},
        {"amr": ["Minid-PIN"]},
        {"auth_time": None},
        {"sid": None},
        {"locale": None},
        {"unheard-of": {"a": [1]}},
        {"at_hash": "oFYf1knNtrqnhAVfBRuteQ"},
        {"nbf": 1},
    ],
    ids=str,
)
async def test_what_providers_do_differently_is_no_fault(
    portal: Portal, provider: Provider, right: dict[str, Any]
) -> None:
    """An audience alone or in a list, a claim more or less: the visitor is signed in."""
    provider.claims = lambda claims: claims | right
    browser = portal.browser()

    await portal.sign_in(browser)

    assert await who(browser) == ANNA


@pytest.mark.parametrize(
    "right",
    [{"token_type": "bearer"}, {"token_type": "BEARER"}, {"expires_in": None}, {"scope": "openid"}],
    ids=str,
)
async def test_the_answer_may_be_spelt_in_several_ways(
    portal: Portal, provider: Provider, right: dict[str, Any]
) -> None:
    """The kind of token in any case, no word of how long it lasts."""
    provider.tokens = lambda answer: {**answer, **right}
    browser = portal.browser()

    await portal.sign_in(browser)

    assert await who(browser) == ANNA


async def test_metadata_and_keys_are_fetched_once_a_day(portal: Portal, provider: Provider) -> None:
    """A day's sign-ins ask for them once; the next day's ask again."""
    for _ in range(3):
        await portal.sign_in(portal.browser())

    assert (provider.asked_for("/.well-known/openid-configuration"), provider.asked_for("/jwks")) == (1, 1)

    provider.clock.on(hours=24)
    await portal.sign_in(portal.browser())

    assert (provider.asked_for("/.well-known/openid-configuration"), provider.asked_for("/jwks")) == (2, 2)


async def test_a_provider_that_changes_its_key_is_still_understood(
    portal: Portal, provider: Provider
) -> None:
    """A key that is not known is asked for at once, though the others were fetched just now."""
    await portal.sign_in(portal.browser())
    provider.rotate("second")
    browser = portal.browser()

    await portal.sign_in(browser)

    assert await who(browser) == ANNA


async def test_two_tabs_sign_in_at_once(portal: Portal) -> None:
    """The second tab's departure does not spoil the first one's return."""
    browser = portal.browser()
    first = await portal.leave(browser, "/login?next=/vaccines")
    second = await portal.leave(browser, "/login?next=/profile")

    answers = [await browser.get(second), await browser.get(first)]

    assert [answer.headers["location"] for answer in answers] == ["/profile", "/vaccines"]
    assert await who(browser) == ANNA


async def test_each_sign_in_has_an_id_of_its_own(portal: Portal) -> None:
    """A second sign-in puts a new id in place of the old one, which is nobody from then on."""
    browser, thief = portal.browser(), portal.browser()
    await portal.sign_in(browser)
    first = held(browser)
    thief.cookies.set("__Host-session", first or "")

    await portal.sign_in(browser)

    assert held(browser) != first
    assert await who(thief) is None


async def test_the_cookies_are_locked(portal: Portal) -> None:
    """Both are `__Host-`, Secure, HttpOnly, SameSite=Lax, and for the whole portal alone."""
    browser = portal.browser()
    away = await browser.get("/login")
    back = await portal.sign_in(browser)

    for cookie in (away.headers["set-cookie"], back.headers["set-cookie"]):
        name, *rules = cookie.lower().split("; ")
        assert name.startswith("__host-")
        assert {"path=/", "secure", "httponly", "samesite=lax"} <= set(rules)
        assert not [rule for rule in rules if rule.startswith("domain")]


async def test_the_database_holds_no_number_and_no_cookie(tmp_path: Path, provider: Provider) -> None:
    """Whoever reads the files learns neither who signed in nor how to be them."""
    change = {"session_database_url": f"sqlite:///{tmp_path / 'sessions.sqlite3'}"}
    async with open_portal(tmp_path, provider, change=lambda s: s.model_copy(update=change)) as portal:
        browser = portal.browser()
        await portal.sign_in(browser)
        stored = all_of(tmp_path, "sessions.sqlite3*")

    assert len(stored) > 4096

    for secret in (ANNA, held(browser) or "", browser.cookies["__Host-login"], "sid-1"):
        assert secret.encode() not in stored


def all_of(folder: Path, pattern: str) -> bytes:
    """Return what stands in the files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob(pattern)))

"""Confirming anew at the provider, before something that matters."""

from datetime import timedelta

from auth.refusals import Reason
from tests.auth.portal import Portal, held, who
from tests.auth.provider import ANNA, Provider
from tests.auth.spoiling import at, no_claim

BERIT = "07831550117"


async def test_a_confirmation_is_asked_of_the_provider(portal: Portal, provider: Provider) -> None:
    """The provider is told to authenticate anew, whatever it remembers."""
    browser = portal.browser()
    await portal.sign_in(browser)

    await browser.post("/login/step-up?next=/profile")

    [asked] = provider.pushed.values()
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")


async def test_a_confirmed_session_goes_on_under_a_new_id(portal: Portal, provider: Provider) -> None:
    """The same visit, confirmed since the moment that was asked for; the old id is nobody."""
    browser, thief = portal.browser(), portal.browser()
    await portal.sign_in(browser)
    first = held(browser)
    thief.cookies.set("__Host-session", first or "")
    provider.clock.on(minutes=10)

    arrived = await portal.sign_in(browser, "/login/step-up?next=/profile")
    session = await portal.auth.sessions.find(held(browser))

    assert (arrived.headers["location"], await who(thief)) == ("/profile", None)
    assert session is not None
    assert session.confirmed_since(provider.clock() - timedelta(minutes=1))


async def test_an_old_authentication_confirms_nothing(portal: Portal, provider: Provider) -> None:
    """A provider that only remembered is refused, and the session stays as it was."""
    browser = portal.browser()
    await portal.sign_in(browser)
    first = held(browser)

    for fault in (at(auth_time=-60), no_claim("auth_time")):
        fault(provider)
        refused = await portal.sign_in(browser, "/login/step-up")
        assert refused.json()["reason"] == Reason.NOT_FRESH

    assert (held(browser), await who(browser)) == (first, ANNA)


async def test_somebody_else_cannot_confirm(portal: Portal, provider: Provider) -> None:
    """Another person at the provider does not slip into the session of the first."""
    browser = portal.browser()
    await portal.sign_in(browser)
    provider.person["pid"] = BERIT

    refused = await portal.sign_in(browser, "/login/step-up")

    assert (refused.json()["reason"], await who(browser)) == (Reason.OTHER_PERSON, ANNA)


async def test_whoever_is_not_signed_in_signs_in_first(portal: Portal) -> None:
    """There is nobody to confirm; the way back stays the same."""
    answer = await portal.browser().get("/login/step-up?next=/profile")

    assert answer.headers["location"] == "/login?next=%2Fprofile"


async def test_a_session_that_ran_out_meanwhile_begins_anew(portal: Portal, provider: Provider) -> None:
    """Who confirmed has signed in, so it is the same person in a new session."""
    browser = portal.browser()
    await portal.sign_in(browser)
    provider.clock.on(minutes=25)
    address = await portal.leave(browser, "/login/step-up?next=/profile")
    provider.clock.on(minutes=14)
    session = await portal.auth.sessions.find(held(browser))
    assert session is not None
    await portal.auth.sessions.end(session)

    await browser.get(address)

    assert await who(browser) == ANNA

"""Signing in, as it goes when people have two tabs, a Back button, or somebody else's address."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from auth.cookies import SESSION_COOKIE
from tests.journeys.browsing import choose, heading, kept, sign_in
from tests.journeys.conftest import Comes
from tests.journeys.demo import Demo


def arrival(page: Page) -> list[str]:
    """Return a list that will hold the address of the return from the provider."""
    seen: list[str] = []
    page.on("request", lambda asked: seen.append(asked.url) if "/login/callback?" in asked.url else None)
    return seen


def test_two_tabs_sign_in_at_once(comes: Comes, demo: Demo) -> None:
    """Each comes back to the page that it was on its way to."""
    somebody = comes()
    tabs = {"/vaccines": somebody.window(), "/births": somebody.window()}
    for path, tab in tabs.items():
        tab.goto(somebody.at(path))

    for tab in tabs.values():
        choose(tab, "KARI")

    for path, tab in tabs.items():
        expect(tab).to_have_url(somebody.at(path))
    tabs["/vaccines"].reload()
    heading(tabs["/vaccines"], "Mine vaksiner")


def test_a_return_cannot_be_used_twice(comes: Comes, demo: Demo) -> None:
    """It is told so, and whoever is signed in stays so."""
    somebody = comes()
    page = somebody.window()
    seen = arrival(page)
    sign_in(page, demo)

    page.goto(seen[0])

    heading(page, "Du ble ikke logget inn")
    kept(page, "refused")
    page.goto(somebody.at("/vaccines"))
    heading(page, "Mine vaksiner")
    somebody.forgive("400")


def test_somebody_elses_return_signs_nobody_in(comes: Comes, demo: Demo) -> None:
    """Neither the one who sends the address, nor the one who follows it."""
    sender, receiver = comes(), comes()
    page, lured = sender.window(), receiver.window()
    page.route(re.compile("/login/callback"), lambda route: route.abort())
    seen = arrival(page)
    page.goto(sender.at("/login"))
    choose(page, "KARI")
    expect(page).not_to_have_url(re.compile("/login"))

    lured.goto(seen[0])

    heading(lured, "Du ble ikke logget inn")
    assert not [cookie for cookie in receiver.context.cookies() if cookie.get("name") == SESSION_COOKIE]
    receiver.forgive("400")
    sender.complaints.clear()


def test_a_cookie_from_another_browser_is_nobody_when_its_owner_has_left(comes: Comes, demo: Demo) -> None:
    """A copy lives no longer than the original."""
    owner = comes()
    page = owner.window()
    sign_in(page, demo, "HEGE")
    thief = comes(storage_state=owner.context.storage_state())
    copied = thief.window()
    copied.goto(thief.at("/vaccines"))
    heading(copied, "Mine vaksiner")

    page.get_by_role("banner").get_by_role("button", name="Logg ut").click()
    heading(page, "Du er logget ut")
    copied.goto(thief.at("/vaccines"))

    assert urlsplit(copied.url).netloc == urlsplit(demo.addresses.idporten).netloc


def test_whoever_changes_their_mind_at_the_provider_is_told_kindly(comes: Comes, demo: Demo) -> None:
    """With a way to try again."""
    somebody = comes()
    page = somebody.window()
    page.goto(somebody.at("/vaccines"))

    page.get_by_role("button", name="Avbryt").click()

    heading(page, "Du ble ikke logget inn")
    expect(page.get_by_role("main").get_by_role("link", name="Logg inn på nytt")).to_be_visible()
    somebody.complaints.clear()


def test_the_back_button_shows_nothing_after_signing_out(comes: Comes, demo: Demo) -> None:
    """Whoever sits down next finds the way to sign in."""
    somebody = comes()
    page = somebody.window()
    sign_in(page, demo, "AMAL", "/vaccines")
    page.get_by_role("banner").get_by_role("button", name="Logg ut").click()
    heading(page, "Du er logget ut")

    page.goto(somebody.at("/"))
    for _ in range(3):
        page.go_back(wait_until="domcontentloaded")
        expect(page.get_by_role("heading", name="Mine vaksiner")).to_have_count(0)
    somebody.complaints.clear()  # The provider's page was one of those, and is used up.

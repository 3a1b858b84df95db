"""Three ways out: here, at the provider, and from another place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor, heading, kept, sign_in
from tests.journeys.conftest import Comes
from tests.journeys.demo import Demo


def is_asked_who(page: Page, somebody: Visitor) -> None:
    """See that neither the portal nor the provider knows who is here."""
    page.goto(somebody.at("/vaccines"))
    expect(page).to_have_url(re.compile(re.escape(somebody.demo.addresses.idporten)))
    expect(page.locator("button[name=pid]").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_signing_out_here_signs_out_at_the_provider(comes: Comes, demo: Demo, *, scripts: bool) -> None:
    """By one button with scripts, and by one more without."""
    somebody = comes(java_script_enabled=scripts)
    page = somebody.window()
    sign_in(page, demo)

    page.get_by_role("banner").get_by_role("button", name="Logg ut").click()
    if not scripts:
        kept(page, "leave-provider")
        page.get_by_role("button", name="Logg ut også av ID-porten").click()

    expect(page).to_have_url(somebody.at("/logout"))
    heading(page, "Du er logget ut")
    is_asked_who(page, somebody)


def test_signing_out_at_the_provider_signs_out_here(comes: Comes, demo: Demo) -> None:
    """It tells the portal in a frame, where no cookie goes."""
    somebody = comes()
    page, other_tab = somebody.window(), somebody.window()
    sign_in(page, demo)
    other_tab.goto(f"{demo.addresses.idporten}/logout")

    with page.context.expect_event("response", lambda told: "/login/frontchannel-logout" in told.url) as told:
        other_tab.get_by_role("main").get_by_role("button").click()

    assert told.value.status == 200
    is_asked_who(page, somebody)


def test_signing_out_leaves_the_other_parent_alone(kari: Visitor, comes: Comes, demo: Demo) -> None:
    """One's own session is what ends."""
    father = comes().window()
    sign_in(father, demo, "OLA")
    father.get_by_role("banner").get_by_role("button", name="Logg ut").click()
    heading(father, "Du er logget ut")

    page = kari.window()
    page.goto(kari.at("/vaccines"))

    heading(page, "Mine vaksiner")


def test_a_session_that_was_ended_elsewhere_is_told_on_the_next_click(comes: Comes, demo: Demo) -> None:
    """Also when that click is a search that htmx makes."""
    here, there = comes(), comes()
    page, elsewhere = here.window(), there.window()
    sign_in(page, demo, "GUDRUN", "/vaccines")
    sign_in(elsewhere, demo, "GUDRUN", "/profile")

    elsewhere.get_by_role("row", name="Chrom").get_by_role("button", name=re.compile("^Avslutt")).click()
    expect(elsewhere.get_by_role("row", name="Chrom")).to_have_count(1)
    with page.expect_navigation():
        page.get_by_label("Sykdom", exact=True).select_option(index=1)

    expect(page).not_to_have_url(re.compile("disease="))

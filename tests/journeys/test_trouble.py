"""A register that is down, and a CDN that is."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import CDN, Deed, Visitor, answers, blocked, heading, kept
from tests.journeys.conftest import Comes
from tests.journeys.demo import Demo


def choose_a_disease(page: Page) -> None:
    """Choose one of the diseases, and see the list follow without a new page."""
    rows = page.locator("#result tbody tr")
    before = rows.count()
    page.evaluate("document.body.dataset.still = 'here'")

    page.get_by_label("Sykdom", exact=True).select_option("covid-19")

    expect(rows).not_to_have_count(before)
    expect(page.locator("#live")).to_have_text(f"Viser {rows.count()} av {before} vaksiner")
    assert page.evaluate("document.body.dataset.still") == "here"


def wait_for_htmx(page: Page) -> None:
    """Wait until it runs. The page's policy lets nobody wait for an expression, not even Playwright."""
    for _ in range(100):
        if page.evaluate("'htmx' in window"):
            return
        page.wait_for_timeout(50)
    pytest.fail("htmx never came")


@pytest.mark.parametrize("cdn", [answers, blocked])
def test_a_search_needs_no_cdn(comes: Comes, karis: dict[str, object], cdn: Deed) -> None:
    """htmx comes from there or from here; the list follows all the same."""
    kari = comes(storage_state=karis, cdn=cdn)
    page = kari.window()
    page.goto(kari.at("/vaccines"))
    expect(page.locator("script[src*=htmx]:not([data-fallback])")).to_have_count(int(cdn is blocked))
    wait_for_htmx(page)

    choose_a_disease(page)

    if cdn is blocked:
        kari.forgive(CDN.src)


def test_a_search_needs_no_scripts(comes: Comes, karis: dict[str, object]) -> None:
    """It is a form."""
    kari = comes(storage_state=karis, java_script_enabled=False)
    page = kari.window()
    page.goto(kari.at("/vaccines"))
    before = page.locator("#result tbody tr").count()

    page.get_by_label("Sykdom", exact=True).select_option("covid-19")
    page.get_by_role("button", name="Søk").click()

    expect(page.locator("#result tbody tr")).not_to_have_count(before)
    expect(page.get_by_label("Sykdom", exact=True)).to_have_value("covid-19")


def test_a_register_that_is_down_costs_its_own_card(kari: Visitor, demo: Demo) -> None:
    """And when it is back, so is its card."""
    page = kari.window()

    with demo.births.cut():
        page.goto(kari.at("/"))
        births = page.locator("section", has=page.get_by_role("heading", name="Fødsel"))
        expect(births).to_contain_text("svarer ikke akkurat nå")
        expect(page.locator("section", has=page.get_by_role("heading", name="Vaksiner"))).to_contain_text(
            "registrert"
        )
        kept(page, "register-down")
        page.goto(kari.at("/births"))
        expect(page.get_by_role("main")).to_contain_text("Vi får ikke svar fra Medisinsk fødselsregister")
        kept(page, "register-down-births")

    page.get_by_role("link", name="Prøv igjen").click()
    heading(page, "Mine fødselsdata")
    expect(page.get_by_role("link", name="Prøv igjen")).to_have_count(0)


def test_the_status_page_tells_which_it_is(comes: Comes, demo: Demo) -> None:
    """To anybody."""
    page = comes().window()

    with demo.births.cut():
        page.goto(demo.addresses.portal + "/status")

        expect(page.get_by_role("listitem").filter(has_text="Medisinsk fødselsregister")).to_contain_text(
            "Svarer ikke"
        )
        kept(page, "status-down")

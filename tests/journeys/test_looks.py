"""How every page looks and reads: in each width, in light and dark, in each language, and on paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.browsing import Visitor, kept
from tests.journeys.conftest import Comes
from tests.journeys.demo import Demo

WIDTHS = (320, 375, 768, 1280)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN = ["/", "/status", "/privacy", "/accessibility", "/logout", "/session/expired"]
OWN = ["/", "/vaccines", "/births", "/access-log", "/profile", "/status", "/privacy", "/accessibility"]
CHILDS = ["/", "/vaccines", "/births", "/access-log"]
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TITLES = {
    "nn": ["Oversyn", "Mine vaksinar", "Mine fødselsdata", "Kven har sett opplysningane mine", "Min profil"],
    "en": ["Overview", "My vaccinations", "My birth data", "Who has seen my information", "My profile"],
}


def faults(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page: what axe finds, and what has to be scrolled sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate(WIDE):
            found.append(f"{name} at {width}: scrolls")
        if width in (320, 1280):
            page.emulate_media(color_scheme="dark" if width == 320 else "light")
            violations = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
            found += [f"{name} at {width}: {one['id']} {one['nodes'][0]['target']}" for one in violations]
        kept(page, f"{name}-{width}")
    return found


def name_of(path: str) -> str:
    """Return what the picture of a page is called."""
    return path.strip("/").replace("/", "-") or "front"


def test_every_open_page_is_for_everybody(comes: Comes, demo: Demo) -> None:
    """Nothing has to be scrolled sideways, and axe finds nothing."""
    page = comes().window()
    found = []
    for path in OPEN:
        page.goto(demo.addresses.portal + path)
        found += faults(page, f"out-{name_of(path)}")

    assert found == []


def test_every_page_of_ones_own_is_for_everybody(kari: Visitor) -> None:
    """Signed in, the same holds."""
    page = kari.window()
    found = []
    for path in OWN:
        page.goto(kari.at(path))
        found += faults(page, f"in-{name_of(path)}")

    assert found == []


def test_every_page_of_a_childs_is_for_everybody(kari: Visitor) -> None:
    """And under the banner that says whose data they are."""
    page = kari.window()
    page.goto(kari.at("/"))
    emil = (
        page.get_by_role("navigation", name="Velg person")
        .get_by_role("link", name="Emil")
        .get_attribute("href")
    )
    found = []
    for path in CHILDS:
        page.goto(kari.at(path + (emil or "")[1:]))
        found += faults(page, f"child-{name_of(path)}")

    assert found == []


def test_every_error_is_for_everybody(kari: Visitor) -> None:
    """Whoever is lost most of all."""
    page = kari.window()
    found = []
    for path in ("/nowhere", "/vaccines?person=nobody", "/login/callback?error=access_denied&state=x"):
        page.goto(kari.at(path))
        found += faults(page, f"error-{name_of(path)[:12]}")

    assert found == []
    kari.complaints.clear()


@pytest.mark.parametrize("language", TITLES)
def test_every_page_is_there_in_other_languages(kari: Visitor, language: str) -> None:
    """By one button, remembered from page to page; the longest words fit the smallest telephone."""
    page = kari.window()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(kari.at("/"))
    page.get_by_role("contentinfo").locator(f'button[value="{language}"]').click()
    titles, wide = [], []
    for path in OWN[:5]:
        page.goto(kari.at(path))
        titles.append(page.title().partition(" – ")[0])
        wide += [path] * page.evaluate(WIDE)
        kept(page, f"{language}-{name_of(path)}")

    assert (titles, wide) == (TITLES[language], [])
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("path", ["/vaccines", "/births", "/access-log"])
def test_a_page_can_be_printed(kari: Visitor, path: str) -> None:
    """With what it is about and whose it is, and without what one can only click on."""
    page = kari.window()
    page.goto(kari.at(path))

    page.emulate_media(media="print")
    paper = page.pdf(format="A4")

    expect(page.get_by_role("navigation", name="Hovedmeny")).not_to_be_visible()
    expect(page.locator(".print-only")).to_contain_text("Kari Tveitdal")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= 1
    assert len(paper) > 10_000


def test_the_keyboard_alone_is_enough(kari: Visitor) -> None:
    """Past the menus in one step, to the choice, and to what it shows."""
    page = kari.window()
    page.goto(kari.at("/vaccines"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('#q')"):
        page.keyboard.press("Tab")
    page.keyboard.type("gulfeber")
    page.keyboard.press("Enter")

    expect(page.locator("#live")).to_contain_text("Viser")

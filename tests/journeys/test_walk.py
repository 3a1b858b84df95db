"""A mother signs in, looks at everything, sees who has looked, and signs out."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from dev.personas import persona
from tests.journeys.browsing import Visitor, heading, kept, menu, sign_in
from tests.journeys.conftest import Comes
from tests.journeys.demo import Demo

NUMBERS = re.compile(r"(?<!\d)\d{11}(?!\d)")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_mother_sees_all_that_is_hers_and_her_childs(comes: Comes, demo: Demo, *, scripts: bool) -> None:
    """From the front page to the last page of the menu, and the same for her child."""
    visitor = comes(java_script_enabled=scripts)
    page, addresses = visitor.window(), list[str]()
    page.on("framenavigated", lambda frame: addresses.append(frame.url))

    sign_in(page, demo)
    heading(page, "Hei, Kari")
    for name, title in (("Vaksiner", "Mine vaksiner"), ("Fødsel", "Mine fødselsdata")):
        menu(page, name)
        heading(page, title)
        expect(page.get_by_text("Hentet")).to_be_visible()
    menu(page, "Innsynslogg")
    heading(page, "Hvem har sett opplysningene mine")
    own = page.locator(".day").first.locator("details.own")
    own.locator("summary").click()
    expect(
        own.get_by_text("Har sett vaksiner · SYSVAK").nth(1)
    ).to_be_visible()  # The overview, and its page.

    page.get_by_role("navigation", name="Velg person").get_by_role("link", name="Emil").click()
    heading(page, "Hvem har sett opplysningene til Emil")
    expect(page.get_by_text("Du ser opplysningene til Emil")).to_be_visible()
    expect(page.locator(".look-representative").first).to_contain_text("Kari Tveitdal")
    for name, title in (("Vaksiner", "Vaksinene til Emil"), ("Fødsel", "Fødselsdata for Emil")):
        menu(page, name)
        heading(page, title)
    kept(page, "child")
    page.get_by_role("link", name="Tilbake til dine egne").click()
    heading(page, "Mine fødselsdata")

    assert not NUMBERS.findall("\n".join(addresses))


def test_a_nurse_who_looks_is_seen_within_a_second(kari: Visitor, demo: Demo) -> None:
    """By name, place and reason, for whoever opens the page just after."""
    demo.run("look-up", "--persona", "KARI", "--register", "birthdata", "--nurse", "Siv Sommerfugl")

    began = time.monotonic()
    told = kari.context.request.get(kari.at("/access-log")).text()
    took = time.monotonic() - began

    assert ("Siv Sommerfugl" in told, took < 1) == (True, True)
    page = kari.window()
    page.goto(kari.at("/access-log?group=person"))
    look = page.locator(".look-person").filter(has_text="Siv Sommerfugl")
    expect(look).to_contain_text("sykepleier")
    expect(look).to_contain_text("Medisinsk fødselsregister")
    kept(page, "nurse")


def test_another_place_is_signed_out_from_the_profile(kari: Visitor, comes: Comes, demo: Demo) -> None:
    """It stands in the list, and what the browser there holds is nobody's at once."""
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    elsewhere = comes(user_agent=firefox)
    sign_in(elsewhere.window(), demo, path="/vaccines")
    page = kari.window()
    page.goto(kari.at("/profile"))

    page.get_by_role("row", name="Firefox · Windows").get_by_role("button").click()

    expect(page.get_by_role("row", name="Firefox · Windows")).to_have_count(0)
    answer = elsewhere.context.request.get(elsewhere.at("/vaccines"), max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (303, "/login?next=%2Fvaccines")


def test_a_father_elsewhere_sees_the_same_children(kari: Visitor, comes: Comes, demo: Demo) -> None:
    """By handles of his own: hers are nobody to him."""
    somebody = comes()
    father, mother = somebody.window(), kari.window()
    sign_in(father, demo, "OLA")
    people = father.get_by_role("navigation", name="Velg person").get_by_role("link")
    expect(people).to_have_text([re.compile("Ola"), re.compile("Emil|Ida"), re.compile("Emil|Ida")])
    mother.goto(kari.at("/"))

    father.goto(kari.at(mother.get_by_role("link", name="Emil").get_attribute("href") or ""))

    heading(father, "Vi finner ikke siden")
    somebody.forgive("404")


@pytest.mark.parametrize("who", ["JONAS", "TRINE", "ODD", "PIOTR", "MARET"])
def test_everybody_has_a_front_page(comes: Comes, demo: Demo, who: str) -> None:
    """Whatever is, or is not, registered about them."""
    page = comes().window()

    sign_in(page, demo, who)

    expect(page.get_by_role("banner").get_by_text(persona(who).name)).to_be_visible()
    expect(page.locator(".small-trouble")).to_have_count(0)
    kept(page, f"persona-{who.lower()}")


def choice(page: Page) -> list[str]:
    """Return the codes of the vaccines that are listed."""
    return page.locator("#result .code").all_text_contents()


def test_a_search_is_kept_in_the_address(kari: Visitor) -> None:
    """So that it can be reloaded, and Back leads back."""
    page = kari.window()
    page.goto(kari.at("/vaccines"))
    everything = choice(page)

    page.get_by_label("Søk etter vaksine").fill("gulfeber")
    page.keyboard.press("Enter")
    expect(page.locator("#result tbody tr")).not_to_have_count(len(everything))
    found = choice(page)
    page.reload()

    assert choice(page) == found
    page.go_back()
    expect(page.locator("#result tbody tr")).to_have_count(len(everything))

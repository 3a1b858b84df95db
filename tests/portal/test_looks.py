"""How the pages behave in a real browser, in every width, with and without scripts."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from portal.assets import HtmxSource, assets, folder
from tests.portal.scenes import SCENES

WIDTHS = (320, 375, 768, 1280)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CDN = assets(folder(), htmx=HtmxSource.CDN).htmx

PAGES = (
    "front",
    "overview",
    "vaccines",
    "births",
    "access-log",
    "profile",
    "status",
    "privacy",
    "accessibility",
)
# The page that leaves for the provider at once cannot be looked at, and one error page is as another.
VARIANTS = [
    name
    for name in SCENES
    if name not in (*PAGES, "leave-provider") and not (name.startswith("error-") and name != "error-429")
]
LOOKED_AT = [(name, WIDTHS) for name in PAGES] + [(name, (320,)) for name in VARIANTS]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window; whatever its console complains of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize(("name", "widths"), LOOKED_AT, ids=[name for name, _ in LOOKED_AT])
def test_a_page_is_accessible_in_every_width_and_light(
    page: Page, local_stage: str, name: str, widths: tuple[int, ...]
) -> None:
    """axe finds nothing, and nothing has to be scrolled sideways."""
    page.goto(f"{local_stage}/scene/{name}")
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if width in (375, 1280) else "light")
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        answer = Axe().run(page, options={"runOnly": STANDARDS}).response["violations"]
        found += [(width, one["id"]) for one in answer] + [(width, "scrolls")] * wider

    assert found == []


@pytest.mark.parametrize("language", ["nn", "en", "se"])
@pytest.mark.parametrize(
    "name", ["front", "overview", "vaccines-child", "access-log", "accessibility", "profile"]
)
def test_longer_words_fit_too(page: Page, local_stage: str, name: str, language: str) -> None:
    """No language needs sideways scrolling on the narrowest telephone."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{local_stage}/scene/{name}?language={language}")

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide == 320


def test_a_search_swaps_the_list_and_says_what_it_found(page: Page, local_stage: str) -> None:
    """The choice keeps the focus, the address follows, and the live region outlives the swap."""
    page.goto(f"{local_stage}/scene/vaccines")
    expect(page.locator("#result tbody tr")).to_have_count(10)

    page.get_by_label("Sykdom", exact=True).focus()
    page.keyboard.type("covid")

    expect(page.locator("#result tbody tr")).to_have_count(4)
    expect(page).to_have_url(f"{local_stage}/vaccines?q=&disease=covid-19&year=")
    expect(page.locator("#live")).to_have_text("Viser 4 av 10 vaksiner")
    expect(page.get_by_label("Sykdom", exact=True)).to_be_focused()


def test_a_search_works_without_scripts(browser: Browser, local_stage: str) -> None:
    """The form is a form."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{local_stage}/scene/vaccines")

    page.get_by_label("Sykdom", exact=True).select_option("covid-19")
    page.get_by_role("button", name="Søk").click()

    expect(page.locator("#result tbody tr")).to_have_count(4)
    expect(page.get_by_role("button", name="Skriv ut")).to_have_count(0)
    context.close()


def test_a_failed_search_is_told_and_leaves_the_list(page: Page, local_stage: str) -> None:
    """The old list stands, and both eyes and ears learn that it is old."""
    page.goto(f"{local_stage}/scene/vaccines")
    page.route(re.compile(r"/vaccines\?"), lambda route: route.fulfill(status=503, body="<p>down</p>"))

    page.get_by_label("Sykdom", exact=True).select_option("covid-19")

    expect(page.locator("#notice")).to_contain_text("Vi får ikke kontakt")
    expect(page.locator("#live")).to_contain_text("Vi får ikke kontakt")
    expect(page).to_have_url(f"{local_stage}/scene/vaccines")
    expect(page.locator("#result tbody tr")).to_have_count(10)


def is_away(route: Route) -> None:
    """The CDN cannot be reached."""
    route.abort()


def answers(route: Route) -> None:
    """The CDN gives what it should."""
    body = (folder() / "vendor" / (CDN.fallback or "").rpartition("/")[2]).read_bytes()
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
    route.fulfill(body=body, headers=headers)


def lies(route: Route) -> None:
    """The CDN gives something else."""
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
    route.fulfill(body="window.htmx = window.stolen = true", headers=headers)


def never_answers(_: Route) -> None:
    """The CDN lets the browser wait."""


@pytest.mark.parametrize(
    ("cdn", "own_copies"),
    [
        pytest.param(answers, 0, id="the CDN answers"),
        pytest.param(lies, 1, id="the CDN gives another file"),
        pytest.param(is_away, 1, id="the CDN is out of reach"),
        pytest.param(never_answers, 1, id="the CDN never answers"),
    ],
)
def test_htmx_comes_from_the_cdn_or_from_ourselves(
    page: Page, cdn_stage: str, cdn: Callable[[Route], None], own_copies: int
) -> None:
    """Whatever the CDN does, searching works, and only one htmx runs."""
    local: list[str] = []
    page.on(
        "request", lambda asked: local.append(asked.url) if asked.url.endswith(CDN.fallback or "-") else None
    )
    page.route(CDN.src, cdn)
    page.goto(f"{cdn_stage}/scene/vaccines", wait_until="domcontentloaded")
    expect(page.locator("script[src*=htmx]:not([data-fallback])")).to_have_count(own_copies, timeout=10_000)
    page.wait_for_timeout(300)

    page.get_by_label("Sykdom", exact=True).select_option("covid-19")

    expect(page.locator("#result tbody tr")).to_have_count(4)
    assert len(local) == own_copies


def test_the_warning_comes_five_minutes_before_and_lets_the_session_go_on(
    page: Page, local_stage: str
) -> None:
    """A dialog takes the focus; one button sends it away."""
    page.clock.install()
    page.goto(f"{local_stage}/scene/vaccines")
    page.clock.fast_forward((30 - 5) * 60_000 - 5_000)
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.clock.fast_forward(10_000)
    expect(page.get_by_role("dialog", name="Du blir snart logget ut automatisk")).to_be_visible()
    page.get_by_role("button", name="Ja, fortsett").click()

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_when_time_is_out_nothing_stays_on_the_screen(page: Page, local_stage: str) -> None:
    """Whoever sits down next sees the page that says so."""
    page.clock.install()
    page.goto(f"{local_stage}/scene/vaccines")

    page.clock.fast_forward(30 * 60_000 + 2_000)

    expect(page).to_have_url(f"{local_stage}/session/expired?next=/vaccines")


def test_the_last_step_of_signing_out_needs_no_click(page: Page, local_stage: str) -> None:
    """Our script posts the provider's form."""
    with page.expect_request(f"{local_stage}/nowhere") as asked:
        page.goto(f"{local_stage}/scene/leave-provider")

    assert asked.value.method == "POST"
    assert "id_token_hint=e30.e30." in (asked.value.post_data or "")


def test_the_keyboard_reaches_the_content_in_one_step(page: Page, local_stage: str) -> None:
    """The first stop of the Tab key is the way past the menus."""
    page.goto(f"{local_stage}/scene/vaccines")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til hovedinnholdet")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()

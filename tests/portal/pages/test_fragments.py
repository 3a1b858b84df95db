"""What htmx swaps in is a part of the page, and what a reload would have shown."""

import re

import pytest

from tests.portal.faults import REFUSING, misbehaving
from tests.portal.house import HTMX, House, text_of
from tests.portal.registers import CHILD, MOTHER
from tests.services.vaccines.register import dose

SEARCHES = [
    "",
    "?q=gul",
    "?disease=meslinger",
    "?year=2018",
    "?page=2",
    "?q=finnes+ikke",
    "?year=abc&page=-1",
]
GROUPS = ["", "?group=self", "?group=person", "?group=nobody", "?before=vaccines.1", "?before=%00~~9"]
VARY = {"HX-Request", "HX-Boosted", "HX-History-Restore-Request", "Cookie", "Accept-Language"}
WHOLE = [{}, {"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}]


def still(text: str) -> str:
    """Return a page without what each look at it adds to: the size of a group, and one's own looks."""
    text = re.sub(r'(?s)<ol class="(own-list|looks)">.*?</ol>', "", text)
    counts = r'<span class="(count|muted)">[^<]*</span>|data-say="[^"]*"'
    return "".join(re.sub(counts, "", text).split())


@pytest.mark.parametrize("query", SEARCHES)
@pytest.mark.parametrize("who", [MOTHER, CHILD], ids=["oneself", "a child"])
async def test_a_search_is_a_part_of_its_page(house: House, who: str, query: str) -> None:
    """Letter by letter."""
    house.registers["vaccines"].holds(MOTHER, *(dose("FLU02", f"19{year}-01-01") for year in range(20, 99)))
    browser = await house.citizen()
    handles = await house.handles(browser)
    address = f"/vaccines{query or '?'}" + (f"&person={handles[CHILD]}" if who == CHILD else "")

    page, fragment = await browser.get(address), await browser.get(address, headers=HTMX)

    assert fragment.text.lstrip().startswith('<div id="result"')
    assert "".join(fragment.text.split()) in "".join(page.text.split())


@pytest.mark.parametrize("query", GROUPS)
async def test_a_page_of_the_log_is_a_part_of_its_page(house: House, query: str) -> None:
    """But for one's own looks, which each look at the log adds to."""
    browser = await house.citizen()
    await browser.get("/")

    page, fragment = (
        await browser.get(f"/access-log{query}"),
        await browser.get(f"/access-log{query}", headers=HTMX),
    )

    assert fragment.text.lstrip().startswith('<div id="entries"')
    assert still(fragment.text) in still(page.text)


@pytest.mark.parametrize("path", ["/vaccines", "/access-log"])
@pytest.mark.parametrize("more", WHOLE, ids=["a browser", "a boosted link", "a trip back"])
async def test_whoever_needs_a_page_gets_a_page(house: House, path: str, more: dict[str, str]) -> None:
    """htmx names itself on boosted links and trips back through history, too."""
    browser = await house.citizen()

    answer = await browser.get(path, headers=(HTMX | more) if more else {})

    assert answer.text.lstrip().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("path", ["/", "/births", "/profile", "/status", "/privacy"])
async def test_a_page_without_fragments_is_a_page(house: House, path: str) -> None:
    """Whoever asks."""
    browser = await house.citizen()

    answer = await browser.get(path, headers=HTMX)

    assert answer.text.lstrip().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize(
    "path", ["/", "/vaccines", "/births", "/access-log", "/profile", "/status", "/nowhere"]
)
async def test_a_cache_can_tell_them_apart(house: House, path: str, headers: dict[str, str]) -> None:
    """By everything that a page depends on."""
    browser = await house.citizen()

    answer = await browser.get(path, headers=headers)

    assert {name.strip() for name in answer.headers["Vary"].split(",")} >= VARY


async def test_a_register_that_is_silent_has_nothing_to_swap(house: House) -> None:
    """The old list stays on the page: htmx swaps no answer of a server in trouble."""
    browser = await house.citizen()
    await house.handles(browser)

    async with misbehaving(house.registers["vaccines"].line, None):
        answer = await browser.get("/vaccines?q=gul", headers=HTMX)

    assert answer.status_code == 503


async def test_a_register_that_says_no_leaves_no_old_list_on_the_page(house: House) -> None:
    """htmx is told to ask for the page, which says why."""
    browser = await house.citizen()
    handle = (await house.handles(browser))[CHILD]

    async with misbehaving(house.registers["vaccines"].line, REFUSING["403"]):
        answer = await browser.get(f"/vaccines?person={handle}&q=hpv", headers=HTMX)

    assert (answer.status_code, answer.text) == (200, "")
    assert answer.headers["HX-Redirect"] == f"/vaccines?person={handle}&q=hpv"


async def test_a_log_that_is_not_whole_says_so_in_the_fragment_too(house: House) -> None:
    """Rows that are missing must not go missing in silence."""
    browser = await house.citizen()
    await house.handles(browser)

    async with misbehaving(house.registers["birthdata"].line, None):
        answer = await browser.get("/access-log?group=person", headers=HTMX)

    assert "Vi får ikke svar fra Medisinsk fødselsregister" in text_of(answer)

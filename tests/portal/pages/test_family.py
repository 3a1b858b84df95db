"""Whom a citizen may see for, and when that ends."""

from datetime import UTC, date, datetime
from secrets import token_urlsafe

import httpx
import pytest

from access_log.entry import Action
from auth.identity import PersonId
from services.population.rules import RULES
from services.population.store import Store
from tests.portal.house import House, text_of
from tests.portal.pages.routes import PAGES_ABOUT_A_PERSON
from tests.portal.registers import CHILD, FATHER, FLAT, MOTHER, NAMES, NOBODY, REGISTERS, STRANGER, TEEN

every_page = pytest.mark.parametrize("path", PAGES_ABOUT_A_PERSON)
EVENING = datetime(2026, 11, 23, 22, 55, tzinfo=UTC)  # Five to midnight in Norway, before TEEN turns 16.
TODAY = date(2026, 11, 23)


async def refused(house: House, browser: httpx.AsyncClient, path: str, handle: str) -> bool:
    """Return whether *handle* is nobody, and no register was asked."""
    before = house.asked
    answer = await browser.get(path, params={"person": handle})
    return answer.status_code == 404 and house.asked == before


@every_page
@pytest.mark.parametrize(
    "handle",
    ["", "0", "1", "-1", "ME", "me ", "me\x00", "../me", "%6de", NOBODY, CHILD, "x" * 5000, "ليلى"],
    ids=lambda handle: handle[:8].encode("ascii", "replace").decode(),
)
async def test_rubbish_is_nobody(house: House, path: str, handle: str) -> None:
    """A number is no handle either, not even that of one's own child."""
    browser = await house.citizen()
    await house.handles(browser)

    assert await refused(house, browser, path, handle)


@every_page
async def test_a_handle_of_another_session_is_nobody(house: House, path: str) -> None:
    """Neither the other parent's handle for the same child, nor one's own on another machine."""
    browser = await house.citizen()
    await house.handles(browser)
    others = [await house.handles(await house.citizen(person)) for person in (FATHER, MOTHER)]

    assert all([await refused(house, browser, path, other[CHILD]) for other in others])


@every_page
async def test_somebody_without_children_reaches_nobody(house: House, path: str) -> None:
    """However well they guess."""
    browser = await house.citizen(STRANGER)
    assert await house.handles(browser) == {}

    assert await refused(house, browser, path, token_urlsafe(9))


async def test_a_handle_says_nothing_and_stays_the_same(house: House) -> None:
    """It is random, and a page in another tab stays right when the list is asked for anew."""
    browser = await house.citizen()
    before = await house.handles(browser)
    house.clock.on(minutes=11)

    after = await house.handles(browser)

    assert before == after
    assert {len(handle) for handle in after.values()} == {12}


@every_page
async def test_a_child_is_shown_under_its_own_name(house: House, path: str) -> None:
    """The banner says whose data they are, and leads back to one's own."""
    browser = await house.citizen()
    handles = await house.handles(browser)

    page = text_of(await browser.get(path, params={"person": handles[CHILD]}))

    assert f"Du ser opplysningene til {NAMES[CHILD]}" in page
    assert "Tilbake til dine egne" in page


@every_page
async def test_a_child_who_turns_sixteen_is_closed_the_same_day(house: House, path: str) -> None:
    """At midnight in Norway, in the middle of the parent's session."""
    house.clock.at = EVENING
    browser = await house.citizen()
    handle = (await house.handles(browser))[TEEN]
    house.clock.at = datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC)
    before = await browser.get(path, params={"person": handle})
    house.clock.on(seconds=1)

    assert before.status_code == 200
    assert await refused(house, browser, path, handle)


async def test_a_child_who_has_turned_sixteen_is_gone_from_the_menu(house: House) -> None:
    """Even from a list that was asked for before midnight."""
    house.clock.at = EVENING
    browser = await house.citizen()
    before = text_of(await browser.get("/"))
    house.clock.on(minutes=5)

    after = text_of(await browser.get("/"))

    assert "Eli 15 år" in before
    assert "Eli" not in after


async def test_a_page_in_the_making_at_midnight_shows_nothing(house: House) -> None:
    """The registers judge by their own clocks, whatever the portal still believes."""
    house.clock.at = EVENING
    browser = await house.citizen()
    handle = (await house.handles(browser))[TEEN]
    house.registers["population"].keep(
        lambda connection: Store(house.registers["population"].keyset).end_responsibility(
            connection, TEEN, MOTHER, day=TODAY
        )
    )

    page = text_of(await browser.get("/vaccines", params={"person": handle}))

    assert RULES["no-responsibility"].sentence in page
    assert "HPV" not in page


def moves(house: House, who: PersonId) -> None:
    """Let *who* live elsewhere from today on."""
    population = house.registers["population"]
    population.keep(lambda connection: Store(population.keyset).move(connection, who, FLAT, since=TODAY))


@every_page
async def test_a_right_that_is_lost_is_told_in_words(house: House, path: str) -> None:
    """The card says why, and whom to ask; the child's log keeps the attempt."""
    browser = await house.citizen()
    handle = (await house.handles(browser))[CHILD]
    moves(house, CHILD)
    rule = RULES["no-parent-at-address"]

    answer = await browser.get(path, params={"person": handle})

    assert answer.status_code == 200
    assert rule.sentence in text_of(answer)
    assert path == "/" or rule.ask in text_of(answer)


async def test_a_child_who_cannot_be_opened_is_told_of_in_words(house: House) -> None:
    """On one's own overview: who it is, why, and whom to ask. No page is about them."""
    moves(house, CHILD)
    browser = await house.citizen()
    rule = RULES["no-parent-at-address"]

    page = text_of(await browser.get("/"))

    assert f"{NAMES[CHILD]} {rule.sentence} {rule.ask}" in " ".join(page.split())
    assert CHILD not in await house.handles(browser)


async def test_a_childs_overview_tells_of_no_other_child(house: House) -> None:
    """Whom the citizen cannot see for is the citizen's own matter."""
    moves(house, CHILD)
    browser = await house.citizen()
    handle = (await house.handles(browser))[TEEN]

    page = text_of(await browser.get("/", params={"person": handle}))

    assert RULES["no-parent-at-address"].sentence not in page


@every_page
async def test_a_right_that_is_lost_shows_nothing(house: House, path: str) -> None:
    """No register but the one that decides has let anything out."""
    browser = await house.citizen()
    handle = (await house.handles(browser))[CHILD]
    moves(house, CHILD)

    page = text_of(await browser.get(path, params={"person": handle}))
    log = [entry for name in REGISTERS for entry in await house.registers[name].log(CHILD)]

    assert "HPV" not in page
    assert "2 850" not in page.replace("\xa0", " ")
    assert [entry.data for entry in log if entry.action is Action.DENIED] == ["mandate"]


async def test_a_citizens_own_data_need_no_family(house: House) -> None:
    """Whoever the population register does not know is still who they are."""
    house.registers["vaccines"].holds(NOBODY, {**_A_DOSE})
    browser = await house.citizen(NOBODY)

    page = text_of(await browser.get("/vaccines"))

    assert "1 vaksine" in page
    assert "Innlogget" in page


_A_DOSE = {
    "resourceType": "Immunization",
    "status": "completed",
    "vaccineCode": {"coding": [{"system": "urn:x", "code": "X"}], "text": "X"},
    "occurrenceDateTime": "2020",
}

"""Every read leaves exactly one entry: tried on every page about a person, in each register it touches."""

from collections import Counter
from uuid import UUID

import httpx
import pytest

from access_log.entry import Action, ActorKind, Entry
from auth.identity import PersonId
from tests.portal.house import House
from tests.portal.pages.routes import CLOSED, PAGES_ABOUT_A_PERSON
from tests.portal.registers import CHILD, MOTHER, NAMES, REGISTERS, TEEN

LOGS = {(register, "access-log") for register in REGISTERS}
DATA = {("vaccines", "vaccines"), ("birthdata", "births")}
READ = {
    "/": DATA | LOGS,
    "/vaccines": {("vaccines", "vaccines")},
    "/births": {("birthdata", "births")},
    "/access-log": LOGS,
}
MANDATE = {("population", "mandate")}

every_page = pytest.mark.parametrize("path", PAGES_ABOUT_A_PERSON)


async def kept(house: House, person: PersonId) -> Counter[Entry]:
    """Return everything in all logs about *person*."""
    return Counter([entry for register in house.registers.values() for entry in await register.log(person)])


async def new(
    house: House, person: PersonId, browser: httpx.AsyncClient, path: str, handle: str = ""
) -> list[Entry]:
    """Return what a look at *path* leaves in *person*'s logs."""
    before = await kept(house, person)
    answer = await browser.get(path, params={"person": handle} if handle else {})
    assert answer.status_code == 200
    return list((await kept(house, person) - before).elements())


def places(entries: list[Entry]) -> list[tuple[str, str]]:
    """Return the register and category of each entry."""
    return sorted((entry.register, entry.data) for entry in entries)


def test_every_closed_page_is_tried() -> None:
    """A page that shows somebody's data belongs in the table; the profile shows nobody's."""
    closed = {path for method, path in CLOSED if method == "GET"}

    assert closed | {"/"} == set(READ) | {"/profile"}


@every_page
async def test_a_look_at_oneself_is_one_entry_in_each_register(house: House, path: str) -> None:
    """It says that it was oneself."""
    browser = await house.citizen()
    await house.handles(browser)

    left = await new(house, MOTHER, browser, path)

    assert places(left) == sorted(READ[path])
    assert {(entry.actor_kind, entry.action) for entry in left} == {(ActorKind.SELF, Action.READ)}


@every_page
async def test_a_look_for_a_child_is_one_entry_in_the_childs_logs(house: House, path: str) -> None:
    """It names who acted and by which right, which the population register gave on this very request."""
    browser = await house.citizen()
    handles = await house.handles(browser)

    left = await new(house, CHILD, browser, path, handles[CHILD])

    assert places(left) == sorted(READ[path] | MANDATE)
    assert {(entry.actor_kind, entry.actor_name, entry.rule) for entry in left} == {
        (ActorKind.REPRESENTATIVE, NAMES[MOTHER], "parent-of-child-under-16")
    }


@every_page
async def test_a_look_for_one_child_is_no_entry_of_anybody_elses(house: House, path: str) -> None:
    """Neither the parent nor the other child has been looked at."""
    browser = await house.citizen()
    handles = await house.handles(browser)
    before = await kept(house, MOTHER) + await kept(house, TEEN)

    await browser.get(path, params={"person": handles[CHILD]})

    assert await kept(house, MOTHER) + await kept(house, TEEN) == before


@every_page
@pytest.mark.parametrize("who", [MOTHER, CHILD], ids=["oneself", "a child"])
async def test_all_registers_know_a_page_by_the_same_id(house: House, path: str, who: PersonId) -> None:
    """The chain of calls behind one page can be followed; another page has another id."""
    browser = await house.citizen()
    handle = (await house.handles(browser)).get(who, "")

    [first], [second] = [
        {UUID(entry.request_id) for entry in await new(house, who, browser, path, handle)} for _ in range(2)
    ]

    assert first != second


@every_page
async def test_a_visitor_cannot_choose_the_id(house: House, path: str) -> None:
    """A register keeps one entry for each id, so a chosen one would hide every look but the first."""
    browser = await house.citizen()
    await house.handles(browser)
    browser.headers["X-Request-ID"] = "11111111-1111-4111-8111-111111111111"
    await browser.get(path)

    left = await new(house, MOTHER, browser, path)

    assert places(left) == sorted(READ[path])


async def test_whose_family_it_is_is_asked_once_and_told_to_each_child(house: House) -> None:
    """The menu of people is a look at them too; ten minutes pass before the next."""
    browser = await house.citizen()
    await browser.get("/profile")
    await browser.get("/profile")
    log = house.registers["population"].log

    found = {
        who: [(entry.data, entry.actor_kind) for entry in await log(who)] for who in (MOTHER, CHILD, TEEN)
    }

    told = [("relatives", ActorKind.REPRESENTATIVE)]
    assert found == {MOTHER: [("relatives", ActorKind.SELF)], CHILD: told, TEEN: told}


@pytest.mark.parametrize("path", ["/profile", "/status", "/privacy", "/accessibility"])
async def test_a_page_about_nobody_reads_nobody(house: House, path: str) -> None:
    """Not even when somebody is signed in."""
    browser = await house.citizen()
    await house.handles(browser)

    left = await new(house, MOTHER, browser, path)

    assert left == []


@every_page
async def test_a_page_asked_for_by_head_is_read_as_any_other(house: House, path: str) -> None:
    """Browsers do not, but a script may, and the registers are asked all the same."""
    browser = await house.citizen()
    await house.handles(browser)
    before = await kept(house, MOTHER)

    await browser.head(path)

    assert places(list((await kept(house, MOTHER) - before).elements())) == sorted(READ[path])

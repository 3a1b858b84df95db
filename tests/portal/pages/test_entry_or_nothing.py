"""No entry, no data: a register that cannot write its log shows nothing, and the page says so."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import event

from auth.identity import PersonId
from tests.portal.house import House, text_of
from tests.portal.registers import CHILD, MOTHER, Register

Mishap = Callable[[Register], AbstractContextManager[None]]
_ABORT = "CREATE TRIGGER full BEFORE INSERT ON access_entry BEGIN SELECT RAISE(ABORT, 'no room'); END"
SHOWN = {
    ("vaccines", MOTHER): "Gulfebervaksine",
    ("vaccines", CHILD): "HPV-vaksine",
    ("birthdata", MOTHER): "3 610",
    ("birthdata", CHILD): "2 850",
}


@contextmanager
def nothing(_: Register) -> Iterator[None]:
    """All is well."""
    yield


@contextmanager
def refusing(register: Register) -> Iterator[None]:
    """A log that takes no more."""
    register.keep(lambda connection: connection.exec_driver_sql(_ABORT))
    yield


@contextmanager
def read_only(register: Register) -> Iterator[None]:
    """A database that may be read and not written."""
    engine = register.turns.engine
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))
    yield


@contextmanager
def locked(register: Register) -> Iterator[None]:
    """A database that somebody else holds on to."""
    other = sqlite3.connect(str(register.turns.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


each_card = pytest.mark.parametrize(
    ("name", "who"), SHOWN, ids=["doses", "a child's doses", "births", "a child's births"]
)


async def page_of(house: House, name: str, who: PersonId, mishap: Mishap) -> str:
    """Return what the page of a register says while its log cannot be written."""
    browser = await house.citizen()
    handles = await house.handles(browser)
    path = {"vaccines": "/vaccines", "birthdata": "/births"}[name]
    with mishap(house.registers[name]):
        answer = await browser.get(path, params={"person": handles[who]} if who in handles else {})
    assert answer.status_code == 200
    return text_of(answer).replace("\xa0", " ")


@each_card
@pytest.mark.parametrize("mishap", [refusing, read_only])
async def test_what_cannot_be_logged_is_not_shown(
    house: House, name: str, who: PersonId, mishap: Mishap
) -> None:
    """The card is missing; the page is not."""
    page = await page_of(house, name, who, mishap)

    assert SHOWN[name, who] not in page
    assert "Vi får ikke svar fra" in page


@each_card
async def test_what_cannot_be_logged_in_time_is_not_shown(
    brisk_house: House, name: str, who: PersonId
) -> None:
    """Somebody holds on to the database; the page does not wait for them."""
    page = await page_of(brisk_house, name, who, locked)

    assert SHOWN[name, who] not in page
    assert "Vi får ikke svar fra" in page


@each_card
async def test_what_can_be_logged_is_shown(house: House, name: str, who: PersonId) -> None:
    """The same pages otherwise hold what they should."""
    page = await page_of(house, name, who, nothing)

    assert SHOWN[name, who] in page


@pytest.mark.parametrize("mishap", [refusing, read_only, locked])
async def test_a_right_that_cannot_be_logged_is_not_given(brisk_house: House, mishap: Mishap) -> None:
    """Without the population register's entry there is no mandate, and no child's data anywhere."""
    browser = await brisk_house.citizen()
    handle = (await brisk_house.handles(browser))[CHILD]

    with mishap(brisk_house.registers["population"]):
        page = text_of(await browser.get("/", params={"person": handle})).replace("\xa0", " ")

    assert "HPV-vaksine" not in page
    assert "2 850" not in page


async def test_when_the_log_has_room_again_the_page_is_whole(brisk_house: House) -> None:
    """Nobody has to start anything anew."""
    browser = await brisk_house.citizen()
    with locked(brisk_house.registers["vaccines"]):
        await browser.get("/vaccines")

    pages = [text_of(await browser.get("/vaccines")) for _ in range(3)]

    assert "Gulfebervaksine" in "".join(pages)

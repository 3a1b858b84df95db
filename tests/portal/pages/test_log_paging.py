"""Who has looked: one list from three logs, newest first, page by page, with nothing lost or told twice."""

import re
from datetime import timedelta
from html import unescape
from random import Random

import httpx
import pytest

from access_log.entry import Action, ActorKind, Entry
from auth.caller import CareRelation, Organisation, Practitioner, Purpose
from auth.identity import PersonId
from tests import tokens
from tests.portal.faults import misbehaving
from tests.portal.house import House, text_of
from tests.portal.registers import CHILD, MOTHER, REGISTERS, STRANGER

PLACE = Organisation("974557746", "Fjordvik HF")
WHO = re.compile(r'<p class="look-who"><span><strong><bdi>(Lege \d+)</bdi>')


def look(which: int, register: str, minutes: float, subject: PersonId = MOTHER) -> Entry:
    """What doctor number *which* did so many minutes ago."""
    return Entry(
        at=tokens.NOW - timedelta(minutes=minutes),
        register=register,
        action=Action.READ,
        subject=subject,
        actor_kind=ActorKind.PERSON,
        data="vaccines",
        request_id=f"{which}",
        practitioner=Practitioner("", f"Lege {which}", PLACE, PLACE),
        care_relation=CareRelation(Purpose.TREATMENT, f"d{which}"),
    )


async def looked(house: House, spread: dict[str, int], *, each: float = 7) -> list[str]:
    """Let so many doctors have looked in each register, mixed as by chance; return them, newest first."""
    places = [name for name, count in spread.items() for _ in range(count)]
    Random(1).shuffle(places)
    looks = [look(which, name, minutes=1 + each * which) for which, name in enumerate(places)]
    for name in spread:
        await house.registers[name].note(*(one for one in reversed(looks) if one.register == name))
    return [f"Lege {which}" for which in range(len(places))]


def older(answer: httpx.Response) -> str | None:
    """Return where the page leads on to."""
    links = re.findall(r'href="(/access-log\?[^"]*before=[^"]*)">Vis eldre', answer.text)
    return unescape(links[0]) if links else None


async def pages(browser: httpx.AsyncClient, address: str | None) -> list[httpx.Response]:
    """Return every page from *address* on."""
    found = list[httpx.Response]()
    while address:
        assert len(found) < 50
        found.append(await browser.get(address))
        address = older(found[-1])
    return found


def names(answers: list[httpx.Response]) -> list[str]:
    """Return the doctors in the order in which they stand."""
    return [name for answer in answers for name in WHO.findall(answer.text)]


SPREADS = {
    "nobody": {},
    "one": {"birthdata": 1},
    "a page": {"vaccines": 20, "birthdata": 20, "population": 10},
    "a page and one": {"vaccines": 17, "birthdata": 17, "population": 17},
    "one register only": {"population": 120},
    "uneven": {"vaccines": 150, "birthdata": 1, "population": 60},
}


@pytest.mark.parametrize("spread", SPREADS.values(), ids=SPREADS)
@pytest.mark.parametrize("group", ["", "&group=person"], ids=["everybody", "one group"])
async def test_nobody_is_lost_or_told_twice(house: House, spread: dict[str, int], group: str) -> None:
    """However the looks are spread over the registers; each look at the log adds to it meanwhile."""
    expected = await looked(house, spread)
    browser = await house.citizen()

    found = names(await pages(browser, f"/access-log?x=1{group}"))

    assert found == expected


async def test_a_page_holds_fifty(house: House) -> None:
    """And says how many there are in all."""
    await looked(house, {"vaccines": 60, "birthdata": 60})
    browser = await house.citizen()

    answers = await pages(browser, "/access-log?group=person")

    assert [len(names([answer])) for answer in answers] == [50, 50, 20]
    assert all("Personer 120" in text_of(answer) for answer in answers)


async def test_what_happens_meanwhile_moves_nothing(house: House) -> None:
    """A new look stands on top of the first page, and is no reason to see another twice."""
    expected = await looked(house, {"vaccines": 40, "birthdata": 40})
    browser = await house.citizen()
    first = await browser.get("/access-log?group=person")
    await house.registers["vaccines"].note(*(look(1000 + n, "vaccines", minutes=0) for n in range(70)))

    rest = await pages(browser, older(first))

    assert names([first, *rest]) == expected


async def test_looks_at_the_same_instant_are_all_there(house: House) -> None:
    """The running number decides, not the clock."""
    await looked(house, {"vaccines": 70, "birthdata": 70, "population": 30}, each=0)
    browser = await house.citizen()

    found = names(await pages(browser, "/access-log?group=person"))

    assert sorted(found) == sorted({f"Lege {which}" for which in range(170)})


async def test_a_page_with_a_silent_register_can_be_asked_for_again(house: House) -> None:
    """The same address then shows all of it."""
    expected = await looked(house, {"vaccines": 60, "birthdata": 60})
    browser = await house.citizen()
    first = await browser.get("/access-log?group=person")
    async with misbehaving(house.registers["birthdata"].line, None):
        await browser.get(older(first) or "")

    rest = await pages(browser, older(first))

    assert names([first, *rest]) == expected


async def test_a_register_that_was_silent_for_a_page_loses_nothing(house: House) -> None:
    """For whoever goes on instead, its looks come later, and each comes once."""
    expected = await looked(house, {"vaccines": 160, "birthdata": 60})
    browser = await house.citizen()
    first = await browser.get("/access-log?group=person")
    async with misbehaving(house.registers["birthdata"].line, None):
        second = await browser.get(older(first) or "")

    rest = await pages(browser, older(second))

    assert sorted(names([first, second, *rest])) == sorted(expected)


async def test_looks_are_grouped_by_the_day_in_norway(house: House) -> None:
    """Half past midnight in Oslo is still the day before in UTC."""
    await house.registers["vaccines"].note(
        look(1, "vaccines", minutes=13 * 60 + 30)
    )  # 22:30 UTC, 23:30 in Oslo.
    await house.registers["vaccines"].note(
        look(2, "vaccines", minutes=12 * 60 + 30)
    )  # 23:30 UTC, 00:30 in Oslo.
    browser = await house.citizen()

    answer = await browser.get("/access-log?group=person")

    assert re.findall(r'<h2 id="day-([\d-]+)"', answer.text) == ["2026-11-23", "2026-11-22"]


async def test_a_group_shows_its_own_alone(house: House) -> None:
    """Oneself is kept apart from everybody else."""
    await looked(house, {"vaccines": 3})
    browser = await house.citizen()
    await browser.get("/")

    persons, self_ = [await browser.get(f"/access-log?group={group}") for group in ("person", "self")]

    assert (len(names([persons])), len(names([self_]))) == (3, 0)
    assert "Deg selv" in text_of(self_)


STRANGE = [
    *("x", "~", ".", "vaccines", "vaccines.", ".5", "vaccines.-1", "vaccines.0", "vaccines.1e9", "nobody.7"),
    *("vaccines." + "9" * 18, "vaccines." + "9" * 40, "vaccines.٣", "vaccines.1~vaccines.2", "vaccines.1'--"),
    *("<script>.1", "~".join(f"r{n}.{n}" for n in range(500))),
]


@pytest.mark.parametrize("cursor", STRANGE)
async def test_a_strange_cursor_is_a_page(house: House, cursor: str) -> None:
    """With what makes sense of it, or from the top."""
    await looked(house, dict.fromkeys(REGISTERS, 3))
    browser = await house.citizen()

    answer = await browser.get("/access-log", params={"before": cursor})

    assert answer.status_code == 200
    assert "akkurat nå" not in text_of(answer)


async def test_a_cursor_opens_nobody_elses_log(house: House) -> None:
    """It says how far one has come, and nothing of whom."""
    await looked(house, {"vaccines": 60})
    cursor = older(await (await house.citizen()).get("/access-log?group=person"))
    assert cursor

    answer = await (await house.citizen(STRANGER)).get(cursor)

    assert names([answer]) == []


async def test_paging_keeps_to_the_person(house: House) -> None:
    """A child's log goes on as the child's."""
    looks = [look(which, "vaccines", 100 - which, CHILD) for which in range(60)]
    await house.registers["vaccines"].note(*looks)
    browser = await house.citizen()
    handle = (await house.handles(browser))[CHILD]

    first = await browser.get("/access-log", params={"person": handle, "group": "person"})

    assert f"person={handle}" in (older(first) or "")
    assert len(names(await pages(browser, older(first)))) == 10

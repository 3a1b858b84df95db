"""No person number, token or cookie's secret where it could be read: addresses, pages, titles, logs."""

import logging
import re
from urllib.parse import unquote

import httpx
import pytest
import structlog
from structlog.typing import EventDict

from auth.cookies import SESSION_COOKIE
from portal.logs import without_numbers
from tests.auth.portal import ORIGIN
from tests.portal.faults import SILENT, misbehaving
from tests.portal.house import HTMX, House
from tests.portal.registers import CHILD, FATHER, MOTHER, NOBODY, REGISTERS, STRANGER, TEEN

PEOPLE = (MOTHER, FATHER, CHILD, TEEN, STRANGER, NOBODY)
PAGES = [
    "/",
    "/vaccines",
    "/births",
    "/access-log",
    "/profile",
    "/status",
    "/privacy",
    "/accessibility",
    "/nowhere",
]
NUMBER = re.compile(r"(?<![\w-])\d{11}(?![\w-])")


def secrets(house: House, browser: httpx.AsyncClient) -> list[str]:
    """Return what must not be seen: numbers, tokens, and the session's own secret."""
    cookie = browser.cookies.get(SESSION_COOKIE)
    return [*PEOPLE, *house.provider.given, *([cookie] if cookie else []), "access-token-of"]


def told(answer: httpx.Response) -> str:
    """Return all of an answer that its browser may keep, but for the cookies that it is given to hold."""
    headers = [f"{name}: {value}" for name, value in answer.headers.items() if name != "set-cookie"]
    return unquote("\n".join((str(answer.url), *headers, answer.text)))


def logged(ours: list[EventDict], caplog: pytest.LogCaptureFixture) -> str:
    """Return every line that we or a library logged; the tests' own browser logs where it goes."""
    theirs = [line for line in caplog.messages if ORIGIN not in line]
    return "\n".join((*map(str, ours), *theirs))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize("path", PAGES)
async def test_no_page_holds_a_number_or_a_token(house: House, path: str, headers: dict[str, str]) -> None:
    """One's own, a child's, or anybody's."""
    browser = await house.citizen()
    handles = await house.handles(browser)

    said = [
        told(await browser.get(path, params={"person": handle} if handle else {}, headers=headers))
        for handle in ("", handles[CHILD])
    ]

    assert not [secret for secret in secrets(house, browser) for text in said if secret in text]
    assert not [found for text in said for found in NUMBER.findall(text)]


@pytest.mark.parametrize("path", PAGES[:4])
async def test_a_person_is_in_no_address_on_the_way_to_a_register(house: House, path: str) -> None:
    """Nor in a header, but within the token that a register alone can use."""
    browser = await house.citizen()
    handles = await house.handles(browser)
    await browser.get(path, params={"person": handles[CHILD]})
    asked = [request for name in REGISTERS for request in house.registers[name].line.asked]

    addresses = "\n".join(str(request.url) for request in asked)
    headers = "\n".join(
        f"{name}: {value}"
        for request in asked
        for name, value in request.headers.items()
        if name != "authorization"
    )

    assert asked
    assert not NUMBER.findall(unquote(addresses + headers))


@pytest.mark.parametrize("fault", ["down", "bad JSON", "500", "other JSON", "no HTTP"])
async def test_no_line_of_the_log_holds_one_when_registers_fail(
    house: House, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither ours nor a library's, at any level."""
    caplog.set_level(logging.DEBUG)
    browser = await house.citizen()
    handles = await house.handles(browser)
    lines = [house.registers[name].line for name in REGISTERS]

    with structlog.testing.capture_logs() as ours:
        async with misbehaving(lines[0], SILENT[fault]), misbehaving(lines[1], SILENT[fault]):
            for handle in ("me", handles[CHILD], NOBODY):
                await browser.get("/", params={"person": handle})

    said = logged(ours, caplog)
    assert any(line["event"] == "no answer" for line in ours)
    assert not [secret for secret in secrets(house, browser) if secret in said]


async def test_no_line_of_the_log_holds_one_when_something_unforeseen_happens(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The kind of error and where it was, with the number that the page shows."""
    caplog.set_level(logging.DEBUG)
    browser = await house.citizen()
    await house.handles(browser)
    house.wiring.auth.turns.close()

    with structlog.testing.capture_logs() as ours:
        answer = await browser.get("/vaccines", params={"person": MOTHER})

    [line] = [line for line in ours if line["event"] == "unexpected"]
    assert line["request_id"] in answer.text
    assert not [secret for secret in secrets(house, browser) if secret in logged(ours, caplog)]


async def test_no_line_of_the_log_holds_one_when_somebody_signs_in_and_out(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Or tries to, and is refused."""
    caplog.set_level(logging.DEBUG)
    browser = house.stranger()
    house.provider.person["pid"] = MOTHER

    with structlog.testing.capture_logs() as ours:
        way_out = await browser.get("/login")
        back = dict(house.provider.visit(way_out.headers["Location"]))
        answers = [await browser.get("/login/callback", params=back) for _ in range(2)]
        await browser.post("/logout")

    said = logged(ours, caplog)
    assert [answer.status_code for answer in answers] == [303, 400]
    assert not [word for word in (MOTHER, back["code"], back["state"], "eyJ") if word in said]


async def test_a_number_in_an_address_is_not_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """Though somebody types one there."""
    caplog.set_level(logging.DEBUG)
    browser = await house.citizen()

    with structlog.testing.capture_logs() as ours:
        answers = [await browser.get(f"/{CHILD}"), await browser.get("/births", params={"person": CHILD})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert CHILD not in logged(ours, caplog)


def test_what_looks_like_a_number_is_covered_in_the_log() -> None:
    """The last net, should a text hold one after all."""
    line = without_numbers(None, "info", {"event": f"about {MOTHER}, and 123456789012", "count": 1})

    assert line == {"event": "about [person], and 123456789012", "count": 1}

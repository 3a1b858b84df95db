"""Every page turns a stranger away: tried on the app's own table of routes."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.routing import Mount

from auth.cookies import SESSION_COOKIE
from tests.portal.house import HTMX, House
from tests.portal.pages.routes import CLOSED, OPEN, STEP_UP, doors

closed = pytest.mark.parametrize(("method", "path"), sorted(CLOSED))


def led_to_sign_in(address: str) -> str:
    """Return where *address* leads back to after signing in."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "/login")
    [back] = parse_qs(parts.query)["next"]
    return back


def test_every_route_has_been_sorted(house: House) -> None:
    """Whoever adds a route says here whether strangers may use it."""
    assert doors(house.app) == OPEN | STEP_UP | CLOSED
    assert [route.path for route in house.app.routes if isinstance(route, Mount)] == ["/static"]


@closed
async def test_a_stranger_is_led_to_sign_in(house: House, method: str, path: str) -> None:
    """And back to the page afterwards; no register hears of it."""
    answer = await house.stranger().request(method, path, params={"person": "me"})

    assert answer.status_code == 303
    assert led_to_sign_in(answer.headers["Location"]) == (path if method == "GET" else "/")
    assert set(house.asked.values()) == {0}


@closed
async def test_htmx_is_told_in_its_own_header(house: House, method: str, path: str) -> None:
    """A redirect to the provider cannot be followed inside a swap."""
    answer = await house.stranger().request(method, path, headers=HTMX)

    assert (answer.status_code, answer.text) == (200, "")
    assert led_to_sign_in(answer.headers["HX-Redirect"]) == (path if method == "GET" else "/")


@closed
@pytest.mark.parametrize("cookie", ["", "a", "0" * 43, "0" * 10_000, "%00", "-" * 43])
async def test_a_made_up_cookie_is_a_strangers(house: House, method: str, path: str, cookie: str) -> None:
    """Nothing but what the portal has handed out is a session."""
    browser = house.stranger()

    answer = await browser.request(method, path, headers={"Cookie": f"{SESSION_COOKIE}={cookie}"})

    assert answer.status_code == 303
    assert set(house.asked.values()) == {0}


@closed
@pytest.mark.parametrize("over", [timedelta(minutes=30), timedelta(minutes=120)], ids=str)
async def test_a_session_that_has_run_out_is_a_strangers(
    house: House, method: str, path: str, over: timedelta
) -> None:
    """Half an hour after the last page, on the second."""
    browser = await house.citizen()
    house.clock.on(seconds=over.total_seconds())

    answer = await browser.request(method, path)

    assert answer.status_code == 303
    assert set(house.asked.values()) == {0}


@pytest.mark.parametrize(("method", "path"), sorted(STEP_UP))
async def test_nobody_can_confirm_who_they_are_before_they_have_said_it(
    house: House, method: str, path: str
) -> None:
    """Confirming anew needs a session to confirm."""
    answer = await house.stranger().request(method, path, params={"next": "/vaccines"})

    assert answer.status_code == 303
    assert led_to_sign_in(answer.headers["Location"]) == "/vaccines"


async def test_the_front_page_is_a_strangers_too(house: House) -> None:
    """Without a word about anybody, and without asking any register."""
    answer = await house.stranger().get("/")

    assert answer.status_code == 200
    assert "Logg inn" in answer.text
    assert set(house.asked.values()) == {0}


async def test_a_stranger_meets_no_other_address(house: House) -> None:
    """What is not there is not there, and htmx hears the same."""
    answers: list[httpx.Response] = [
        await house.stranger().get("/nowhere", headers=headers) for headers in ({}, HTMX)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]

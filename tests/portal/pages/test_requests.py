"""Requests that are wrong, too large or too many are told so, and change nothing."""

from typing import Any
from urllib.parse import urlencode

import pytest

from portal.limits import CHANGES, SIGN_IN
from tests.portal.house import House, text_of
from tests.portal.pages.routes import CHANGING, SORTED

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("path", ["/vaccines", "/", "/profile", "/static/portal.css"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST", "TRACE", "CONNECT", "BREW"])
async def test_what_a_page_does_not_do_is_told(house: House, method: str, path: str) -> None:
    """With the methods that it does."""
    answer = await (await house.citizen()).request(method, path)

    assert answer.status_code == 405
    assert "GET" in answer.headers.get("Allow", "GET")


@pytest.mark.parametrize(
    "path", sorted({p for m, p in SORTED if m == "POST"} - {p for m, p in SORTED if m == "GET"})
)
async def test_nothing_changes_by_a_link(house: House, path: str) -> None:
    """What changes something is a form."""
    answer = await (await house.citizen()).get(path)

    assert answer.status_code == 405


async def test_a_link_to_sign_out_signs_nobody_out(house: House) -> None:
    """The provider sends people to that address who are signed out already."""
    browser = await house.citizen()

    answer = await browser.get("/logout")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert (await browser.get("/profile")).status_code == 200


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize("told", [True, False], ids=["announced", "unannounced"])
async def test_a_body_has_an_end(house: House, path: str, *, told: bool) -> None:
    """Whether its length was told, or turns out on the way; what reads no body need not read it."""
    browser = await house.citizen()

    async def parts() -> Any:
        for _ in range(80):
            yield b"a" * 1000

    answer = await browser.post(
        path, content=b"a" * 80_000 if told else parts(), headers={"Content-Type": FORM}
    )

    reads = told or path in ("/language", "/profile/sessions/end")
    assert (answer.status_code == 413) == reads
    assert answer.status_code < 500


@pytest.mark.parametrize("path", ["/language", "/profile/sessions/end"])
@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
    ],
)
async def test_what_is_no_form_is_told(house: House, path: str, kind: str) -> None:
    """And a form that is broken is, too."""
    browser = await house.citizen()

    answer = await browser.post(path, content=b'{"language":"en"}', headers={"Content-Type": kind})

    assert answer.status_code == (400 if kind.startswith("multipart") else 415)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/language", {}),
        ("/language", {"language": "de"}),
        ("/language", {"language": ""}),
        ("/language", {"language": "nb\r\nSet-Cookie: a=b"}),
        ("/profile/sessions/end", {}),
        ("/profile/sessions/end", {"session": ""}),
    ],
)
async def test_a_form_without_sense_is_told(house: House, path: str, form: dict[str, str]) -> None:
    """It changes nothing."""
    browser = await house.citizen()

    answer = await browser.post(path, content=urlencode(form), headers={"Content-Type": FORM})

    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers


async def test_a_file_is_no_part_of_any_form(house: House) -> None:
    """None of ours has one."""
    browser = await house.citizen()

    answer = await browser.post("/language", data={"language": "en"}, files={"file": b"a"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [("GET", "/login", SIGN_IN), ("GET", "/login/callback", SIGN_IN), ("POST", "/language", CHANGES)],
)
async def test_knocking_has_a_limit(house: House, method: str, path: str, limit: Any) -> None:
    """Whoever knocks too often is told when to come again, and pages go on."""
    browser = house.stranger()
    answers = [await browser.request(method, path) for _ in range(limit.amount)]

    refused = await browser.request(method, path)

    assert 429 not in {answer.status_code for answer in answers}
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert (await browser.get("/")).status_code == 200


async def test_an_error_is_told_in_the_visitors_language(house: House) -> None:
    """By a page with the way on, and a number to quote."""
    answer = await house.stranger().get("/nowhere", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert answer.status_code == 404
    assert 'lang="en"' in answer.text
    assert "you can quote this number" in text_of(answer)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/vaccines?person=nobody", "/login/callback?error=access_denied"]
)
async def test_an_error_does_not_forget_who_is_signed_in(house: House, path: str) -> None:
    """Whoever is, can go on or sign out; whoever is not, can sign in."""
    citizen, stranger = await house.citizen(), house.stranger()
    await house.handles(citizen)

    pages = [text_of(await browser.get(path, follow_redirects=False)) for browser in (citizen, stranger)]

    assert "Áile" in pages[0]
    assert "Logg ut" in pages[0]
    assert "Logg ut" not in pages[1]


async def test_a_session_cookie_from_another_browser_signs_nobody_in(house: House) -> None:
    """Whoever copied it is asked to sign in; no register is read, and its owner goes on."""
    citizen, thief = await house.citizen(), house.stranger()
    thief.headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"
    thief.cookies.update(citizen.cookies)

    answer = await thief.get("/vaccines", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fvaccines")
    assert sum(house.asked.values()) == 0
    assert (await citizen.get("/vaccines")).status_code == 200

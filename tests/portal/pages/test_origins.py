"""Who may ask: our own pages, at our own name, and nobody is led anywhere else."""

import httpx
import pytest

from auth.cookies import SESSION_COOKIE
from tests.auth.portal import ORIGIN
from tests.portal.house import House
from tests.portal.pages.routes import CHANGING

FOREIGN = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "a subdomain": {"Sec-Fetch-Site": "same-site", "Origin": f"https://sub.{ORIGIN[8:]}"},
    "another port": {"Sec-Fetch-Site": "same-site", "Origin": f"{ORIGIN}:8443"},
    "a bookmark": {"Sec-Fetch-Site": "none"},
    "another site that says it is us": {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
    "no word of where": {},
    "an older browser, elsewhere": {"Origin": "https://evil.example"},
    "an older browser, in the open": {"Origin": ORIGIN.replace("https", "http")},
    "a frame of nobody's": {"Origin": "null"},
    "only a referrer": {"Referer": f"{ORIGIN}/profile"},
}
OURS = {
    "a browser": {"Sec-Fetch-Site": "same-origin"},
    "an older browser": {"Origin": ORIGIN},
}


async def signed_in(browser: httpx.AsyncClient) -> bool:
    """Return whether the session in *browser* still stands."""
    return (await browser.get("/profile")).status_code == 200


def bare(browser: httpx.AsyncClient) -> httpx.AsyncClient:
    """Return *browser* without the word of where its requests come from."""
    del browser.headers["Sec-Fetch-Site"]
    return browser


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
async def test_nobody_else_can_change_anything(house: House, path: str, headers: dict[str, str]) -> None:
    """A form on another site cannot act for the citizen."""
    browser = bare(await house.citizen())

    answer = await browser.post(path, data={"session": "others", "language": "en"}, headers=headers)

    assert answer.status_code == 403
    assert await signed_in(browser)
    assert "language" not in answer.cookies


@pytest.mark.parametrize("headers", OURS.values(), ids=OURS)
async def test_our_own_pages_can(house: House, headers: dict[str, str]) -> None:
    """Also from browsers that do not say where a request comes from but by its Origin."""
    browser = bare(await house.citizen())

    answer = await browser.post("/logout", headers=headers)

    assert answer.status_code == 200
    assert not await signed_in(browser)


HOSTS = [
    "evil.example",
    "portal.test.evil.example",
    "evil.portal.test",
    "portal.test:80@evil.example",
    "portal.test/@evil.example",
    "portal.test\\@evil.example",
    "PORTAL.TEST,evil.example",
    "127.0.0.1",
    "[::1]",
    "*",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/login", "/vaccines/", "/nowhere"])
async def test_the_portal_answers_to_one_name(house: House, host: str, path: str) -> None:
    """And repeats no other."""
    answer = await house.stranger().get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-Host"]
)
@pytest.mark.parametrize("path", ["/", "/login", "/vaccines", "/vaccines/", "/.well-known/security.txt"])
async def test_no_other_header_names_the_portal(house: House, name: str, path: str) -> None:
    """Nor where it was asked."""
    answer = await house.stranger().get(path, headers={name: "evil.example"})

    assert "evil" not in answer.text + str(answer.headers)
    assert answer.status_code < 500


ELSEWHERE = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%2Fevil.example",
    "/.evil.example",
    "/vaccines//evil.example",
    "/vaccines/../../evil.example",
    "/\tevil.example",
    "javascript:alert(1)",
    "/vaccines\r\nLocation: https://evil.example",
    "@evil.example",
    "/@evil.example",
    "/login",
    "/logout",
    "/static/portal.js",
    "http:evil.example",
    "/" + "a" * 5000,
]


@pytest.mark.parametrize("back", ELSEWHERE)
async def test_signing_in_leads_nowhere_else(house: House, back: str) -> None:
    """To the front page, when where one came from is no page of ours."""
    browser = house.stranger()
    way_out = await browser.get("/login", params={"next": back})

    answer = await browser.get(
        "/login/callback", params=dict(house.provider.visit(way_out.headers["Location"]))
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert SESSION_COOKIE in browser.cookies


@pytest.mark.parametrize("back", ELSEWHERE)
async def test_a_choice_of_language_leads_nowhere_else(house: House, back: str) -> None:
    """Nor does the little form on every page."""
    answer = await house.stranger().post("/language", data={"language": "en", "next": back})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize(
    "back", ["/vaccines", "/vaccines?person=abc&q=x", "/status", "/access-log?group=self", "/"]
)
async def test_both_lead_back_to_where_one_was(house: House, back: str) -> None:
    """The page that one came from, with what it was about."""
    browser = house.stranger()
    chosen = await browser.post("/language", data={"language": "en", "next": back})
    way_out = await browser.get("/login", params={"next": back})

    answer = await browser.get(
        "/login/callback", params=dict(house.provider.visit(way_out.headers["Location"]))
    )

    assert [chosen.headers["Location"], answer.headers["Location"]] == [back, back]

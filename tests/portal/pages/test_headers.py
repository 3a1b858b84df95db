"""Every answer keeps what is personal on this page and in this browser: tried on every route."""

import re

import httpx
import pytest
from starlette.routing import Mount

from auth.cookies import SESSION_COOKIE
from portal.assets import HtmxSource, assets, folder
from tests.auth.provider import ISSUER
from tests.portal.house import House
from tests.portal.pages.routes import SORTED

CDN = assets(folder(), htmx=HtmxSource.CDN).htmx.src
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FRAMED = "/login/frontchannel-logout"  # The one address that the provider shows in a frame.


def policy(answer: httpx.Response) -> dict[str, list[str]]:
    """Return the Content-Security-Policy by directive."""
    [text] = answer.headers.get_list("Content-Security-Policy")
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


def assert_locked(answer: httpx.Response) -> None:
    """See that an answer has every header, and a policy with nothing unsafe in it."""
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    assert int(re.findall(r"max-age=(\d+)", answer.headers["Strict-Transport-Security"])[0]) >= 31_536_000
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert policy(answer)["default-src"] == ["'none'"]
    assert "Server" not in answer.headers


@pytest.mark.parametrize("signed_in", [False, True], ids=["a stranger", "a citizen"])
@pytest.mark.parametrize(("method", "path"), SORTED)
async def test_every_route_answers_with_every_header(
    house: House, method: str, path: str, *, signed_in: bool
) -> None:
    """Whoever asks, and whatever comes of it."""
    browser = await house.citizen() if signed_in else house.stranger()

    assert_locked(await browser.request(method, path))


@pytest.mark.parametrize("signed_in", [False, True], ids=["a stranger", "a citizen"])
@pytest.mark.parametrize(("method", "path"), SORTED)
async def test_no_site_shows_a_page_in_a_frame(
    house: House, method: str, path: str, *, signed_in: bool
) -> None:
    """But the provider, which tells of a sign-out that way."""
    browser = await house.citizen() if signed_in else house.stranger()

    answer = await browser.request(method, path)

    assert policy(answer)["frame-ancestors"] == ([ISSUER] if path == FRAMED else ["'none'"])


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"method": "GET", "url": "/", "headers": {"Host": "evil.example"}}),
        (403, {"method": "POST", "url": "/logout", "headers": {"Sec-Fetch-Site": "cross-site"}}),
        (404, {"method": "GET", "url": "/nowhere"}),
        (404, {"method": "GET", "url": "/static/nothing.css"}),
        (405, {"method": "DELETE", "url": "/vaccines"}),
        (413, {"method": "POST", "url": "/language", "content": b"a" * 70_000}),
    ],
)
async def test_an_error_answers_with_every_header(
    house: House, status: int, request_: dict[str, object]
) -> None:
    """Also those that are told before any page is reached."""
    answer = await (await house.citizen()).request(**request_)  # type: ignore[arg-type]

    assert answer.status_code == status
    assert_locked(answer)


async def test_what_nobody_foresaw_answers_with_every_header(house: House) -> None:
    """A page that tells nothing but an id."""
    browser = await house.citizen()
    house.wiring.auth.turns.close()

    answer = await browser.get("/vaccines")

    assert answer.status_code == 500
    assert_locked(answer)
    assert "TurnsClosed" not in answer.text


async def test_scripts_come_from_here_and_from_one_file_elsewhere(house: House) -> None:
    """Not from all that the CDN holds."""
    answer = await (await house.citizen()).get("/vaccines")

    assert policy(answer)["script-src"] == ["'self'", CDN]
    assert policy(answer)["connect-src"] == ["'self'"]
    assert set(re.findall(r'<script[^>]* src="(https?:[^"]+)', answer.text)) == {CDN}


async def test_a_form_leads_to_the_provider_only_on_the_way_out(house: House) -> None:
    """Everywhere else a form's answer stays here."""
    browser = await house.citizen()

    page, goodbye = await browser.get("/"), await browser.post("/logout")

    assert policy(page)["form-action"] == ["'self'"]
    assert policy(goodbye)["form-action"] == ["'self'", ISSUER]


async def test_a_file_whose_address_changes_with_it_is_kept_for_ever(house: House) -> None:
    """Every file that a page names is one, and an address that does not change is asked for anew."""
    browser = house.stranger()
    page = await browser.get("/")
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)

    kept = {(await browser.get(address)).headers["Cache-Control"] for address in addresses}
    bare = await browser.get("/static/portal.css")

    assert len(addresses) > 5
    assert kept == {"public, max-age=31536000, immutable"}
    assert bare.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["../portal/main.py", "..%2fportal%2fmain.py", "%2e%2e/pyproject.toml", "/etc/passwd", "vendor", "", "."],
)
async def test_nothing_but_files_is_served(house: House, path: str) -> None:
    """Not what lies beside the folder, and no list of what is in it."""
    [static] = [route for route in house.app.routes if isinstance(route, Mount)]

    answer = await house.stranger().get(f"{static.path}/{path}")

    assert answer.status_code in (404, 307)
    assert "import" not in answer.text


async def test_a_session_cookie_is_locked_to_this_host(house: House) -> None:
    """No script reads it, no other site sends it, no open line carries it."""
    browser = house.stranger()
    way_out = await browser.get("/login")
    query = house.provider.visit(way_out.headers["Location"])

    answer = await browser.get("/login/callback", params=dict(query))

    [cookie] = [line for line in answer.headers.get_list("Set-Cookie") if line.startswith(SESSION_COOKIE)]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert attributes == {"httponly", "path=/", "samesite=lax", "secure"}

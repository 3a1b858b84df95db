"""A journey with a provider that nobody here wrote: npm's oidc-provider, known by its settings alone."""

import json
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from auth.bearer import utc_now
from auth.refusals import Reason
from auth.session import Session
from auth.wiring import open_auth
from tests.auth.portal import ORIGIN, Portal, held, settings, who
from tests.auth.provider import ANNA, CLIENT, Provider, portal_key
from tools import node

HERE = Path(__file__).parent / "oidc_provider"
PATIENCE = 30
HIGH, SUBSTANTIAL = "idporten-loa-high", "idporten-loa-substantial"


@dataclass(frozen=True)
class Kind:
    """How the provider is set up."""

    algorithm: str
    pushed: bool
    logout: str


@contextmanager
def running(kind: Kind) -> Iterator[str]:
    """Start the provider; yield its issuer. Whatever goes wrong here fails the test."""
    if not (HERE / "node_modules" / "oidc-provider").is_dir():
        subprocess.run([*node.command("npm"), "ci"], cwd=HERE, env=node.environment(), check=True)
    process = subprocess.Popen(
        [*node.command("node"), "server.mjs"],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    told = {
        "portal": ORIGIN,
        "client": CLIENT,
        "jwk": portal_key().as_dict(private=False),
        "algorithm": kind.algorithm,
        "pushed": kind.pushed,
        "logout": kind.logout,
    }
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(told))
            process.stdin.close()
            assert select([process.stdout], [], [], PATIENCE)[0], "the provider does not start"
            issuer = process.stdout.readline().strip()
            assert issuer.startswith("http://localhost:"), "the provider stopped"
            yield issuer
        finally:
            process.kill()


@pytest.fixture(
    scope="module",
    params=[Kind("RS256", pushed=True, logout="post"), Kind("ES256", pushed=False, logout="get")],
    ids=["RS256, pushed requests", "ES256, requests in the address"],
)
def issuer(request: pytest.FixtureRequest) -> Iterator[tuple[str, Kind]]:
    """A running provider of each kind."""
    with running(request.param) as issuer:
        yield issuer, request.param


@pytest.fixture
async def portal(tmp_path: Path, issuer: tuple[str, Kind], provider: Provider) -> AsyncIterator[Portal]:
    """A portal that knows the provider by issuer, client id, key file and algorithm."""
    url, kind = issuer
    known = settings(tmp_path, oidc_issuer=url, oidc_id_token_alg=kind.algorithm, oidc_logout=kind.logout)
    auth = open_auth(known, now=utc_now)
    provider.clock.at = utc_now()
    yield Portal(auth, provider)
    await auth.close()


@pytest.fixture
async def browser(portal: Portal) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that reaches both."""
    mounts = {ORIGIN: httpx.ASGITransport(portal.app)}
    async with httpx.AsyncClient(mounts=mounts, base_url=ORIGIN) as browser:
        yield browser


async def follow(browser: httpx.AsyncClient, response: httpx.Response) -> httpx.Response:
    """Go where one is led until a page is shown."""
    while response.is_redirect:
        response = await browser.get(led_to(response), headers={"accept": "text/html"})
    return response


def led_to(response: httpx.Response) -> httpx.URL:
    """Return where a redirect leads, seen from where it was."""
    return response.url.join(response.headers["location"])


async def sign_in(browser: httpx.AsyncClient, address: str = "/login", *, acr: str = HIGH) -> httpx.Response:
    """Leave, fill in the provider's form, and come back."""
    page = await follow(browser, await browser.get(address))
    assert 'name="login"' in page.text, page.text
    posted = await browser.post(page.url, data={"login": ANNA, "acr": acr})
    return await follow(browser, posted)


async def submit(browser: httpx.AsyncClient, form: dict[str, Any]) -> httpx.Response:
    """Send a form as its method says."""
    sent = {"data" if form["method"] == "post" else "params": form["fields"]}
    return await browser.request(form["method"], form["action"], **sent)


async def session_in(portal: Portal, browser: httpx.AsyncClient) -> Session:
    """Return the session that the browser holds."""
    session = await portal.auth.sessions.find(held(browser))
    assert session is not None
    return session


async def test_a_citizen_signs_in(portal: Portal, browser: httpx.AsyncClient) -> None:
    """And is who the provider says, at its level, on the page that was asked for."""
    arrived = await sign_in(browser, "/login?next=/vaccines")

    assert (arrived.url.path, arrived.json()["here"], arrived.json()["acr"]) == ("/vaccines", ANNA, HIGH)


async def test_a_lower_level_does_not_sign_in(browser: httpx.AsyncClient) -> None:
    """Though the provider was content with it."""
    refused = await sign_in(browser, acr=SUBSTANTIAL)

    assert (refused.json()["reason"], await who(browser)) == (Reason.LEVEL_TOO_LOW, None)


async def test_the_provider_remembers_but_a_confirmation_is_asked_for(
    portal: Portal, browser: httpx.AsyncClient
) -> None:
    """A second sign-in needs no form; a confirmation does, and comes with its time."""
    await sign_in(browser)
    again = await follow(browser, await browser.get("/login?next=/profile"))
    before = await session_in(portal, browser)

    confirmed = await sign_in(browser, "/login/step-up?next=/profile")
    after = await session_in(portal, browser)

    assert (again.json()["here"], confirmed.json()["here"]) == (ANNA, ANNA)
    assert before.key != after.key
    assert after.auth_time is not None


async def test_a_return_is_good_once(browser: httpx.AsyncClient) -> None:
    """The address of a return, typed again, signs nobody in."""
    page = await follow(browser, await browser.get("/login"))
    response = await browser.post(page.url, data={"login": ANNA, "acr": HIGH})
    while (address := led_to(response)).path != "/login/callback":
        response = await browser.get(address)
    await browser.get(address)

    assert (await browser.get(address)).json()["reason"] == Reason.LOGIN_USED


async def test_signing_out_there_too(portal: Portal, browser: httpx.AsyncClient) -> None:
    """The form is taken, the provider asks, leads back, and has forgotten."""
    await sign_in(browser)
    form = (await browser.post("/logout")).json()["form"]
    asked = await submit(browser, form)
    fields = dict(re.findall(r'name="(xsrf)" value="([^"]+)"', asked.text))

    landed = await follow(
        browser, await browser.post(f"{form['action']}/confirm", data=fields | {"logout": "yes"})
    )

    assert (landed.url.path, landed.status_code, await who(browser)) == ("/logout", 200, None)
    assert 'name="login"' in (await follow(browser, await browser.get("/login"))).text


async def test_the_address_shows_no_more_than_it_must(
    issuer: tuple[str, Kind], browser: httpx.AsyncClient
) -> None:
    """With pushed requests, only a name; without, a challenge but no verifier."""
    away = await browser.get("/login")
    shown = dict(parse_qsl(urlsplit(away.headers["location"]).query))

    assert ("request_uri" in shown, "code_challenge" in shown) == (issuer[1].pushed, not issuer[1].pushed)
    assert "code_verifier" not in shown

"""The pages in a real browser: usable by everybody, without any script, and let back to the client."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from tools.chromium import found

from .conversation import push
from .world import PORTAL_CLIENT, World

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 1280)


class ListeningClient:
    """A client that answers to everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.app = Starlette(routes=[Route("/{path:path}", self.answer)])

    async def answer(self, request: Request) -> HTMLResponse:
        """Show an empty page."""
        self.heard.append(f"{request.url.path}?{request.url.query}")
        return HTMLResponse("<!doctype html><title>The client</title>")


@dataclass
class Visit:
    """A page in the browser, on its way from a client to the provider."""

    world: World
    page: Page
    client: ListeningClient
    origin: str

    async def arrive(self, **asked: Any) -> None:
        """Come from the client to the login page."""
        pushed = await push(self.world, redirect_uri=f"{self.origin}/back", **asked)
        await self.go(f"/authorize?client_id=portal&request_uri={pushed.json()['request_uri']}")

    async def go(self, path: str) -> None:
        """Open an address of the provider."""
        await self.page.goto(self.world.config.issuer + path)

    async def be(self, name: str) -> None:
        """Press a persona's button and come back to the client."""
        await self.page.get_by_role("button", name=name).click()
        await self.page.wait_for_url(f"{self.origin}/back?code=*")


@asynccontextmanager
async def listening(app: ASGIApp, port: socket.socket) -> AsyncIterator[None]:
    """Let *app* answer on *port*."""
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning", ws="none"))
    serving = asyncio.create_task(server.serve(sockets=[port]))
    yield
    server.should_exit = True
    await serving


def address(port: socket.socket) -> str:
    """The origin of what listens there."""
    return f"http://localhost:{port.getsockname()[1]}"


def provider_at(issuer: str, origin: str) -> World:
    """A provider with a client that is really there."""
    portal = replace(
        PORTAL_CLIENT,
        redirect_uris=frozenset({f"{origin}/back"}),
        post_logout_redirect_uris=frozenset({f"{origin}/bye"}),
        frontchannel_logout_uri=f"{origin}/over",
    )
    world = World(changes={"issuer": issuer, "clients": [portal]})
    world.assertion = lambda *args, **kwargs: World.assertion(  # type: ignore[method-assign]
        world, *args, **{"aud": issuer} | kwargs
    )
    return world


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium."""
    program = found()
    assert program is not None, "there is no Chromium: make browser"
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        await chromium.close()


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """A visitor whose browser runs no script."""
    client = ListeningClient()
    with socket.create_server(("127.0.0.1", 0)) as ours, socket.create_server(("127.0.0.1", 0)) as theirs:
        world = provider_at(address(ours), address(theirs))
        async with listening(world.app, ours), listening(client.app, theirs):
            context = await browser.new_context(java_script_enabled=False)
            yield Visit(world, await context.new_page(), client, address(theirs))
            await context.close()


async def test_a_persona_signs_in_by_one_press(visit: Visit) -> None:
    """The policy lets the form lead back to the client."""
    await visit.arrive()

    await visit.be("Kari Liksom")

    assert await visit.page.title() == "The client"


async def test_enter_in_the_number_field_signs_in_as_that_number(visit: Visit) -> None:
    """And not as the first persona of the page."""
    await visit.arrive()

    await visit.page.get_by_label("Fødselsnummer").fill("123")
    await visit.page.keyboard.press("Enter")

    assert "ikke syntetisk" in await visit.page.get_by_role("alert").inner_text()


async def test_the_level_can_be_chosen_when_the_client_leaves_it_open(visit: Visit) -> None:
    """High first; the choice stays through a change of language."""
    await visit.arrive(acr_values="idporten-loa-substantial")

    await visit.page.get_by_role("link", name="Betydelig").click()
    await visit.page.get_by_role("link", name="English").click()

    chosen = visit.page.get_by_role("link", name="Substantial")
    assert await chosen.get_attribute("aria-current") == "true"


async def test_signing_out_tells_the_client_in_a_frame_and_goes_on(visit: Visit) -> None:
    """Without any script."""
    await visit.arrive()
    await visit.be("Kari Liksom")
    await visit.go(f"/logout?client_id=portal&post_logout_redirect_uri={visit.origin}/bye")

    await visit.page.get_by_role("button", name="Logg ut").click()

    await visit.page.wait_for_url(f"{visit.origin}/bye")
    heard = [said.partition("=")[0] for said in visit.client.heard if "favicon" not in said]
    assert heard == ["/back?code", "/over?iss", "/bye?"]


async def show(visit: Visit, state: str) -> None:
    """Bring the browser to a page in a certain state."""
    await visit.arrive(acr_values="idporten-loa-substantial")
    if state == "fault":
        await visit.page.get_by_label("Fødselsnummer").fill("1")
        await visit.page.get_by_role("button", name="Logg inn").click()
    if state == "logout":
        await visit.be("Kari Liksom")
        await visit.go("/logout")
    if state == "refused":
        await visit.go("/authorize")


@pytest.mark.parametrize("state", ["login", "fault", "logout", "refused"])
async def test_nothing_stands_in_anybodys_way(visit: Visit, browser: Browser, state: str) -> None:
    """By day and night, on a telephone and a desk: axe finds nothing, and nothing is too wide."""
    wrong = []
    for scheme, width in product(SCHEMES, WIDTHS):
        # axe is a script, and so is what measures the page; the provider's policy would let neither in.
        size: Any = {"width": width, "height": 800}
        context = await browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)
        visit.page = await context.new_page()
        await show(visit, state)
        result = await Axe().run(visit.page)
        wide = await visit.page.evaluate("document.documentElement.scrollWidth")
        wrong += [(scheme, width, violation["id"]) for violation in result.response["violations"]]
        wrong += [(scheme, width, "too wide")] if wide > width else []
        await context.close()

    assert wrong == []

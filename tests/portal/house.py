"""The whole house in one process: the real portal over real registers, and a token service of ours."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from auth.cookies import SESSION_COOKIE
from auth.identity import PersonId
from auth.wiring import open_auth
from portal.app import create_app
from portal.assets import HtmxSource, assets, folder
from portal.html import Pages
from portal.opening import BEFORE_THE_OTHERS
from portal.wiring import Registers, Wiring
from services.birthdata.client import BirthRegister
from services.http import DEADLINE
from services.population.client import PopulationRegister
from services.vaccines.client import VaccineRegister
from tests import tokens
from tests.auth.clock import Clock
from tests.auth.portal import ORIGIN, settings
from tests.portal.registers import MOTHER, REGISTERS, Register, opened
from tests.portal.token_service import TokenService

HTMX = {"HX-Request": "true"}
_LONG = 20.0
_BROWSER = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}


@dataclass(frozen=True)
class House:
    """Everything, and the ways to look behind it."""

    app: Starlette
    wiring: Wiring
    clock: Clock
    provider: TokenService
    registers: dict[str, Register]

    def stranger(self) -> httpx.AsyncClient:
        """Return a browser in which nobody is signed in."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=_BROWSER)

    async def citizen(self, person: PersonId = MOTHER, **said: Any) -> httpx.AsyncClient:
        """Return a browser in which *person* is signed in; *said* is what else the provider told."""
        browser = self.stranger()
        signed_in = self.provider.signed_in(person, **said)
        cookie = await self.wiring.sessions.begin(signed_in, user_agent=_BROWSER["User-Agent"])
        browser.cookies.set(SESSION_COOKIE, cookie, domain="portal.test")
        return browser

    async def handles(self, browser: httpx.AsyncClient) -> dict[PersonId, str]:
        """Return by which handles *browser*'s citizen reaches others. It asks for a page, to know them."""
        for _ in range(5):
            await browser.get("/profile")
            session = await self.wiring.sessions.find(
                browser.cookies[SESSION_COOKIE], browser.headers["User-Agent"]
            )
            assert session is not None
            if session.household_at is not None:
                return {relative.person.id: relative.handle for relative in session.family}
        raise AssertionError("the population register never answered")

    @property
    def asked(self) -> dict[str, int]:
        """How many times each register has been asked."""
        return {name: len(register.line.asked) for name, register in self.registers.items()}


@asynccontextmanager
async def open_house(built: Path, here: Path, pages: Pages, *, brisk: bool = False) -> AsyncIterator[House]:
    """Open the house on copies of the databases that were *built*.

    A busy machine is no reason to fail, so it waits long for a register; a
    *brisk* one waits as long as in production.
    """
    clock = Clock(tokens.NOW)
    registers, signer = opened(built, here / "registers", clock)
    provider = TokenService(clock, signer)
    wiring = Wiring(
        auth=open_auth(settings(here), now=clock, inner=provider.transport),
        registers=_clients(registers, brisk=brisk),
        assets=assets(folder(), htmx=HtmxSource.CDN),
        origin=ORIGIN,
        security_contact="mailto:security@portal.test",
        contact="",
        now=clock,
        **({} if brisk else {"patience": _LONG}),
    )
    try:
        yield House(create_app(wiring, pages), wiring, clock, provider, registers)
    finally:
        await wiring.close()
        for register in registers.values():
            register.close()


def text_of(answer: httpx.Response) -> str:
    """Return what a page says, without its markup."""
    body = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", answer.text)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def _clients(registers: dict[str, Register], *, brisk: bool) -> Registers:
    lines = [registers[name].line for name in REGISTERS]
    usual, first = (DEADLINE, BEFORE_THE_OTHERS) if brisk else (_LONG, _LONG)
    return Registers(
        VaccineRegister(lines[0], deadline=usual),
        BirthRegister(lines[1], deadline=usual),
        PopulationRegister(lines[2], deadline=first),
    )

"""What a visitor does, in the words of somebody who watches."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect

from dev.personas import persona
from portal.assets import HtmxSource, assets, folder
from tests.journeys.demo import Demo

SHOTS = Path(os.environ["SHOTS"]) if "SHOTS" in os.environ else None
CDN = assets(folder(), htmx=HtmxSource.CDN).htmx
Deed = Callable[[Route], None]


def answers(route: Route) -> None:
    """The CDN gives what it should."""
    body = (folder() / "vendor" / (CDN.fallback or "").rpartition("/")[2]).read_bytes()
    route.fulfill(body=body, headers={"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"})


def blocked(route: Route) -> None:
    """The CDN is out of reach."""
    route.abort()


@dataclass
class Visitor:
    """A browser of one's own: cookies, a window, and what its console complained of."""

    context: BrowserContext
    demo: Demo
    complaints: list[str] = field(default_factory=list)

    def window(self) -> Page:
        """Open a window, or another tab."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        return page

    def at(self, path: str) -> str:
        """Return the address of a page of the portal."""
        return self.demo.addresses.portal + path

    def forgive(self, what: str) -> None:
        """Take away the complaints that a story leads to: there is one, and it tells of *what*."""
        forgiven = [complaint for complaint in self.complaints if what in complaint]
        assert forgiven, f"nothing complained of {what}"
        self.complaints = [complaint for complaint in self.complaints if what not in complaint]

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(f"{said.text} ({said.location.get('url', '')})")


@contextmanager
def visitor(browser: Browser, demo: Demo, *, cdn: Deed = answers, **said: Any) -> Iterator[Visitor]:
    """Let somebody come with a browser of their own; *said* is what Playwright may be told of it."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}, "locale": "nb-NO"} | said))
    context.set_default_timeout(15_000)
    context.route(CDN.src, cdn)
    try:
        yield Visitor(context, demo)
    finally:
        context.close()


def choose(page: Page, who: str) -> None:
    """Be *who* at the pretend ID-porten."""
    page.locator(f'button[name=pid][value="{persona(who).number}"]').last.click()


def sign_in(page: Page, demo: Demo, who: str = "KARI", path: str = "/") -> None:
    """Ask for *path*, be sent to the pretend ID-porten, and come back as *who*."""
    page.goto(demo.addresses.portal + path)
    if path == "/":
        page.get_by_role("banner").get_by_role("link", name="Logg inn").click()
    expect(page).to_have_url(re.compile(re.escape(demo.addresses.idporten)))
    choose(page, who)
    expect(page).to_have_url(demo.addresses.portal + path)


def menu(page: Page, name: str) -> None:
    """Go by the main menu."""
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name=name, exact=True).click()


def heading(page: Page, text: str) -> None:
    """See that the page is called *text*."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def kept(page: Page, name: str) -> None:
    """Keep a picture where SHOTS says, if it says so."""
    if SHOTS is not None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

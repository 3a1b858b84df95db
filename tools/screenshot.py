"""Takes the README's picture of a demo that is running: `python -m tools.screenshot`."""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from .chromium import arguments, found
from .environment import ROOT

PORTAL = "http://localhost:8000"
PICTURE = ROOT / "docs" / "images" / "mine-vaksiner.png"


def sign_in(page: Page, portal: str) -> None:
    """Walk the way in as the first of the made-up people."""
    page.goto(f"{portal}/login")
    page.locator(".personas button").first.click()
    page.wait_for_url(f"{portal}/**")


def picture(page: Page, portal: str, path: Path) -> None:
    """Keep what a visitor sees of «Mine vaksiner» before scrolling."""
    page.goto(f"{portal}/vaccines")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)


def main() -> None:
    """Sign in, and take the picture; the demo may be named where it is not on its usual port."""
    portal = sys.argv[1] if len(sys.argv) > 1 else PORTAL
    browser = found() or sys.exit("There is no browser: make browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=arguments())
        page = chromium.new_page(
            viewport={"width": 1280, "height": 960}, locale="nb-NO", color_scheme="light"
        )
        sign_in(page, portal)
        picture(page, portal, PICTURE)
        chromium.close()
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()

"""Chromium for the tests that need one.

A module has its own and puts it away: Playwright keeps an event loop running
in the thread it was started in, and no other module's loop could run beside it.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.chromium import arguments, found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for as long as this module's tests run."""
    path = found()
    if path is None:
        pytest.fail("There is no Chromium: make browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments())
        yield chromium
        chromium.close()

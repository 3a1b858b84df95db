"""One demo for all stories that run in this process, and a browser for each module of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState

from portal.assets import AssetsMissing, folder
from tests.journeys.browsing import Visitor, sign_in, visitor
from tests.journeys.demo import Demo, running

Comes = Callable[..., Visitor]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo."""
    if not (folder() / "vendor" / "manifest.json").exists():
        raise AssetsMissing(str(folder() / "vendor"))
    with running(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture(scope="module")
def karis(browser: Browser, demo: Demo) -> StorageState:
    """The cookies of a browser in which Kari is signed in, for stories that begin after that."""
    with visitor(browser, demo) as somebody:
        sign_in(somebody.window(), demo)
        return somebody.context.storage_state()


@pytest.fixture
def comes(browser: Browser, demo: Demo) -> Iterator[Comes]:
    """Somebody comes, with a browser of their own. What its console complains of fails the story."""
    everybody: list[Visitor] = []
    with ExitStack() as stack:

        def arrive(**said: Any) -> Visitor:
            everybody.append(stack.enter_context(visitor(browser, demo, **said)))
            return everybody[-1]

        yield arrive
    assert [complaint for one in everybody for complaint in one.complaints] == []


@pytest.fixture
def kari(comes: Comes, karis: StorageState) -> Visitor:
    """Kari, signed in."""
    return comes(storage_state=karis)

"""A house for each test, on copies of databases that are written once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from portal.html import Pages
from tests.portal.house import House, open_house
from tests.portal.registers import build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three databases with a family in them."""
    folder = tmp_path_factory.mktemp("built")
    build(folder)
    return folder


@pytest.fixture
async def house(built: Path, tmp_path: Path, pages: Pages) -> AsyncIterator[House]:
    """The portal, over registers of this test's own."""
    async with open_house(built, tmp_path, pages) as house:
        yield house


@pytest.fixture
async def brisk_house(built: Path, tmp_path: Path, pages: Pages) -> AsyncIterator[House]:
    """The portal as short of patience as in production."""
    async with open_house(built, tmp_path, pages, brisk=True) as house:
        yield house

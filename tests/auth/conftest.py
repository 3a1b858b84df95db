"""A provider and a portal for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.auth.clock import Clock
from tests.auth.portal import Portal, open_portal
from tests.auth.provider import Provider


@pytest.fixture
def clock() -> Clock:
    """The time, which only the test changes."""
    return Clock()


@pytest.fixture
def provider(clock: Clock) -> Provider:
    """A provider that answers rightly until it is told otherwise."""
    return Provider(clock)


@pytest.fixture
async def portal(tmp_path: Path, provider: Provider) -> AsyncIterator[Portal]:
    """A portal that trusts the provider."""
    async with open_portal(tmp_path, provider) as portal:
        yield portal

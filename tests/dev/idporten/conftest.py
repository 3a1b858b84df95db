"""The provider that these tests speak with."""

import pytest

from .world import World


@pytest.fixture
def world() -> World:
    """A provider that nobody has spoken with yet."""
    return World()

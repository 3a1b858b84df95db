"""What the vaccine register's tests may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import database_url
from tests.services.vaccines.register import Register

__all__ = ["database_url"]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """The register on SQLite."""
    yield from _opened(f"sqlite:///{tmp_path / 'register.db'}")


@pytest.fixture
def either_register(database_url: str) -> Iterator[Register]:
    """The register on SQLite, and again on PostgreSQL."""
    yield from _opened(database_url)


def _opened(url: str) -> Iterator[Register]:
    register = Register(url)
    yield register
    register.close()

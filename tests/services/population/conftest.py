"""A population register with a family in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import migrations
from storage.engine import open_engine
from storage.turns import Turns
from tests.databases import database_url

from .register import Register

__all__ = ["database_url"]


@contextmanager
def holding(url: str, folder: Path) -> Iterator[Register]:
    """A register in the database at *url*."""
    engine = open_engine(url)
    migrations.upgrade(engine, "services.population")
    turns = Turns(engine)
    try:
        yield Register(turns, folder)
    finally:
        turns.close()
        engine.dispose()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register on SQLite: for what does not depend on the database."""
    with holding(f"sqlite:///{tmp_path / 'register.db'}", tmp_path) as register:
        yield register


@pytest.fixture
def either(database_url: str, tmp_path: Path) -> Iterator[Register]:
    """A register on SQLite, then on PostgreSQL."""
    with holding(database_url, tmp_path) as register:
        yield register

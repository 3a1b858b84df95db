"""A birth register with a few births in it."""

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
def holding(url: str) -> Iterator[Register]:
    """A register in the database at *url*."""
    engine = open_engine(url)
    migrations.upgrade(engine, "services.birthdata")
    turns = Turns(engine)
    try:
        yield Register(turns)
    finally:
        turns.close()
        engine.dispose()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register on SQLite: for what does not depend on the database."""
    with holding(f"sqlite:///{tmp_path / 'register.db'}") as register:
        yield register


@pytest.fixture
def either(database_url: str) -> Iterator[Register]:
    """A register on SQLite, then on PostgreSQL."""
    with holding(database_url) as register:
        yield register

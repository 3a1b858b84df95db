"""A log of its own on either database, and entries to put into it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, MetaData, Table

from access_log.guards import guards
from access_log.recorder import Recorder
from access_log.tables import access_entry
from storage.engine import open_engine
from storage.sealed import Keyset
from storage.turns import Turns
from tests.databases import database_url

__all__ = ["database_url"]

METADATA = MetaData()
TABLE = access_entry(METADATA)


@pytest.fixture
def table() -> Table:
    """The log's table."""
    return TABLE


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with an empty log in it."""
    opened = open_engine(database_url)
    with opened.begin() as connection:
        METADATA.create_all(connection)
        for statement in guards(opened.dialect.name):
            connection.exec_driver_sql(statement)
    yield opened
    opened.dispose()


@pytest.fixture
def turns(engine: Engine) -> Iterator[Turns]:
    """The thread that takes work to it."""
    taken = Turns(engine)
    yield taken
    taken.close()


@pytest.fixture
def recorder(turns: Turns) -> Recorder:
    """The log."""
    return Recorder(turns, Keyset.create(), TABLE)

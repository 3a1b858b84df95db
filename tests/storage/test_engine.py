"""Both databases promise the same: a commit is on disk, and a writer waits for another."""

import stat
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.engine import open_engine


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)],
)
def test_sqlite_is_careful(tmp_path: Path, pragma: str, value: object) -> None:
    """FULL waits for the disk at each commit; the folder of the file is made when it is missing."""
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'x.db'}")

    with engine.begin() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    engine.dispose()


def test_a_database_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Health data lie in it, and what is written last lies in the files beside it."""
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
        connection.execute(text("INSERT INTO t VALUES (1)"))
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    engine.dispose()

    assert rights.keys() >= {"x.db", "x.db-wal"}
    assert set(rights.values()) == {0o600}


def test_an_error_tells_no_values(database_url: str) -> None:
    """Its text may end in a log."""
    engine = open_engine(database_url)

    with pytest.raises(DBAPIError) as error, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:n)"), {"n": "02819010040"})

    engine.dispose()
    assert "02819010040" not in str(error.value)


def test_writers_wait_for_one_another(database_url: str) -> None:
    """Four at once who read, think and write: none is refused, and nothing is lost."""
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(25):
            with engine.begin() as connection:
                connection.execute(text("UPDATE counter SET n = n + 1"))

    several = [Thread(target=count) for _ in range(4)]
    for one in several:
        one.start()
    for one in several:
        one.join()

    with engine.begin() as connection:
        assert connection.execute(text("SELECT n FROM counter")).scalar() == 100
    engine.dispose()


def test_a_row_must_refer_to_what_is_there(database_url: str) -> None:
    """SQLite checks references only when it is told to."""
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (k INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE b (k INTEGER REFERENCES a (k))"))

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO b VALUES (1)"))
    engine.dispose()


def test_a_database_that_is_down_is_not_met_by_opening() -> None:
    """A register whose database is away can start and say so."""
    assert open_engine("postgresql://nobody@localhost:1/none").dialect.driver == "psycopg"


def test_memory_is_one_database_for_all_threads() -> None:
    """What one thread wrote another sees."""
    engine = open_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (k INTEGER)"))
    seen: list[object] = []

    def look() -> None:
        with engine.begin() as connection:
            seen.append(connection.execute(text("SELECT count(*) FROM a")).scalar())

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [0]

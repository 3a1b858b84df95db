"""Database engines that promise the same thing on SQLite and on PostgreSQL: a commit is on disk."""

from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import OperationalError
from time import monotonic, sleep

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

# Seconds to wait for whoever holds the file, and between two tries to change its mode.
_PATIENCE = 10
_BREATH = 0.01


def open_engine(url: str) -> Engine:
    """Return an engine for *url* (`sqlite:///file`, `sqlite://` or `postgresql://…`).

    Nothing is contacted yet, so a register whose database is down can still
    start and say so in its readiness answer. Values are left out of errors:
    what cannot be stored must not be in a log instead.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_recycle=1800,
    )


def _sqlite(url: URL) -> Engine:
    """Open a file that several threads share, or a database that lives in memory."""
    threads = {"check_same_thread": False}
    if url.database:
        _made(Path(url.database))
        engine = create_engine(url, connect_args=threads, hide_parameters=True)
    else:
        engine = create_engine(url, connect_args=threads, hide_parameters=True, poolclass=StaticPool)
    event.listen(engine, "connect", _careful)
    event.listen(
        engine,
        "begin",
        lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"),
    )
    return engine


def _made(path: Path) -> None:
    """Make a file that only its owner may read; SQLite gives the files beside it the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)


def _careful(connection: SQLiteConnection, _record: object) -> None:
    """Make a commit wait for the disk, and let readers go on while somebody writes.

    SQLAlchemy begins the transaction itself (above): a transaction that starts
    as a reader and turns writer half-way could be refused without any wait.
    """
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _write_ahead(connection: SQLiteConnection) -> None:
    """Put the file in WAL mode, which it stays in; only a new file is ever changed.

    The change itself turns a reader into a writer, so SQLite refuses it at once
    while another process does the same to a new file, whatever the timeout
    says. That other process is soon done: then there is nothing left to change.
    """
    last = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError:
            if monotonic() > last:
                raise
            sleep(_BREATH)

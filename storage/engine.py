"""Database engines that promise the same thing on SQLite and on PostgreSQL: a commit is on disk."""

from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool


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
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=10000",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")

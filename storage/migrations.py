"""Bring a database to the shape that the code expects.

Each package that keeps data has a folder `migrations/versions` of Alembic
scripts. Running several processes at once is safe: the first one migrates, the
others wait for its transaction and find nothing left to do.
"""

from importlib import resources
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

_LOCK = 0x6D686F  # Any number will do, as long as everybody here uses the same.


class DatabaseIsNewer(Exception):
    """A later version of the code has already changed this database."""


def upgrade(engine: Engine, package: str) -> None:
    """Run the migrations of *package* that *engine*'s database lacks, in one transaction."""
    scripts = ScriptDirectory(str(_folder(package)))
    table = f"alembic_{package.replace('.', '_')}"
    with engine.begin() as connection:
        _one_at_a_time(connection)
        context = MigrationContext.configure(connection, opts={"version_table": table})
        known = {script.revision for script in scripts.walk_revisions()}
        if not set(context.get_current_heads()) <= known:
            raise DatabaseIsNewer(f"the database of {package} was made by a newer version of this program")
        # What Alembic's own `upgrade` does; its public way would ask for an env.py in every folder.
        context._migrations_fn = lambda heads, _: scripts._upgrade_revs("head", heads)  # noqa: SLF001
        with Operations.context(context):
            context.run_migrations()


def _one_at_a_time(connection: Connection) -> None:
    """SQLite's own transaction is exclusive already; PostgreSQL takes a lock that ends with the commit."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _folder(package: str) -> Path:
    return Path(str(resources.files(package))) / "migrations"

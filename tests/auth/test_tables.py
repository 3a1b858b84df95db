"""The database has the shape that the code believes it has."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from auth.tables import metadata
from storage.engine import open_engine
from storage.migrations import upgrade


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_migrations_make_the_tables(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """Nothing is missing and nothing is too much; running them again changes nothing."""
    sqlite = f"sqlite:///{tmp_path / 'sessions.sqlite3'}"
    engine = open_engine(sqlite if kind == "sqlite" else request.getfixturevalue("postgres_url"))
    upgrade(engine, "auth")
    upgrade(engine, "auth")

    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "alembic_auth"})
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []

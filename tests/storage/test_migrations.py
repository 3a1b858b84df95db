"""A database is brought to the shape that the code expects, once, whole, and never backwards."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from services.vaccines import tables
from storage import migrations
from storage.engine import open_engine
from storage.migrations import DatabaseIsNewer

PACKAGE = "services.vaccines"
REVISION = '''"""A revision."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down!r}


def upgrade() -> None:
    """Make a table, and perhaps fail."""
    op.create_table("made_by_{revision}", sa.Column("n", sa.Integer(), primary_key=True))
    {then}
'''


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of its own, with room for revisions."""
    versions = tmp_path / "somebodys" / "migrations" / "versions"
    versions.mkdir(parents=True)
    (tmp_path / "somebodys" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield versions
    sys.modules.pop("somebodys", None)


def write(package: Path, revision: str, down: str | None, then: str = "") -> None:
    """Add a revision to *package*."""
    (package / f"{revision}.py").write_text(REVISION.format(revision=revision, down=down, then=then))


def test_the_database_is_what_the_code_expects(engine: Engine) -> None:
    """The register's migrations make the tables that its code describes, no more and no less."""
    migrations.upgrade(engine, PACKAGE)

    with engine.begin() as connection:
        options = {"version_table": "alembic_services_vaccines"}
        differs = compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)
    assert differs == []


def test_several_processes_may_start_at_once(engine: Engine, database_url: str) -> None:
    """The first migrates, the others wait and find nothing left to do."""
    engines = [open_engine(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda one: migrations.upgrade(one, PACKAGE), engines))

    assert "immunization" in inspect(engine).get_table_names()
    for one in engines:
        one.dispose()


def test_a_newer_database_is_refused(engine: Engine) -> None:
    """An older program would not know what it writes into."""
    migrations.upgrade(engine, PACKAGE)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_services_vaccines SET version_num = '9999'"))

    with pytest.raises(DatabaseIsNewer):
        migrations.upgrade(engine, PACKAGE)


def test_a_migration_that_fails_leaves_nothing_behind(engine: Engine, package: Path) -> None:
    """Neither its own tables nor those of the one before it; the next try begins anew."""
    write(package, "one", None)
    write(package, "two", "one", "raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        migrations.upgrade(engine, "somebodys")
    assert inspect(engine).get_table_names() == []

    write(package, "two", "one")
    migrations.upgrade(engine, "somebodys")
    assert {"made_by_one", "made_by_two"} <= set(inspect(engine).get_table_names())


def test_what_is_new_is_added_to_what_was_there(engine: Engine, package: Path) -> None:
    """A later version of the program runs its own revisions alone."""
    write(package, "one", None)
    migrations.upgrade(engine, "somebodys")
    write(package, "two", "one")

    migrations.upgrade(engine, "somebodys")

    assert {"made_by_one", "made_by_two"} <= set(inspect(engine).get_table_names())


def test_packages_share_a_database_without_meeting(engine: Engine, package: Path) -> None:
    """Each counts its own revisions."""
    write(package, "one", None)
    migrations.upgrade(engine, PACKAGE)
    migrations.upgrade(engine, "somebodys")

    assert {"immunization", "made_by_one"} <= set(inspect(engine).get_table_names())

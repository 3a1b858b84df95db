"""Claims about a seeded folder."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from access_log.entry import Action, ActorKind, Entry
from access_log.recorder import Recorder
from dev import places
from dev.families.cast import cast
from dev.refusals import NotTaken
from dev.seeding import Seeded, Summary, seed, seeded
from services.birthdata.store import Store as BirthdataStore
from services.opening import open_data
from services.vaccines import tables

from .countries import DAY

ASKED = Seeded(people=60, seed=3, day=DAY)
KARI = cast()["KARI"].number


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small country in it."""
    data = tmp_path_factory.mktemp("data")
    seed(data, ASKED)
    return data


def _rows(data: Path, register: str, table: str) -> int:
    with sqlite3.connect(data / register / "register.db") as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    connection.close()
    return found


def test_a_seeded_folder_says_what_it_was_seeded_with(folder: Path) -> None:
    """And nothing of the making is left beside the registers."""
    assert seeded(folder) == ASKED
    assert {path.name for path in folder.iterdir()} == {"vaccines", "birthdata", "population", "seed.json"}


def test_what_was_made_up_is_what_is_written(tmp_path: Path) -> None:
    """The summary counts rows that are there: every person, immunization, birth and look-up."""
    summary = seed(tmp_path, ASKED)

    logged = sum(_rows(tmp_path, name, "access_entry") for name in ("vaccines", "birthdata", "population"))
    assert summary == Summary(
        _rows(tmp_path, "population", "resident"),
        _rows(tmp_path, "vaccines", "immunization"),
        _rows(tmp_path, "birthdata", "birth"),
        logged,
    )


def test_seeding_again_replaces_what_was_there(folder: Path, tmp_path: Path) -> None:
    """Another country takes the old one's place, with new keys."""
    seed(tmp_path, ASKED)
    before = (tmp_path / "vaccines" / "keys.json").read_bytes()

    seed(tmp_path, Seeded(people=40, seed=4, day=DAY))

    assert _rows(tmp_path, "population", "resident") < _rows(folder, "population", "resident")
    assert (tmp_path / "vaccines" / "keys.json").read_bytes() != before


def test_half_a_country_is_none(tmp_path: Path) -> None:
    """A folder without its mark, or with half of it, counts as not seeded."""
    assert seeded(tmp_path) is None

    (tmp_path / "seed.json").write_text('{"people": 60, "se')
    assert seeded(tmp_path) is None


def test_what_fails_leaves_the_old_country(folder: Path, tmp_path: Path) -> None:
    """A country that a register refuses replaces nothing, and its half is cleared away."""
    seed(tmp_path, ASKED)

    with pytest.raises(NotTaken):
        seed(tmp_path, Seeded(people=40, seed=4, day=date(1990, 1, 1)))  # Most of the cast is not born.

    assert seeded(tmp_path) == ASKED
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in folder.iterdir()}


async def test_kari_finds_her_own_birth_and_her_childrens(folder: Path) -> None:
    """The birth register knows her as child and as mother."""
    turns, keyset = open_data(places.birthdata(folder), "services.birthdata")
    births = await turns.take(
        lambda connection: BirthdataStore(keyset).births_of(connection, KARI, representative=False)
    )
    turns.close()
    turns.engine.dispose()

    assert [birth.born for birth in births] == [date(1986, 3, 7), date(2012, 9, 10), date(2024, 2, 29)]


async def test_karis_log_opens_and_shows_every_group(folder: Path) -> None:
    """The entries are sealed with the register's own keys: persons, systems, research and herself."""
    turns, keyset = open_data(places.vaccines(folder), "services.vaccines")
    page = await Recorder(turns, keyset, tables.entries).about(_own_look(), before=None, limit=100)
    turns.close()
    turns.engine.dispose()

    assert {kept.entry.actor_kind for kept in page.entries} >= {
        ActorKind.PERSON,
        ActorKind.SYSTEM,
        ActorKind.RESEARCH,
        ActorKind.SELF,
    }


def _own_look() -> Entry:
    return Entry(
        at=datetime(2026, 11, 23, tzinfo=UTC),
        register="vaccines",
        action=Action.READ,
        subject=KARI,
        actor_kind=ActorKind.SELF,
        data="access-log",
        request_id=str(uuid4()),
    )

"""Write a made-up country into the registers' databases, by the registers' own doors."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import Table

from access_log.entry import Entry
from access_log.recorder import Recorder
from services.birthdata import tables as birthdata_tables
from services.birthdata.store import Store as BirthdataStore
from services.opening import open_data
from services.population import tables as population_tables
from services.population.store import Store as PopulationStore
from services.vaccines import tables as vaccines_tables
from services.vaccines.judged import Verdict
from services.vaccines.loading import load
from services.vaccines.store import Store as VaccinesStore
from storage.sealed import Keyset
from storage.turns import Turns

from . import places
from .country import Country, made_up
from .lookups.ledger import Register
from .refusals import NotTaken
from .residents import register_residents
from .vaccinations import bulk

_MARK = "seed.json"
_AT_A_TIME = 500


class Seeded(msgspec.Struct, frozen=True):
    """What was asked for. It is kept beside the databases and written last: half a country is none."""

    people: int
    seed: int
    day: date


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was written."""

    people: int
    immunizations: int
    births: int
    lookups: int


def seed(data: Path, asked: Seeded) -> Summary:
    """Make the country anew under *data*; what was there before goes once everything is written.

    Only random keys, and what they seal, differ between two runs.
    """
    made = made_up(asked.people, asked.seed, asked.day)
    fresh = data / f".new-{token_hex(4)}"
    try:
        asyncio.run(_write(fresh, made, asked))
        _replace(data, fresh)
        (data / _MARK).write_bytes(msgspec.json.encode(asked))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Summary(
        len(made.people),
        sum(map(len, made.histories.values())),
        len(made.births),
        len(made.ledger.entries),
    )


def seeded(data: Path) -> Seeded | None:
    """Return what *data* was seeded with, or None when it was not, or not to the end."""
    try:
        return msgspec.json.decode((data / _MARK).read_bytes(), type=Seeded)
    except (OSError, msgspec.MsgspecError):
        return None


def _replace(data: Path, fresh: Path) -> None:
    """Put each register's new folder where its old one was."""
    (data / _MARK).unlink(missing_ok=True)
    for register in Register:
        shutil.rmtree(data / register, ignore_errors=True)
        (fresh / register).rename(data / register)


async def _write(folder: Path, made: Country, asked: Seeded) -> None:
    await _write_population(folder, made)
    await _write_births(folder, made, asked.day)
    await _write_vaccinations(folder, made, asked.seed)


async def _write_population(folder: Path, made: Country) -> None:
    turns, keyset = open_data(places.population(folder), "services.population")
    store = PopulationStore(keyset)
    await turns.take(lambda connection: register_residents(connection, store, made.people))
    await _log(turns, keyset, population_tables.entries, made.ledger.of(Register.POPULATION))
    _let_go(turns)


async def _write_births(folder: Path, made: Country, day: date) -> None:
    turns, keyset = open_data(places.birthdata(folder), "services.birthdata")
    store = BirthdataStore(keyset)
    added = await turns.take(lambda connection: store.add_births(connection, made.births, today=day))
    if added.refused:
        raise NotTaken(f"the birth register refused {len(added.refused)} notifications")
    await _log(turns, keyset, birthdata_tables.entries, made.ledger.of(Register.BIRTHDATA))
    _let_go(turns)


async def _write_vaccinations(folder: Path, made: Country, number: int) -> None:
    """Load the histories as any sender's bulk files would be."""
    turns, keyset = open_data(places.vaccines(folder), "services.vaccines")
    with TemporaryDirectory(dir=folder) as files:
        paths = bulk.write(Path(files), made.histories, number)
        loaded = load(turns.engine, VaccinesStore(keyset), paths, real_people=False)
    rejected = sum(one.counts[Verdict.REJECTED] for one in loaded)
    if rejected or any(one.broken for one in loaded):
        raise NotTaken(f"the vaccine register rejected {rejected} lines")
    await _log(turns, keyset, vaccines_tables.entries, made.ledger.of(Register.VACCINES))
    _let_go(turns)


def _let_go(turns: Turns) -> None:
    """Close the database, so that all of it is in its file before the folder is moved."""
    turns.close()
    turns.engine.dispose()


async def _log(turns: Turns, keyset: Keyset, table: Table, entries: Sequence[Entry]) -> None:
    """Add *entries* oldest first, many to a transaction."""
    recorder = Recorder(turns, keyset, table)
    for start in range(0, len(entries), _AT_A_TIME):
        first, *others = entries[start : start + _AT_A_TIME]
        await recorder.read(first, lambda _: None, also=others)

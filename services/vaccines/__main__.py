"""The vaccine register's commands: `python -m services.vaccines COMMAND`."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from storage import migrations, sealed
from storage.engine import open_engine

from ..cli import Commands, Register
from ..progress import shown
from ..rejects import ENDING
from ..settings import read
from .judged import Verdict
from .loading import TWICE, Loaded, load
from .settings import Settings
from .store import Store

ALL_IN, SOME_REJECTED, FILE_BROKEN = 0, 1, 3

_TELLS = (
    "load FHIR R4 bulk data: newline-delimited JSON with Patients and Immunizations, plain or gzipped. "
    f"What is not let in stands in FILE{ENDING}. Running it again changes nothing. "
    f"Exit code {ALL_IN}: all is in; {SOME_REJECTED}: some lines were rejected; "
    f"2: the settings or the database cannot be used; {FILE_BROKEN}: a file could not be read to its end."
)


def _import(asked: Namespace) -> int:
    """Load the files, then say what became of them."""
    settings = read(Settings)
    files = [path for path in asked.files if not path.name.endswith(ENDING)]
    engine = open_engine(settings.database_url)
    migrations.upgrade(engine, __package__)
    store = Store(sealed.load_or_create(settings.keys_file))
    size = TWICE * sum(path.stat().st_size for path in files if path.is_file())
    with shown("import", size) as progress:
        loaded = load(engine, store, files, real_people=settings.real_people, progress=progress)
    engine.dispose()
    return _summary(loaded)


def _summary(loaded: Sequence[Loaded]) -> int:
    for one in loaded:
        counts = ", ".join(f"{one.counts[verdict]} {verdict}" for verdict in Verdict)
        print(f"{one.path}: {one.read} read: {counts}")
        if one.broken:
            before = "; the lines before that were loaded" if one.read else ""
            print(f"{one.path}: {one.broken}{before}", file=sys.stderr)
        if one.counts[Verdict.REJECTED]:
            print(f"{one.path}: see {one.path.name}{ENDING} for why lines were rejected", file=sys.stderr)
    total = ", ".join(f"{sum(one.counts[verdict] for one in loaded)} {verdict}" for verdict in Verdict)
    print(f"in all: {sum(one.read for one in loaded)} read: {total}")
    if any(one.broken for one in loaded):
        return FILE_BROKEN
    return SOME_REJECTED if any(one.counts[Verdict.REJECTED] for one in loaded) else ALL_IN


def commands() -> Commands:
    """Return what can be asked for on the command line."""
    named = Commands(Register("services.vaccines", Settings, Store))
    named.add("import", _TELLS, _import).add_argument("files", nargs="+", type=Path, metavar="FILE")
    return named


if __name__ == "__main__":
    sys.exit(commands().run())

"""The birth register's commands: `python -m services.birthdata COMMAND`."""

import sys
from argparse import Namespace
from pathlib import Path

from auth.bearer import utc_now
from storage import migrations, sealed
from storage.engine import open_engine

from ..cli import Commands, Register
from ..local_day import day_of
from ..progress import shown
from ..rejects import ENDING
from ..settings import read
from .loading import Loader
from .settings import Settings
from .store import Store

ALL_IN, SOME_REJECTED, FILE_BROKEN = 0, 1, 3

_TELLS = (
    "load notifications of births: newline-delimited JSON, plain or gzipped. "
    f"What is not let in stands in FILE{ENDING}. Running it again changes nothing. "
    f"Exit code {ALL_IN}: all is in; {SOME_REJECTED}: some lines were rejected; "
    f"2: the settings or the database cannot be used; {FILE_BROKEN}: a file could not be read to its end."
)


def _import(asked: Namespace) -> int:
    """Load the files one by one, and say what became of each."""
    settings = read(Settings)
    files = [path for path in asked.files if not path.name.endswith(ENDING)]
    engine = open_engine(settings.database_url)
    migrations.upgrade(engine, "services.birthdata")
    store = Store(sealed.load_or_create(settings.keys_file))
    loader = Loader(engine, store, day_of(utc_now()), settings.real_people)
    with shown("import", sum(path.stat().st_size for path in files if path.is_file())) as progress:
        loaded = [loader.load(path, progress=progress) for path in files]
    engine.dispose()
    for one in loaded:
        print(one)
        if one.broken:
            print(f"{one.path}: {one.broken}; the lines before that were loaded", file=sys.stderr)
        if one.rejected:
            print(f"{one.path}: see {one.path.name}{ENDING} for why", file=sys.stderr)
    if any(one.broken for one in loaded):
        return FILE_BROKEN
    return SOME_REJECTED if any(one.rejected for one in loaded) else ALL_IN


def commands() -> Commands:
    """Return what can be asked for on the command line."""
    named = Commands(Register("services.birthdata", Settings, Store))
    named.add("import", _TELLS, _import).add_argument("files", nargs="+", type=Path, metavar="FILE")
    return named


if __name__ == "__main__":
    sys.exit(commands().run())

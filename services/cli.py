"""The commands that every register has: bring its database in shape, and change its keys.

A register adds commands of its own, then runs whichever was asked for.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from storage import migrations, sealed
from storage.engine import open_engine
from storage.sealed import Keyset, KeysetUnusable

from .settings import RegisterSettings, SettingsUnusable, read

AT_A_TIME = 500


class Resealing(Protocol):
    """What holds sealed values and can seal them anew, some at a time."""

    def reseal(self, connection: Connection, *, most: int) -> int:
        """Seal up to *most* values anew; return how many there were."""
        ...


@dataclass(frozen=True, slots=True)
class Register:
    """What the shared commands must know about a register."""

    package: str
    settings: type[RegisterSettings]
    store: Callable[[Keyset], Resealing]


class Commands:
    """The command line of one register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._parser = argparse.ArgumentParser(prog=f"python -m {register.package}")
        self._named = self._parser.add_subparsers(required=True, metavar="COMMAND")
        self.add("migrate", "bring the database to the shape that this version expects", self._migrate)
        self.add(
            "rotate-keys", "add a key and seal everything anew; the register must be stopped", self._rotate
        )

    def add(self, name: str, tells: str, does: Callable[[Any], int | None]) -> argparse.ArgumentParser:
        """Add a command; *does* takes the parsed arguments and may return an exit code."""
        command = self._named.add_parser(name, help=tells, description=tells)
        command.set_defaults(does=does)
        return command

    def run(self, arguments: Sequence[str] | None = None) -> int:
        """Run the command that was asked for; return the exit code."""
        asked = self._parser.parse_args(arguments)
        try:
            return asked.does(asked) or 0
        except (SettingsUnusable, KeysetUnusable, migrations.DatabaseIsNewer) as fault:
            print(fault, file=sys.stderr)
        except OperationalError as fault:
            # Its whole text would hold the statement and its values.
            print(f"the database cannot be used: {fault.orig}", file=sys.stderr)
        except OSError as fault:
            print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
        return 2

    def _migrate(self, _: object) -> None:
        engine = open_engine(read(self._register.settings).database_url)
        migrations.upgrade(engine, self._register.package)
        engine.dispose()

    def _rotate(self, _: object) -> None:
        """Old keys stay in the file: what a break half-way leaves still opens, and the next run goes on."""
        settings = read(self._register.settings)
        engine = open_engine(settings.database_url)
        migrations.upgrade(engine, self._register.package)
        version = sealed.rotate(settings.keys_file)
        store, anew = self._register.store(sealed.load(settings.keys_file)), 0
        while True:
            with engine.begin() as connection:
                done = store.reseal(connection, most=AT_A_TIME)
            if not done:
                break
            anew += done
        engine.dispose()
        print(f"{anew} values are sealed under key {version}.")

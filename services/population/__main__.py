"""The population register's commands: `python -m services.population COMMAND`."""

import sys

from ..cli import Commands, Register
from ..settings import read
from . import signing
from .settings import Settings
from .store import Store


def _rotate_mandate_key(_: object) -> None:
    signing.load_or_create(read(Settings).mandate_keys_file)
    signing.rotate(read(Settings).mandate_keys_file)


def commands() -> Commands:
    """Return what can be asked for on the command line."""
    named = Commands(Register("services.population", Settings, Store))
    named.add(
        "rotate-mandate-key", "sign mandates under a new key from the next start on", _rotate_mandate_key
    )
    return named


if __name__ == "__main__":
    sys.exit(commands().run())

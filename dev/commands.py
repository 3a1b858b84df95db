"""What can be asked for on the command line."""

import argparse
import asyncio
from pathlib import Path

from auth.caller import Purpose

from . import keys, said
from .addresses import PORT, Addresses, port_of
from .data import lines
from .families.cast import cast
from .families.country import PEOPLE, SEED
from .holding import alone
from .look_up import LookUp, look_up
from .registers import AUDIENCES, JOURNAL_KEY
from .serving import listening
from .settings import dev_settings

_FORM = argparse.ArgumentDefaultsHelpFormatter


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    whole = argparse.ArgumentParser(prog="python -m dev", description="Run the demo.")
    whole.set_defaults(does=_demo)
    whole.add_argument("--port", type=_port, help="the portal's port; the others follow from it")
    whole.add_argument("--data", type=Path, help="where databases and keys are kept")
    named = whole.add_subparsers(metavar="COMMAND")
    _seed_command(named)
    _look_up_command(named)
    people = named.add_parser("people", help="list the people one can sign in as")
    people.set_defaults(does=lambda _: said.people())
    return whole


def _seed_command(named: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    seed = named.add_parser("seed", help="make up a country and write the databases", formatter_class=_FORM)
    seed.add_argument("--people", type=int, default=PEOPLE, help="how many at least")
    seed.add_argument("--seed", type=int, default=SEED, help="the same number makes the same country")
    seed.set_defaults(does=_seed)


def _look_up_command(named: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    look = named.add_parser("look-up", help="read a register as a named health worker", formatter_class=_FORM)
    look.add_argument("--persona", required=True, type=str.upper, choices=sorted(cast()), metavar="PERSONA")
    look.add_argument("--register", default="vaccines", choices=AUDIENCES, help="which register")
    look.add_argument("--nurse", default="", metavar="NAME", help="who looks; else somebody nearby")
    look.add_argument("--reason", default="BEHANDLER", choices=_reasons(), metavar="CODE", help="why")
    look.add_argument("--purpose", default="TREAT", choices=[purpose.value for purpose in Purpose])
    look.set_defaults(does=_look_up)


def _demo(asked: argparse.Namespace) -> None:
    settings = dev_settings()
    data, addresses = asked.data or settings.dev_data, Addresses(asked.port or PORT)
    with alone(data), listening(addresses.ports) as sockets:
        from .running import demo  # noqa: PLC0415 - takes seconds, which no other command need spend

        demo(data, addresses, sockets, settings)


def _seed(asked: argparse.Namespace) -> None:
    data = _folder(asked)
    with alone(data):
        from .running import make_country  # noqa: PLC0415 - as above

        said.written(make_country(data, asked.people, asked.seed))


def _look_up(asked: argparse.Namespace) -> None:
    data = _folder(asked)
    wanted = LookUp(asked.persona, asked.register, asked.nurse, asked.reason, Purpose(asked.purpose))
    addresses = Addresses(asked.port or port_of(data))
    key = keys.load_or_create(data / JOURNAL_KEY)
    said.looked(wanted, asyncio.run(look_up(wanted, addresses, key)), addresses)


def _folder(asked: argparse.Namespace) -> Path:
    """Return the folder to use; no command runs where real people's data may be."""
    settings = dev_settings()
    return asked.data or settings.dev_data


def _port(text: str) -> int:
    port = int(text)
    if not 1024 <= port <= 65_500:
        raise argparse.ArgumentTypeError("a port from 1024 to 65500")
    return port


def _reasons() -> list[str]:
    return lines("reasons")

"""What the commands print."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from services.local_day import day_of

from .addresses import Addresses
from .families.cast import cast
from .look_up import Looked, LookUp
from .personas import PERSONAS

if TYPE_CHECKING:
    from .seeding import Summary

_console = Console(highlight=False, soft_wrap=True)


def written(summary: "Summary") -> None:
    """Tell how much was seeded."""
    _console.print(
        f"Made up {summary.people:,} people with {summary.immunizations:,} immunizations, "
        f"{summary.births:,} births and {summary.lookups:,} look-ups of past years."
    )


def welcome(addresses: Addresses, login_issuer: str) -> None:
    """Tell where to go, and as whom."""
    if login_issuer == addresses.idporten:
        people()
        _console.print("Any other number of the made-up country signs in too.")
    else:
        _console.print(f"{login_issuer} signs people in; who they may be is told by `python -m dev people`.")
    _console.print("\nSomebody looks at Kari's vaccines when you run, beside this:")
    _console.print("  python -m dev look-up --persona KARI --register vaccines\n")
    for name in addresses.register_ports:
        _console.print(f"[dim]{name:12} {addresses.register(name)}[/dim]")
    _console.print(f"[dim]ID-porten    {addresses.idporten} (pretended)[/dim]")
    _console.print(f"\nMine helseopplysninger is ready: [bold]{addresses.portal}[/bold]  (Ctrl-C stops it)")


def people() -> None:
    """List the personas with their numbers."""
    today = day_of(datetime.now(UTC))
    for one in PERSONAS:
        _console.print(f"{one.key:9}{one.number}  {escape(one.name)}, {one.age(today)}: {one.about['en']}")


def looked(asked: LookUp, outcome: Looked, addresses: Addresses) -> None:
    """Tell who looked, what came of it, and where the citizen sees it."""
    who = f"{outcome.practitioner.name}, {outcome.practitioner.point_of_care.name},"
    name = cast()[asked.persona].name
    if outcome.refused is None:
        did = f"looked at {outcome.resources} entries about {name} in {asked.register}"
    else:
        did = f"was stopped on the way to {name}'s data in {asked.register} ({outcome.refused})"
    _console.print(f"{escape(who)} {escape(did)}.")
    _console.print(f"{escape(name)} sees it now: {addresses.portal}/access-log")

"""How far a long command has come: a bar for who watches, a line now and then for who reads a log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

EVERY = 10.0


@contextmanager
def shown(what: str, total: int, *, console: Console | None = None) -> Iterator[Callable[[int], None]]:
    """Show how many of *total* bytes are done, each time the function given is told of more."""
    console = console or Console(file=sys.stderr)
    if console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console) as bar:
            task = bar.add_task(what, total=total)
            yield lambda more: bar.advance(task, more)
    else:
        yield _lines(what, total, console)


def _lines(what: str, total: int, console: Console) -> Callable[[int], None]:
    done, said = 0, time.monotonic()

    def advance(more: int) -> None:
        nonlocal done, said
        done += more
        if time.monotonic() - said >= EVERY:
            said = time.monotonic()
            console.print(f"{what}: {100 * done // max(total, 1)} %", highlight=False)

    return advance

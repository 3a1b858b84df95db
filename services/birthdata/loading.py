"""`import FILE…`: notifications into the register, so that it can be broken off anywhere and run again.

Every batch is one transaction. A line is a Notification as notification.py
has it; a notification that is here already changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from ..ndjson import FileBroken, Line, batches, lines
from ..rejects import LineRejected, Rejects
from .notification import Notification
from .store import Store

_DECODER = msgspec.json.Decoder(Notification)


@dataclass
class Loaded:
    """What became of the lines of one file; *broken* says why it could not be read to its end."""

    path: Path
    new: int = 0
    known: int = 0
    rejected: int = 0
    broken: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.new} new, {self.known} known, {self.rejected} rejected"


@dataclass(frozen=True, slots=True)
class Loader:
    """Takes files into one register as of *today*."""

    engine: Engine
    store: Store
    today: date
    real_people: bool

    def load(self, path: Path, *, progress: Callable[[int], None] = lambda _: None) -> Loaded:
        """Take what *path* holds, as far as it can be read, and keep what is rejected beside it."""
        loaded, rejects = Loaded(path), Rejects(path)
        try:
            for batch in batches(lines(path, progress=progress)):
                self._take(batch, loaded, rejects)
        except FileBroken as fault:
            loaded.broken = str(fault)
        finally:
            rejects.close()
        return loaded

    def _take(self, batch: Sequence[Line], loaded: Loaded, rejects: Rejects) -> None:
        read = [(line, _read(line)) for line in batch]
        said = [(line, notification) for line, notification in read if isinstance(notification, Notification)]
        with self.engine.begin() as connection:
            added = self.store.add_births(
                connection,
                [notification for _, notification in said],
                today=self.today,
                real_people=self.real_people,
            )
        stopped = [(line, str(reason)) for line, reason in read if isinstance(reason, LineRejected)]
        stopped += [(said[one.place][0], "; ".join(one.reasons)) for one in added.refused]
        for line, reason in sorted(stopped, key=lambda one: one[0].number):
            rejects.add(line, reason)
        loaded.new += added.new
        loaded.known += added.known
        loaded.rejected += len(stopped)


def _read(line: Line) -> Notification | LineRejected:
    if not line.whole:
        return LineRejected("the line is too long")
    try:
        return _DECODER.decode(line.text)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        return LineRejected(f"not a notification: {fault}")

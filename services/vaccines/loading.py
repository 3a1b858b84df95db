"""`import FILE…`: bulk files into the register, so that it can be broken off anywhere and run again.

Every batch is one transaction: what was read is kept or not, whole. All files
are gone through twice, for Patients first, so that their order does not matter.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from ..ndjson import FileBroken, Line, batches, lines
from ..rejects import Rejects
from .dose_lines import DoseLines
from .judged import Judged, Verdict
from .patient_lines import PatientLines
from .store import Store

TWICE = 2


class _Taker(Protocol):
    """What judges the lines that it wants."""

    def wants(self, line: Line) -> bool: ...

    def take(self, connection: Connection, lines: Sequence[Line]) -> list[Judged]: ...


@dataclass
class Loaded:
    """What became of the lines of one file; *broken* says why it could not be read to its end."""

    path: Path
    counts: Counter[Verdict] = field(default_factory=Counter)
    broken: str = ""

    @property
    def read(self) -> int:
        """How many lines held anything."""
        return self.counts.total()


def load(
    engine: Engine,
    store: Store,
    paths: Sequence[Path],
    *,
    real_people: bool,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Loaded]:
    """Load *paths*, and return what became of each. *progress* hears of each byte of them twice."""
    takers = (PatientLines(store, real_people=real_people), DoseLines(store, real_people=real_people))
    loaded = [Loaded(path) for path in paths]
    with ExitStack() as open_files:
        rejects = [_rejects(one, open_files) for one in loaded]
        for taker in takers:
            for one, kept in zip(loaded, rejects, strict=True):
                _go_through(engine, taker, one, kept, progress)
    return loaded


def _rejects(one: Loaded, open_files: ExitStack) -> Rejects:
    rejects = Rejects(one.path)
    open_files.callback(rejects.close)
    return rejects


def _go_through(
    engine: Engine, taker: _Taker, one: Loaded, rejects: Rejects, progress: Callable[[int], None]
) -> None:
    """Take what *taker* wants from one file, as far as the file goes."""
    wanted = filter(taker.wants, lines(one.path, progress=progress))
    try:
        for batch in batches(wanted):
            with engine.begin() as connection:
                verdicts = taker.take(connection, batch)
            _note(verdicts, one, rejects)
    except FileBroken as fault:
        one.broken = str(fault)


def _note(verdicts: Sequence[Judged], one: Loaded, rejects: Rejects) -> None:
    for judged in verdicts:
        one.counts[judged.verdict] += 1
        if judged.verdict is Verdict.REJECTED:
            rejects.add(judged.line, judged.reason)

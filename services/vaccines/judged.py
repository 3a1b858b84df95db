"""What becomes of the lines of a bulk file."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeVar

from ..ndjson import Line
from ..rejects import LineRejected

T = TypeVar("T")


class Verdict(StrEnum):
    """What became of a line."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REJECTED = "rejected"


class Judged(NamedTuple):
    """A line and what became of it; *reason* when it was rejected."""

    line: Line
    verdict: Verdict
    reason: str = ""


def rejected(line: Line, reason: str) -> Judged:
    """Return the verdict on a line that is not let in."""
    return Judged(line, Verdict.REJECTED, reason)


def read(lines: Iterable[Line], reader: Callable[[Line], T]) -> Iterator[tuple[Line, T | Judged]]:
    """Yield each line with what *reader* makes of it, or with its rejection."""
    for line in lines:
        try:
            yield line, reader(line)
        except LineRejected as fault:
            yield line, rejected(line, str(fault))

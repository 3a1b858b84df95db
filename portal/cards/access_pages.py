"""One list from several registers' logs: each has running numbers of its own to page by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from access_log.entry import Entry

from .access_log import AccessCard, days, groups, look
from .trouble import Trouble

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one register answered: entries newest first by running number, and whether there are older."""

    register: str
    entries: Sequence[tuple[int, Entry]]
    more: bool
    counts: Mapping[str, int]


def access_card(
    shelves: Sequence[Shelf],
    *,
    fetched: datetime,
    before: Mapping[str, int],
    group: str = "",
    troubles: Sequence[Trouble] = (),
    size: int = PAGE_SIZE,
) -> AccessCard:
    """Return the newest *size* entries of *shelves*, which were asked for what is *before*."""
    newest_first = merge(
        *(
            [(entry.at, shelf.register, number, entry) for number, entry in shelf.entries]
            for shelf in shelves
        ),
        key=lambda row: row[0],
        reverse=True,
    )
    rows = list(islice(newest_first, size))
    reached = dict(before) | {register: number for _, register, number, _ in rows}
    left = any(shelf.more for shelf in shelves) or sum(len(shelf.entries) for shelf in shelves) > len(rows)
    return AccessCard(
        groups=groups((shelf.counts for shelf in shelves), group),
        days=days(look(entry, number) for _, _, number, entry in rows),
        older=cursor(reached) if left else None,
        troubles=tuple(troubles),
        fetched=fetched,
        continued=bool(before),
    )


def cursor(reached: Mapping[str, int]) -> str:
    """Return how far the list has come in each register, as an address may carry it."""
    return "~".join(f"{register}.{number}" for register, number in sorted(reached.items()))


def reached(text: str) -> dict[str, int]:
    """Return what a cursor says; what is no cursor says nothing."""
    pairs = (part.partition(".") for part in text.split("~")[:9])
    return {
        register: int(number)
        for register, _, number in pairs
        if register.isidentifier()
        and number.isascii()
        and number.isdecimal()
        and len(number) < 19
        and int(number) > 0
    }

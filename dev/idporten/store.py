"""What the provider remembers: in memory, for a while, and never more than fits.

A restart forgets all of it. The keys live longer (keys.py), so tokens that are
out stay good.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Generic, TypeVar

from .state import IssuedCode, PendingLogin, PushedRequest, Session

T = TypeVar("T")

PUSHED_LASTS = timedelta(seconds=120)
LOGIN_LASTS = timedelta(minutes=15)
CODE_LASTS = timedelta(seconds=60)
SESSION_LASTS = timedelta(minutes=120)
# Longer than any assertion or mandate is good for, with clocks that differ.
USED_LASTS = timedelta(minutes=5)


class ShelfIsFull(Exception):
    """Nothing has expired yet, and there is no room for one more."""


class Shelf(Generic[T]):
    """Things that are kept equally long, each under a key that cannot be guessed.

    Since all last equally long, the oldest stand first and only they need to be
    looked at. A full shelf refuses: to drop a used `jti` would let it be used again.
    """

    def __init__(self, now: Callable[[], datetime], lasts: timedelta, *, holds: int = 20_000) -> None:
        self._now = now
        self._lasts = lasts
        self._holds = holds
        self._things: dict[str, tuple[datetime, T]] = {}

    def put(self, thing: T, key: str | None = None) -> str:
        """Keep *thing* and return its key, a new one of 256 bits unless *key* is given."""
        self._throw_out_the_old()
        if len(self._things) >= self._holds:
            raise ShelfIsFull
        key = key or token_urlsafe(32)
        self._things.pop(key, None)
        self._things[key] = (self._now() + self._lasts, thing)
        return key

    def look(self, key: str | None) -> T | None:
        """Return what stands under *key* and leave it there."""
        kept = self._things.get(key or "")
        return kept[1] if kept is not None and self._now() < kept[0] else None

    def take(self, key: str | None) -> T | None:
        """Return what stands under *key* and remove it, so that nobody gets it twice."""
        thing = self.look(key)
        self._things.pop(key or "", None)
        return thing

    def find(self, fits: Callable[[T], bool]) -> str | None:
        """Return the key of a thing that *fits*."""
        return next((key for key, (_, thing) in self._things.items() if fits(thing)), None)

    def __contains__(self, key: str) -> bool:
        return self.look(key) is not None

    def __len__(self) -> int:
        return len(self._things)

    def _throw_out_the_old(self) -> None:
        now = self._now()
        while self._things:
            oldest = next(iter(self._things))
            if now < self._things[oldest][0]:
                return
            del self._things[oldest]


@dataclass(frozen=True)
class Store:
    """One shelf for each kind of thing."""

    pushed: Shelf[PushedRequest]
    logins: Shelf[PendingLogin]
    codes: Shelf[IssuedCode]
    spent: Shelf[IssuedCode]
    sessions: Shelf[Session]
    used: Shelf[bool]
    revoked: Shelf[bool]


def empty_store(now: Callable[[], datetime], *, tokens_last: timedelta) -> Store:
    """Return a store that forgets by the clock *now*."""
    return Store(
        pushed=Shelf(now, PUSHED_LASTS),
        logins=Shelf(now, LOGIN_LASTS),
        codes=Shelf(now, CODE_LASTS),
        # As long as the tokens live, so that a replay can still take them back.
        spent=Shelf(now, tokens_last + CODE_LASTS),
        sessions=Shelf(now, SESSION_LASTS),
        used=Shelf(now, USED_LASTS, holds=200_000),
        revoked=Shelf(now, tokens_last + CODE_LASTS, holds=200_000),
    )

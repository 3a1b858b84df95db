"""Leave a register that keeps failing alone for a moment, so that nobody queues up behind it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

FAILURES = 5
REST_SECONDS = 5.0


class Resting(Exception):
    """The other end failed too often; try again in a while."""


class Breaker:
    """Counts failures in a row. After FAILURES, one caller at a time tries again each REST_SECONDS."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    @property
    def open(self) -> bool:
        """Whether callers are being turned away now."""
        return self._failures >= FAILURES and self._clock() < self._rests_until

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Turn the caller away with Resting, or count how it went."""
        if self.open:
            raise Resting
        if self._failures >= FAILURES:
            self._rests_until = self._clock() + REST_SECONDS  # This caller tries; the others rest on.
        try:
            yield
        except Exception:
            self._failures += 1
            self._rests_until = self._clock() + REST_SECONDS
            raise
        self._failures = 0

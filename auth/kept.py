"""A value that is fetched once for all who want it, and kept for a while."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Fetches when somebody asks and the last value is too old.

    However many ask at once, one fetch is under way; when it fails, all of them
    hear it, and the next who asks tries again. A visitor who leaves does not
    take the others' fetch along.
    """

    def __init__(
        self,
        fetch: Callable[[], Coroutine[Any, Any, T]],
        *,
        lasts: Callable[[T], timedelta],
        now: Callable[[], datetime],
    ) -> None:
        self._fetch = fetch
        self._lasts = lasts
        self._now = now
        self._value: tuple[T, datetime] | None = None
        self._flight: asyncio.Task[T] | None = None

    @property
    def fresh(self) -> bool:
        """Whether a value is here that need not be fetched."""
        return self._value is not None and self._now() < self._value[1]

    @property
    def idle(self) -> bool:
        """Whether nothing would be lost by forgetting this."""
        return not self.fresh and self._flight is None

    async def value(self) -> T:
        """Return the value, fetched anew if the last one has served its time."""
        if self._value is not None and self._now() < self._value[1]:
            return self._value[0]
        return await self.fetched()

    def fetched(self) -> Awaitable[T]:
        """Fetch anew, or join the fetch under way."""
        if self._flight is None:
            self._flight = asyncio.create_task(self._fetch())
            self._flight.add_done_callback(self._landed)
        return asyncio.shield(self._flight)

    def _landed(self, flight: asyncio.Task[T]) -> None:
        self._flight = None
        if not flight.cancelled() and flight.exception() is None:
            value = flight.result()
            self._value = value, self._now() + self._lasts(value)

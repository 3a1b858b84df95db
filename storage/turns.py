"""One commit for many callers.

A commit that waits for the disk costs far more than the few rows in it. So all
work that queued up while the previous commit ran shares the next one, and each
caller is answered when that commit is on disk. Nobody waits for a timer: alone,
a caller is served at once.
"""

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")

MOST_AT_ONCE = 256


class TurnsClosed(Exception):
    """The database thread has ended; nothing more can be kept."""


class _Turn(NamedTuple):
    work: Callable[[Connection], Any]
    answer: "asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop


class Turns:
    """A thread of its own that takes callers' work to the database in shared transactions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._waiting: SimpleQueue[_Turn | None] = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name=f"turns-{engine.url.database}", daemon=True)
        self._thread.start()

    async def take(self, work: Callable[[Connection], T]) -> T:
        """Run *work* in a transaction; return its answer once the commit is durable.

        *work* must depend on the connection alone: when a neighbour in the same
        transaction fails, everything is rolled back and each is run again alone.
        """
        if self._closed:
            raise TurnsClosed
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._waiting.put(_Turn(work, answer, loop))
        return await answer

    def close(self) -> None:
        """Serve those who already wait, then end the thread."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (first := self._waiting.get()) is not None:
            turns, last = [first], False
            while len(turns) < MOST_AT_ONCE and not self._waiting.empty():
                following = self._waiting.get()
                if following is None:
                    last = True
                    break
                turns.append(following)
            self._together(turns)
            if last:
                return

    def _together(self, turns: list[_Turn]) -> None:
        """Serve *turns* in one transaction, or one by one when any of them fails."""
        try:
            with self.engine.begin() as connection:
                answers = [turn.work(connection) for turn in turns]
        except BaseException as error:  # noqa: BLE001 (whatever it is, it is the caller's to hear)
            if len(turns) == 1:
                _tell(turns, [error])
            else:
                for turn in turns:
                    self._together([turn])
        else:
            _tell(turns, answers)


def _tell(turns: list[_Turn], answers: list[Any]) -> None:
    """Wake every caller, each event loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any]]] = {}
    for turn, answer in zip(turns, answers, strict=True):
        by_loop.setdefault(turn.loop, []).append((turn.answer, answer))
    for loop, told in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, told)


def _settle(told: list[tuple["asyncio.Future[Any]", Any]]) -> None:
    for future, answer in told:
        if future.cancelled():
            continue  # The caller gave up; what it asked for is committed all the same.
        if isinstance(answer, StopIteration):
            # A future cannot carry it, and whoever waits behind it must not wait for ever.
            future.set_exception(RuntimeError("the work ended an iteration that it had not begun"))
        elif isinstance(answer, BaseException):
            future.set_exception(answer)
        else:
            future.set_result(answer)

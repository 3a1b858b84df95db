"""A load generator: some connections, each asking again as soon as it was answered.

It runs in a process of its own, on a core that the server does not use, and
does as little as it can with each answer, so that the server is what is measured.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import cast

import uvloop

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


class AnswerWrong(Exception):
    """The server answered something else than the page."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a run saw: answers a second, and the seconds that each took, sorted."""

    seconds: float
    latencies: list[float] = field(repr=False)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency that *share* of the answers were at least as quick as, in milliseconds."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)] * 1000


class _Connection(asyncio.Protocol):
    """Sends the same request for ever."""

    def __init__(self, request: bytes, latencies: list[float], done: "asyncio.Future[None]") -> None:
        self._request = request
        self._latencies = latencies
        self._done = done
        self._received = bytearray()
        self._whole: int | None = None
        self._began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._whole is None and (end := self._received.find(_END_OF_HEAD)) >= 0:
            self._whole = end + len(_END_OF_HEAD) + self._length(bytes(self._received[:end]))
        if self._whole is not None and len(self._received) >= self._whole:
            self._latencies.append(time.perf_counter() - self._began)
            self._received.clear()
            self._whole = None
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(error or AnswerWrong("the server hung up"))

    def _ask(self) -> None:
        if not self._done.done():
            self._began = time.perf_counter()
            self._transport.write(self._request)

    def _length(self, head: bytes) -> int:
        if not head.startswith(b"HTTP/1.1 200"):
            self._done.set_exception(AnswerWrong(head.partition(b"\r\n")[0].decode()))
            return 0
        lines = [line for line in head.lower().split(b"\r\n") if line.startswith(_LENGTH)]
        return int(lines[0].removeprefix(_LENGTH)) if lines else 0


def run(port: int, request: bytes, *, connections: int, seconds: float) -> Load:
    """Load 127.0.0.1:*port* for *seconds* and return what was seen."""
    return uvloop.run(_run(port, request, connections, seconds))


async def _run(port: int, request: bytes, connections: int, seconds: float) -> Load:
    loop = asyncio.get_running_loop()
    latencies: list[float] = []
    done: asyncio.Future[None] = loop.create_future()
    began = time.perf_counter()
    opened = [
        await loop.create_connection(lambda: _Connection(request, latencies, done), "127.0.0.1", port)
        for _ in range(connections)
    ]
    loop.call_later(seconds, _end, done)
    await done
    took = time.perf_counter() - began
    for transport, _ in opened:
        transport.abort()
    return Load(took, sorted(latencies))


def _end(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)

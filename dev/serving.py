"""Serve several apps on ports of their own in one loop until somebody says stop, and end well."""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from storage.memory import settle

from .addresses import HOST
from .refusals import PortTaken

_LAST_WORDS = 10  # seconds that a request under way may take when everything stops
_STOPS = (signal.SIGINT, signal.SIGTERM)

Sockets = Mapping[int, list[socket.socket]]
"""Listening sockets by port: one for each address that *localhost* has."""


@contextmanager
def listening(ports: Iterable[int]) -> Iterator[Sockets]:
    """Take every port, or raise PortTaken before anything else has been done."""
    with ExitStack() as stack:
        yield {port: [stack.enter_context(one) for one in _taken(port)] for port in ports}


def run(
    apps: Mapping[int, ASGIApp],
    sockets: Sockets,
    *,
    ready: Callable[[], None],
    close: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Serve *apps* by port; call *ready* once all listen; after SIGINT or SIGTERM, finish and *close*."""
    loop_factory = uvicorn.Config(next(iter(apps.values())), loop="auto").get_loop_factory()
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(_serve(apps, sockets, ready, close))


class _Server(uvicorn.Server):
    """A server among others: signals are not its own to handle, and it says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to whoever started all the servers."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say so."""
        await super().startup(sockets)
        self.up.set()


async def _serve(
    apps: Mapping[int, ASGIApp],
    sockets: Sockets,
    ready: Callable[[], None],
    close: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    stop = asyncio.Event()
    for number in _STOPS:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    servers = {port: _Server(_config(app)) for port, app in apps.items()}
    serving = {port: asyncio.create_task(server.serve(sockets[port])) for port, server in servers.items()}
    try:
        for server in servers.values():
            await server.up.wait()
        settle()
        ready()
        await stop.wait()
        # The portal stands last. Its visitors need all the others until they are answered.
        *others, portal = servers
        for together in ([portal], others):
            for port in together:
                servers[port].should_exit = True
            await asyncio.gather(*(serving[port] for port in together))
    finally:
        await close()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_LAST_WORDS,
    )


def _taken(port: int) -> Iterator[socket.socket]:
    """Return a listening socket for each address; a machine may have a name for IPv6 and no IPv6."""
    for family, *_, address in socket.getaddrinfo(HOST, port, type=socket.SOCK_STREAM):
        try:
            yield socket.create_server(address, family=family)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(port) from None
            if family == socket.AF_INET:
                raise

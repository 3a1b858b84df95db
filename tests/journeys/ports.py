"""Free ports for the demo, and a line to one of its registers that can be cut."""

import asyncio
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from dev.addresses import Addresses


def free() -> Addresses:
    """Return addresses whose ports nobody uses just now."""
    while True:
        addresses = Addresses(random.randrange(20_000, 30_000, 20))
        with suppress(OSError), ExitStack() as stack:
            for port in addresses.ports:
                for host in ("127.0.0.1", "::"):
                    family = socket.AF_INET6 if ":" in host else socket.AF_INET
                    stack.enter_context(socket.create_server((host, port), family=family))
            return addresses


class Line:
    """Passes bytes on between two ports, for as long as it is whole."""

    def __init__(self, to: int) -> None:
        self.port = 0
        self._to = to
        self._whole = True
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._listens, self._over = threading.Event(), asyncio.Event()

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Hang up on whoever speaks, and on whoever calls, until the end."""
        self._whole = False
        self._loop.call_soon_threadsafe(self._hang_up)
        yield
        self._whole = True

    @contextmanager
    def served(self) -> Iterator["Line"]:
        """Listen on *port*, in a thread of its own."""
        thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))
        thread.start()
        self._listens.wait()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._over.set)
            thread.join()
            self._loop.close()

    async def _serve(self) -> None:
        async with await asyncio.start_server(self._connected, "127.0.0.1", 0) as server:
            self.port = server.sockets[0].getsockname()[1]
            self._listens.set()
            await self._over.wait()
            self._hang_up()

    def _hang_up(self) -> None:
        for end in self._open:
            end.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        await asyncio.gather(self._passed_on(reader, back), self._passed_on(there, writer))

    async def _passed_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with suppress(OSError):
            while part := await reader.read(65_536):
                writer.write(part)
                await writer.drain()
        self._open.discard(writer)
        writer.close()

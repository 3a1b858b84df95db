"""Registers that misbehave, on a real port: what a network and a program at its end can do to the portal."""

import asyncio
import socket
import ssl
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx

from services.http import MOST_BYTES, transport
from tests.portal.registers import Line

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
JSON = b"Content-Type: application/json\r\n"
REFUSAL = b'{"resourceType":"OperationOutcome","issue":[{"details":{"coding":[{"code":"token-expired"}]}}]}'


def says(status: str, body: bytes, headers: bytes = JSON) -> Answer:
    """Answer with *body*, whole."""
    length = b"Content-Length: %d\r\n" % len(body)
    return sends(b"HTTP/1.1 %s\r\n%s%s\r\n" % (status.encode(), headers, length), body)


def sends(*parts: bytes) -> Answer:
    """Send *parts* as they are, and hang up."""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()

    return answer


async def slow(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer after five seconds."""
    await asyncio.sleep(5)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")


async def drips(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def resets(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Break the connection off in the middle of a word."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    await writer.drain()
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def floods(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send headers without end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Header: %s\r\n" % (b"a" * 4000))
        await writer.drain()


SILENT: dict[str, Answer | None] = {
    "down": None,
    "resets": resets,
    "floods": floods,
    "hangs up": sends(),
    "half a body": sends(b"HTTP/1.1 200 OK\r\n" + JSON + b"Content-Length: 900\r\n\r\n", b'{"resource'),
    "half a chunk": sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n", b'{"resource'),
    "no HTTP": sends(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "HTML": says("200 OK", b"<!doctype html><title>Velkommen</title>"),
    "bad JSON": says("200 OK", b'{"resourceType":"Bundle",'),
    "not UTF-8": says("200 OK", b'{"resourceType":"\xff\xfe"}'),
    "other JSON": says("200 OK", b'{"resourceType":"Patient","total":"many","entry":7,"entries":null}'),
    "a list": says("200 OK", b"[]"),
    "nothing": says("200 OK", b""),
    "deep JSON": says("200 OK", b'{"x":' + b"[" * 200_000),
    "huge JSON": says("200 OK", b'{"x":"' + b"a" * MOST_BYTES + b'"}'),
    "a bomb": says("200 OK", zlib.compress(b"a" * (4 * MOST_BYTES)), JSON + b"Content-Encoding: deflate\r\n"),
    "not gzip": says("200 OK", b"{}", JSON + b"Content-Encoding: gzip\r\n"),
    "redirects": says("302 Found", b"", b"Location: http://127.0.0.1:9/\r\n"),
    "400": says("400 Bad Request", REFUSAL),
    "404": says("404 Not Found", b"<html>"),
    "429": says("429 Too Many Requests", b"{}"),
    "500": says("500 Internal Server Error", b"Traceback (most recent call last)"),
    "503": says("503 Service Unavailable", REFUSAL),
}
"""What is no answer, and comes at once. None does not even listen."""

REFUSING: dict[str, Answer] = {
    "401": says("401 Unauthorized", REFUSAL),
    "403": says("403 Forbidden", REFUSAL),
    "401 in HTML": says("401 Unauthorized", b"<html>"),
    "401 in deep JSON": says("401 Unauthorized", b'{"issue":' + b"[" * 200_000),
    "403 of nothing": says("403 Forbidden", b""),
}
"""What is a no."""


class _Elsewhere(httpx.AsyncBaseTransport):
    """The portal's own transport, to a port on this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._inner = transport(ssl.create_default_context())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


@asynccontextmanager
async def misbehaving(line: Line, answer: Answer | None) -> AsyncIterator[None]:
    """Lead *line* to a register that answers like that."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            if answer is not None:
                await answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # The portal has heard enough.
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    if answer is None:
        server.close()
    before, line.way = line.way, _Elsewhere(port)
    try:
        yield
    finally:
        await line.way.aclose()
        line.way = before
        server.close()

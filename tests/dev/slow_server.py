"""An app that takes its time: `python -m tests.dev.slow_server PORT`, for tests of how servers stop."""

import asyncio
import sys

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dev import serving


async def slow(scope: Scope, receive: Receive, send: Send) -> None:
    """Say on the terminal that a request has come, and answer it a second later."""
    print(f"asked for {Request(scope).url.path}", flush=True)
    await asyncio.sleep(1)
    await PlainTextResponse("done")(scope, receive, send)


async def closed() -> None:
    """Say that everything was let go of."""
    print("closed", flush=True)


if __name__ == "__main__":
    port = int(sys.argv[1])
    with serving.listening([port]) as sockets:
        serving.run({port: slow}, sockets, ready=lambda: print("ready", flush=True), close=closed)

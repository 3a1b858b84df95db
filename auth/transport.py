"""The way out to a provider: one pool of connections, one TLS context, and an end to every answer."""

import asyncio
import ssl
from typing import cast

import httpx

MOST_BYTES = 256 * 1024
MOST_SECONDS = 10.0
_CONNECT_SECONDS = 3.0
_LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=10)


class BoundedTransport(httpx.AsyncBaseTransport):
    """Reads a whole answer, or none: never longer than allowed, in bytes and in time.

    HTTPX bounds each read but not their sum, so a server that drips a byte a
    second could hold a visitor for ever. Compressed answers are not asked for
    and not accepted, because their size is known only when it is too late.
    """

    def __init__(
        self, inner: httpx.AsyncBaseTransport, *, seconds: float = MOST_SECONDS, size: int = MOST_BYTES
    ) -> None:
        self._inner = inner
        self._seconds = seconds
        self._size = size

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request* and return its answer with the body already read."""
        request.headers["Accept-Encoding"] = "identity"
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._inner.handle_async_request(request)
                try:
                    body = await self._whole(answer)
                finally:
                    await answer.aclose()
        except TimeoutError:
            raise httpx.ReadTimeout("no whole answer in time", request=request) from None
        return httpx.Response(answer.status_code, headers=answer.headers, content=body, request=request)

    async def _whole(self, answer: httpx.Response) -> bytes:
        if answer.headers.get("content-encoding", "identity").lower() != "identity":
            raise httpx.DecodingError("a compressed answer was not asked for")
        body = bytearray()
        async for chunk in cast("httpx.AsyncByteStream", answer.stream):
            body += chunk
            if len(body) > self._size:
                raise httpx.RemoteProtocolError("the answer is too long")
        return bytes(body)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def open_transport(inner: httpx.AsyncBaseTransport | None = None) -> BoundedTransport:
    """Return the transport to share by everything that speaks with the providers.

    The TLS context is made here, once: making one takes longer than a sign-in.
    """
    return BoundedTransport(
        inner or httpx.AsyncHTTPTransport(verify=ssl.create_default_context(), limits=_LIMITS)
    )


def open_client(transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    """Return a client on *transport* for documents that need no authentication."""
    timeout = httpx.Timeout(MOST_SECONDS, connect=_CONNECT_SECONDS)
    return httpx.AsyncClient(transport=transport, timeout=timeout, trust_env=False)

"""The yardstick: an ASGI app that knows nothing and returns the same bytes."""

from starlette.types import ASGIApp, Receive, Scope, Send


def bare(body: bytes) -> ASGIApp:
    """Return an app that answers every request with *body*."""
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ],
    }
    end = {"type": "http.response.body", "body": body}

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send(start)
            await send(end)

    return app

"""A form on another site cannot act for the citizen.

The browser itself says where a request comes from. A session cookie is also
SameSite, so this is the second lock on the same door.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOriginOnly:
    """Refuses every change that does not come from this portal's own pages."""

    def __init__(self, app: ASGIApp, *, origin: str, refusal: ASGIApp) -> None:
        self._app = app
        self._origin = origin
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or answer with the *refusal*."""
        foreign = (
            scope["type"] == "http"
            and scope["method"] not in _SAFE
            and not from_here(Headers(scope=scope), self._origin)
        )
        await (self._refusal if foreign else self._app)(scope, receive, send)


def from_here(headers: Headers, origin: str) -> bool:
    """Return whether the browser says that the request comes from *origin* itself.

    Sec-Fetch-Site decides where it is sent; an older browser's Origin must
    otherwise be ours. A request with neither is refused.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return headers.get("Origin") == origin

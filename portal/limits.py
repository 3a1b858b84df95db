"""How often one visitor may knock. Generous for people, tight for machines that guess."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

SIGN_IN = RateLimitItemPerMinute(60)
CHANGES = RateLimitItemPerMinute(120)


class Limits:
    """Turns away a client that signs in or changes things far more often than a person could."""

    def __init__(self, app: ASGIApp, *, refusal: ASGIApp) -> None:
        self._app = app
        self._refusal = refusal
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, or answer with the *refusal*."""
        limit = limit_for(scope)
        if limit and not await self._windows.hit(limit, visitor(scope)):
            await self._refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def limit_for(scope: Scope) -> RateLimitItem | None:
    """Return the limit that a request counts toward; looking at pages counts toward none here."""
    if scope["type"] != "http":
        return None
    if scope["path"].startswith("/login"):
        return SIGN_IN
    return None if scope["method"] in ("GET", "HEAD") else CHANGES


def visitor(scope: Scope) -> str:
    """Return by what a visitor is known here: an address, or the /64 that one line has of IPv6 addresses."""
    client = scope.get("client")
    try:
        address = ip_address(client[0].partition("%")[0] if client else "")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((int(address), 64), strict=False))
    return str(address)

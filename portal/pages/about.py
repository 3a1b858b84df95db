"""What the service says about itself: privacy, accessibility, and where to report a weakness."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..around import shell_if_signed_in
from ..html import render
from ..wiring import wiring

_SECURITY_TXT_LASTS = timedelta(days=180)


async def privacy(request: Request) -> Response:
    """Show what the portal keeps about its visitors, and for how long."""
    await shell_if_signed_in(request)
    return render(request, page="privacy/page.html")


async def accessibility(request: Request) -> Response:
    """Show the accessibility statement."""
    await shell_if_signed_in(request)
    return render(request, page="accessibility/page.html")


async def robots(_: Request) -> Response:
    """Ask search engines to stay out: everything of interest here is personal."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def security_txt(request: Request) -> Response:
    """Say where to report a weakness (RFC 9116)."""
    wired = wiring(request)
    expires = (wired.now() + _SECURITY_TXT_LASTS).strftime("%Y-%m-%dT00:00:00Z")
    return PlainTextResponse(
        f"Contact: {wired.security_contact}\nExpires: {expires}\nPreferred-Languages: nb, nn, en\n"
        f"Canonical: {wired.origin}/.well-known/security.txt\n"
    )

"""Signing out at the provider too (OpenID Connect RP-Initiated and Front-Channel Logout 1.0)."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, Response

from .metadata import Metadata


@dataclass(frozen=True, slots=True)
class Farewell:
    """A form that signs out at the provider: `<form action method>` with hidden fields."""

    action: str
    method: str
    fields: dict[str, str] = field(repr=False)


def farewell(
    metadata: Metadata, *, method: str, id_token: str, client_id: str, back: str, language: str
) -> Farewell | None:
    """Return how to sign out at the provider, or None when it has no such endpoint.

    The ID token is a hint about whom to sign out. It holds a person number, so
    it goes into the body of a POST only; a provider that takes nothing but GET
    has to ask the visitor instead.
    """
    if metadata.end_session_endpoint is None:
        return None
    fields = {"client_id": client_id, "post_logout_redirect_uri": back, "ui_locales": language}
    if method == "post":
        fields["id_token_hint"] = id_token
    return Farewell(metadata.end_session_endpoint, method, fields)


def framed_answer(origins: list[str], *, done: bool) -> Response:
    """Return what the provider's frame shows when it has told us that somebody signed out there."""
    return HTMLResponse(
        "<!doctype html><title></title>",
        status_code=200 if done else 400,
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"default-src 'none'; frame-ancestors {' '.join(origins)}",
        },
    )


def origin_of(url: str) -> str:
    """Return scheme, host and port of *url*."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

"""The two cookies: one names a session, one binds visits to the provider to this browser.

`__Host-` makes browsers refuse them from any other host and over an open line.
"""

import re
from secrets import token_urlsafe
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

SESSION_COOKIE = "__Host-session"
LOGIN_COOKIE = "__Host-login"
_RANDOM = re.compile(r"[A-Za-z0-9_-]{43}")
_LOCKED: dict[str, Any] = {"path": "/", "secure": True, "httponly": True, "samesite": "lax"}


def presented(request: Request) -> tuple[str | None, str]:
    """Return what the browser holds as its session, and the name by which it goes."""
    return request.cookies.get(SESSION_COOKIE), request.headers.get("user-agent", "")


def set_session(response: Response, cookie: str) -> None:
    """Hand the browser its session, until it is closed; the server decides when it ends."""
    response.set_cookie(SESSION_COOKIE, cookie, **_LOCKED)


def clear_session(response: Response) -> None:
    """Take the session out of the browser, with what pages may have left there."""
    response.delete_cookie(SESSION_COOKIE, **_LOCKED)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def browser_of(request: Request) -> str | None:
    """Return the secret that binds this browser's visits to the provider, if it holds one."""
    cookie = request.cookies.get(LOGIN_COOKIE, "")
    return cookie if _RANDOM.fullmatch(cookie) else None


def bind_browser(response: Response, request: Request) -> str:
    """Return this browser's secret, a new one if need be, and see that the browser keeps it.

    Another tab may be on its way already, so a secret that is there stays.
    """
    browser = browser_of(request) or token_urlsafe(32)
    response.set_cookie(LOGIN_COOKIE, browser, max_age=3600, **_LOCKED)
    return browser

"""Every route of the portal, sorted by who may use it. A route that is in no list fails the tests."""

from starlette.applications import Starlette
from starlette.routing import Route

OPEN = {
    ("GET", "/"),  # A stranger gets the front page.
    ("GET", "/status"),
    ("GET", "/privacy"),
    ("GET", "/accessibility"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/robots.txt"),
    ("GET", "/.well-known/security.txt"),
    ("POST", "/language"),
    ("GET", "/session/expired"),
    ("GET", "/login"),
    ("GET", "/login/callback"),
    ("GET", "/login/frontchannel-logout"),
    ("GET", "/logout"),
    ("POST", "/logout"),
}
STEP_UP = {("GET", "/login/step-up"), ("POST", "/login/step-up")}
CLOSED = {
    ("GET", "/vaccines"),
    ("GET", "/births"),
    ("GET", "/access-log"),
    ("GET", "/profile"),
    ("POST", "/profile/sessions/end"),
    ("POST", "/session/extend"),
}
SORTED = sorted(OPEN | STEP_UP | CLOSED)
CHANGING = sorted(path for method, path in SORTED if method == "POST")
PAGES_ABOUT_A_PERSON = ("/", "/vaccines", "/births", "/access-log")


def doors(app: Starlette) -> set[tuple[str, str]]:
    """Return every method and path that *app* has a handler for. HEAD goes with GET."""
    return {
        (method, route.path)
        for route in app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
        if method != "HEAD"
    }

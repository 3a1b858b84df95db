"""After signing out: here, and with a way to sign out at the provider too."""

from starlette.requests import Request
from starlette.responses import Response

from auth.farewell import Farewell, origin_of

from ..headers import content_security_policy
from ..html import render


def signed_out(request: Request, farewell: Farewell | None) -> Response:
    """Say that the session has ended; a *farewell* is a form to post to the provider."""
    if farewell is None:
        return render(request, page="session/logged_out.html")
    page = render(request, page="session/leave_provider.html", farewell=farewell)
    page.headers["Content-Security-Policy"] = content_security_policy(
        form_targets=[origin_of(farewell.action)]
    )
    return page

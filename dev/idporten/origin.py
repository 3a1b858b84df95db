"""Whether a form was sent from our own page: by Sec-Fetch-Site, or else by Origin."""

from starlette.requests import Request

from .errors import PageRefused


def refuse_other_sites(request: Request, issuer: str) -> None:
    """Raise PageRefused when the form came from anywhere else.

    Every browser says one of the two. Who says neither is no browser, and has no
    business with a page for people.
    """
    site = request.headers.get("sec-fetch-site")
    ours = request.headers.get("origin") == issuer if site is None else site == "same-origin"
    if not ours:
        raise PageRefused("other-site", status=403, error="access_denied")

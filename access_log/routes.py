"""The register's log, as the citizen's portal asks for it."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .admission import Admission, Refused
from .contract import DATA, MOST, SCOPE, SEARCH_PATH, Kept, Page, Search
from .entry import Entry

LAST = 2**63 - 1
"""The highest running number that a database can hold."""


def routes(admission: Admission) -> list[Route]:
    """Return the routes that each register adds to its own."""

    async def search(request: Request) -> Response:
        """Show who has looked at a person's data here. Looking leaves an entry too."""
        asked = asked_for(await request.body())
        admitted = await admission.admit(request, subject=asked.subject, scope=SCOPE, data=DATA)
        page = await admission.recorder.about(
            admitted.entry, before=asked.before, limit=asked.limit, kinds=set(asked.kinds)
        )
        return Response(msgspec.json.encode(shown(page)), media_type="application/json")

    return [Route(SEARCH_PATH, search, methods=["POST"])]


def asked_for(body: bytes) -> Search:
    """Return the page that *body* asks for, or refuse what is not a search."""
    try:
        asked = msgspec.json.decode(body, type=Search)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused(400, "search-malformed") from None
    whole = len(asked.subject) == 11 and asked.subject.isascii() and asked.subject.isdecimal()
    within = asked.before is None or 0 < asked.before <= LAST
    if not (whole and within and 0 < asked.limit <= MOST):
        raise Refused(422, "search-out-of-range")
    return asked


def shown(page: Page) -> Page:
    """Return *page* as it may leave the register: names, but nobody's person number (rule ATT-8)."""
    return msgspec.structs.replace(
        page, entries=[Kept(kept.id, _nameable(kept.entry)) for kept in page.entries]
    )


def _nameable(entry: Entry) -> Entry:
    practitioner = entry.practitioner and msgspec.structs.replace(entry.practitioner, identifier="")
    return msgspec.structs.replace(entry, actor=None, practitioner=practitioner)

"""The front page: what this is for a stranger, an overview for who is signed in."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from auth.identity import ME

from ..cards.births import birth_card
from ..cards.overview import Overview, closed_children, looks_card
from ..cards.trouble import shown
from ..cards.vaccines import vaccine_card
from ..errors import NotSignedIn
from ..html import render
from ..visit import Visit, visit
from .access_log import OTHERS, looks

_GLANCE = 20


async def home(request: Request) -> Response:
    """Show the overview to a citizen, and the front page to anybody else."""
    try:
        here = await visit(request)
    except NotSignedIn:
        return render(request, page="front/page.html")
    return render(request, page="overview/page.html", overview=await overview(here))


async def overview(here: Visit) -> Overview:
    """Ask every register at once; each answers for its own card."""
    vaccines, births = here.wired.registers.vaccines, here.wired.registers.births
    doses, born, log = await asyncio.gather(
        here.ask(vaccines, vaccines.history),
        here.ask(births, births.births),
        looks(here, before={}, kinds=OTHERS, size=_GLANCE),
    )
    closed = closed_children(here.session.closed) if here.handle == ME else ()
    return Overview(shown(doses, vaccine_card), shown(born, birth_card), looks_card(log), closed)

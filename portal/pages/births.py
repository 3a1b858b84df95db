"""Mine fødselsdata."""

from starlette.requests import Request
from starlette.responses import Response

from ..cards.births import birth_card
from ..cards.trouble import shown
from ..html import render
from ..visit import visit


async def births(request: Request) -> Response:
    """Show what MFR holds about the citizen's own birth and, for a mother, her children's."""
    here = await visit(request)
    register = here.wired.registers.births
    answer = await here.ask(register, register.births)
    return render(request, page="births/page.html", card=shown(answer, birth_card))

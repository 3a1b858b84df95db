"""Mine vaksiner."""

from starlette.requests import Request
from starlette.responses import Response

from ..cards.trouble import shown
from ..cards.vaccine_search import found, search_of
from ..cards.vaccines import VaccineCard, vaccine_card
from ..errors import nothing_to_swap
from ..html import render, whole_page, words
from ..visit import visit


async def vaccines(request: Request) -> Response:
    """Show what SYSVAK holds about the citizen, or about somebody they act for."""
    here = await visit(request)
    register = here.wired.registers.vaccines
    card = shown(await here.ask(register, register.history), vaccine_card)
    if not isinstance(card, VaccineCard) and not whole_page(request):
        return nothing_to_swap(request, card)
    search = search_of(request.query_params)
    return render(
        request,
        page="vaccines/page.html",
        fragment="vaccines/_list.html",
        card=card,
        found=found(card, search, words(request).gettext) if isinstance(card, VaccineCard) else None,
    )

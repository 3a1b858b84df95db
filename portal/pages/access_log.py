"""Hvem har sett opplysningene mine."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from access_log.contract import ActorKind

from ..cards.access_log import AccessCard
from ..cards.access_pages import PAGE_SIZE, Shelf, access_card, reached
from ..cards.trouble import trouble
from ..fetched import Found, Missing
from ..html import render
from ..visit import Visit, visit

_GROUPS = {kind.value: (kind,) for kind in ActorKind}
OTHERS = tuple(kind for kind in ActorKind if kind is not ActorKind.SELF)


async def access_log(request: Request) -> Response:
    """Show who has looked, in all registers, latest first."""
    here = await visit(request)
    before = reached(request.query_params.get("before", ""))
    group = request.query_params.get("group", "")
    card = await looks(here, before=before, group=group, kinds=_GROUPS.get(group, ()))
    return render(request, page="access_log/page.html", fragment="access_log/_entries.html", card=card)


async def looks(
    here: Visit,
    *,
    before: Mapping[str, int],
    group: str = "",
    kinds: Sequence[ActorKind] = (),
    size: int = PAGE_SIZE,
) -> AccessCard:
    """Return one list from all the registers' logs, of *kinds* or of everybody.

    A register that is silent is named and costs its own rows only.
    """
    registers = here.wired.registers.all
    answers = await asyncio.gather(
        *(
            here.ask(
                register,
                partial(register.access_log, before=before.get(register.name), limit=size, kinds=kinds),
            )
            for register in registers
        )
    )
    shelves = [
        Shelf(
            register.name,
            [(kept.id, kept.entry) for kept in answer.value.entries],
            more=answer.value.next is not None,
            counts=answer.value.counts,
        )
        for register, answer in zip(registers, answers, strict=True)
        if isinstance(answer, Found)
    ]
    return access_card(
        shelves,
        fetched=here.wired.now(),
        before=before,
        group=group,
        troubles=[trouble(answer.error) for answer in answers if isinstance(answer, Missing)],
        size=size,
    )

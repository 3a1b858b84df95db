"""Driftsstatus, and the two questions that operators' machines ask."""

import asyncio
import time

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services.http import RegisterClient

from ..around import shell_if_signed_in
from ..cards.status import RegisterStatus, StatusCard, state
from ..cards.trouble import REGISTERS
from ..html import render
from ..wiring import wiring


async def status(request: Request) -> Response:
    """Show whether each register answers."""
    await shell_if_signed_in(request)
    wired = wiring(request)
    registers = await asyncio.gather(*map(_state_of, wired.registers.all))
    return render(request, page="status/page.html", card=StatusCard(tuple(registers), wired.now()))


async def healthz(_: Request) -> Response:
    """Say that the process runs."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Say whether the portal can serve: its session store answers. A register that is down costs one card."""
    await wiring(request).sessions.find("0" * 43)
    return PlainTextResponse("ready")


async def _state_of(register: RegisterClient) -> RegisterStatus:
    began = time.monotonic()
    answered = await register.ready()
    took = int((time.monotonic() - began) * 1000)
    shown = state(answered=answered, milliseconds=took, resting=register.breaker.open)
    return RegisterStatus(REGISTERS[register.name], shown, took)

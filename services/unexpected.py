"""The last resort of a register: what nobody foresaw is answered, and its text goes nowhere."""

import logging
from collections.abc import Callable
from traceback import extract_tb

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access_log.admission import request_id

_log = logging.getLogger(__name__)


class NothingUnexpected:
    """Answers with *answer*, and logs the kind of error and where, never what it says.

    Starlette's own last resort hands the exception on to the server, whose log
    would hold its text: perhaps what somebody sent, or what was found about them.
    """

    def __init__(self, app: ASGIApp, *, answer: Callable[[], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request; an answer that had begun when it failed is broken off."""
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            last = extract_tb(error.__traceback__)[-1]
            named = request_id(Request(scope))
            _log.error("%s at %s:%s, request %s", type(error).__name__, last.filename, last.lineno, named)
            await self._answer()(scope, receive, send)

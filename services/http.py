"""How the portal asks a register: bounded in time and size, and never with a person in the URL."""

import asyncio
import ssl
import time
from collections.abc import Sequence
from typing import TypeVar

import aiohttp
import httpx
import msgspec
from httpx_aiohttp import AiohttpTransport

from access_log.contract import SEARCH_PATH, ActorKind, Page, Search
from auth.identity import PersonId

from .breaker import Breaker, Resting
from .errors import ReadRefused, RegisterResting, RegisterUnavailable, RequestRejected

DEADLINE = 0.8  # seconds; the page itself promises to come within one
MOST_BYTES = 16 * 1024 * 1024

T = TypeVar("T")

# What comes of a line that breaks, a program that speaks no HTTP, a reply that is no JSON or too deep.
_NO_LINE = (httpx.HTTPError, aiohttp.ClientError, OSError)
_NO_SENSE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class RegisterClient:
    """One register's other end of the wire. A subclass adds what that register can be asked.

    *audience* and *scope* are what a token must say to be of use there.
    """

    name = "register"
    audience = ""
    scope = ""

    def __init__(
        self, line: httpx.AsyncBaseTransport, url: str = "http://register", *, deadline: float = DEADLINE
    ) -> None:
        self._line = line
        self._url = url.rstrip("/")
        self._deadline = deadline
        self.breaker = Breaker(time.monotonic)

    async def access_log(
        self,
        subject: PersonId,
        *,
        token: str,
        request_id: str,
        before: int | None = None,
        limit: int = 50,
        kinds: Sequence[ActorKind] = (),
    ) -> Page:
        """Return who has looked at *subject*'s data in this register, latest first."""
        asked = msgspec.json.encode(Search(subject, before, limit, list(kinds)))
        return await self.ask(
            SEARCH_PATH, asked, "application/json", Page, token=token, request_id=request_id
        )

    async def close(self) -> None:
        """Hang up."""
        await self._line.aclose()

    async def ready(self) -> bool:
        """Return whether the register says that it can serve."""
        try:
            status, _ = await self._exchange(httpx.Request("GET", f"{self._url}/readyz"))
        except (*_NO_LINE, TimeoutError):
            return False
        return status == httpx.codes.OK

    async def ask(
        self, path: str, body: bytes, content_type: str, answer: type[T], *, token: str, request_id: str
    ) -> T:
        """POST *body* and return the reply as *answer*, or raise a RegisterError."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": content_type,
            "X-Request-ID": request_id,
            "Accept-Encoding": "identity",
        }
        try:
            with self.breaker.guard():
                asked = httpx.Request("POST", self._url + path, headers=headers, content=body)
                status, reply = await self._exchange(asked)
                if status >= 500 or status == httpx.codes.TOO_MANY_REQUESTS:
                    raise RegisterUnavailable(self.name, f"status {status}")
                if status < 300 and reply is not None:
                    return msgspec.json.decode(reply, type=answer)
        except Resting:
            raise RegisterResting(self.name) from None
        except TimeoutError:
            raise RegisterUnavailable(self.name, "no answer in time") from None
        except (*_NO_LINE, *_NO_SENSE) as error:
            raise RegisterUnavailable(self.name, type(error).__name__) from None
        if reply is None:
            # One person's records are too many: no reason to leave the register alone for everybody.
            raise RegisterUnavailable(self.name, "the reply is too large")
        if status in (401, 403):
            raise ReadRefused(self.name, _rule(reply))
        raise RequestRejected(self.name, f"status {status}")

    async def _exchange(self, asked: httpx.Request) -> tuple[int, bytes | None]:
        """Send one request and read the whole reply; None is one that is too large.

        It goes straight to the transport: what a client does around it (cookies,
        redirects, authentication) a register has no use for, and costs as much
        as the register's own work.
        """
        async with asyncio.timeout(self._deadline):
            response = await self._line.handle_async_request(asked)
            try:
                parts, size = [], 0
                async for part in response.aiter_bytes():
                    parts.append(part)
                    size += len(part)
                    if size > MOST_BYTES:
                        return response.status_code, None
                return response.status_code, b"".join(parts)
            finally:
                await response.aclose()


def transport(verify: ssl.SSLContext) -> httpx.AsyncBaseTransport:
    """Return the transport to registers on other machines.

    HTTPX's own connection pool is the most expensive part of a page when many
    are asked for at once; aiohttp's does the same work at a third of the price.
    """
    return AiohttpTransport(verify=verify, retries=0)


class _Coding(msgspec.Struct):
    code: str = ""


class _Details(msgspec.Struct):
    coding: list[_Coding] = []


class _Issue(msgspec.Struct):
    details: _Details = msgspec.field(default_factory=_Details)


class _Outcome(msgspec.Struct):
    issue: list[_Issue] = []


def _rule(reply: bytes) -> str:
    """Return the rule that a register names in its OperationOutcome, if it names one."""
    try:
        outcome = msgspec.json.decode(reply, type=_Outcome)
    except _NO_SENSE:
        return ""
    codes = [coding.code for issue in outcome.issue for coding in issue.details.coding]
    return codes[0] if codes else ""

"""Visits to the provider that have not come back yet, kept on the server.

Each tab has its own, so that several may sign in at once. All of a browser's
are bound to one cookie: who comes back with another browser is not who left.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from storage.sealed import Keyset, SealBroken
from storage.turns import Turns

from .departure import Departure
from .refusals import Reason, SignInRefused
from .session_row import hash_of, seconds
from .tables import DEPARTURE

LASTS = timedelta(minutes=15)  # Long enough to find the phone, or to order a new code.

_USE = (
    update(DEPARTURE)
    .where(DEPARTURE.c.state == bindparam("id"), DEPARTURE.c.used_at.is_(None))
    .values(used_at=bindparam("now"))
)
_FIND = select(DEPARTURE).where(DEPARTURE.c.state == bindparam("id"), DEPARTURE.c.ends_at > bindparam("now"))


class Departures:
    """Remembers who left, and gives each departure back once."""

    def __init__(self, turns: Turns, keyset: Keyset, *, now: Callable[[], datetime]) -> None:
        self._turns = turns
        self._keyset = keyset
        self._now = now

    async def remember(self, departure: Departure, *, browser: str) -> None:
        """Keep *departure* for the browser that holds the secret *browser*."""
        key, now = hash_of(departure.state), self._now()
        row = {
            "state": key,
            "browser": hash_of(browser),
            "ends_at": seconds(now + LASTS),
            "sealed": self._keyset.seal(msgspec.json.encode(departure), context=_place(key)),
        }
        run_out = delete(DEPARTURE).where(DEPARTURE.c.ends_at <= seconds(now))

        def work(connection: Connection) -> None:
            connection.execute(run_out)
            connection.execute(insert(DEPARTURE), row)

        await self._turns.take(work)

    async def come_back(self, state: str, *, browser: str | None) -> Departure:
        """Return the departure with *state*, or raise SignInRefused.

        It is used up by any return, also one that is refused: whoever tries
        with somebody else's answer gets one try, and nobody can repeat it.
        """
        key, now = hash_of(state), seconds(self._now())
        first, row = await self._turns.take(lambda connection: _used(connection, key, now))
        if row is None:
            raise SignInRefused(Reason.LOGIN_UNKNOWN)
        if not first:
            raise SignInRefused(Reason.LOGIN_USED)
        if browser is None or hash_of(browser) != bytes(row.browser):
            raise SignInRefused(Reason.OTHER_BROWSER)
        try:
            plain = self._keyset.open(bytes(row.sealed), context=_place(key))
        except SealBroken:
            raise SignInRefused(Reason.LOGIN_UNKNOWN) from None
        return msgspec.json.decode(plain, type=Departure)


def _used(connection: Connection, key: bytes, now: int) -> tuple[bool, Row[Any] | None]:
    """Use a departure up; two returns at the same instant cannot both be the first."""
    first = connection.execute(_USE, {"id": key, "now": now}).rowcount == 1
    return first, connection.execute(_FIND, {"id": key, "now": now}).first()


def _place(key: bytes) -> str:
    return f"departure.sealed.{key.hex()}"

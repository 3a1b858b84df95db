"""Sessions on the server. The browser holds a random id and nothing else."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, insert, select, update

from storage.sealed import Keyset
from storage.turns import Turns

from .devices import device_of
from .identity import ClosedTo, Relative
from .oidc import SignedIn
from .session import OwnSession, Session, end_of
from .session_row import SessionRows, hash_of, seconds, time_of
from .tables import SESSION

SEEN_EVERY = timedelta(minutes=1)

_log = structlog.get_logger()
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")

_FIND = select(SESSION).where(SESSION.c.key == bindparam("id"), SESSION.c.ends_at > bindparam("now"))
_OWN = (
    select(SESSION)
    .where(SESSION.c.person == bindparam("whose"), SESSION.c.ends_at > bindparam("now"))
    .order_by(SESSION.c.seen_at.desc(), SESSION.c.handle)
)
_TOUCH = update(SESSION).where(SESSION.c.key == bindparam("id"))


class SessionStore:
    """Begins, finds and ends sessions."""

    def __init__(self, turns: Turns, keyset: Keyset, *, now: Callable[[], datetime]) -> None:
        self._turns = turns
        self._rows = SessionRows(keyset)
        self._now = now

    async def begin(
        self, signed_in: SignedIn, *, user_agent: str = "", replaces: Session | None = None
    ) -> str:
        """Begin a session and return what its cookie shall hold.

        The session that *replaces* names ends in the same commit: an id never
        outlives a sign-in. Those that have run out are swept along.
        """
        return await self._begin(signed_in, device_of(user_agent), known=None, replaces=replaces)

    async def renew(self, session: Session, signed_in: SignedIn) -> str:
        """Go on as the same person under a new id, after another visit to the provider."""
        return await self._begin(signed_in, session.device, known=session, replaces=session)

    async def find(self, cookie: str | None, user_agent: str = "") -> Session | None:
        """Return the session behind *cookie*, or None when it is nobody's any more.

        A cookie that turns up in another kind of browser than the one that
        signed in has been copied; there it is nobody's.
        """
        if cookie is None or not _COOKIE.fullmatch(cookie):
            return None
        key, now = hash_of(cookie), self._now()
        found = await self._turns.take(lambda connection: _seen(connection, key, now))
        session = None if found is None else self._rows.opened(found[0], seen_at=found[1])
        if session is not None and session.device != device_of(user_agent):
            _log.warning("session cookie in another browser")
            return None
        return session

    async def extend(self, session: Session) -> Session:
        """Let *session* last as if it had been used now."""
        now = self._now()
        await self._turns.take(
            lambda connection: _touch(connection, session.key, begun_at=session.begun_at, now=now)
        )
        return replace(session, seen_at=now)

    async def remember_household(
        self,
        session: Session,
        *,
        name: str,
        born: date | None,
        family: tuple[Relative, ...],
        closed: tuple[ClosedTo, ...] = (),
    ) -> Session:
        """Keep what the population register said, so that handles stay the same during the visit."""
        known = replace(
            session,
            name=name or session.name,
            born=born,
            family=family,
            closed=closed,
            household_at=self._now(),
        )
        change = update(SESSION).where(SESSION.c.key == known.key).values(sealed=self._rows.resealed(known))
        await self._turns.take(lambda connection: connection.execute(change).rowcount)
        return known

    async def sessions_of(self, session: Session) -> list[OwnSession]:
        """Return all sessions of the same person, the latest used first."""
        asked = {"whose": self._rows.person(session.person), "now": seconds(self._now())}
        rows = await self._turns.take(lambda connection: connection.execute(_OWN, asked).all())
        return [_own(row, here=bytes(row.key) == session.key) for row in rows]

    async def end(self, session: Session) -> None:
        """End *session*: what its cookie held is nobody from now on, wherever a copy may be."""
        await self._end(SESSION.c.key == session.key)

    async def end_own(self, session: Session, handle: str) -> bool:
        """End the session that *handle* names, if it is the same person's."""
        return bool(await self._end(self._of_same_person(session) & (SESSION.c.handle == handle)))

    async def end_others(self, session: Session) -> int:
        """End every session of the same person but this one; return how many."""
        return await self._end(self._of_same_person(session) & (SESSION.c.key != session.key))

    async def end_by_sid(self, sid: str) -> int:
        """End the sessions that the provider knows by *sid*; return how many."""
        return await self._end(SESSION.c.sid == self._rows.sid(sid))

    async def _begin(
        self,
        signed_in: SignedIn,
        device: str,
        *,
        known: Session | None,
        replaces: Session | None,
    ) -> str:
        cookie, now = token_urlsafe(32), self._now()
        row = self._rows.new(cookie, signed_in, device=device, known=known, now=now)
        run_out = SESSION.c.ends_at <= seconds(now)
        over = run_out if replaces is None else run_out | (SESSION.c.key == replaces.key)

        def work(connection: Connection) -> None:
            connection.execute(delete(SESSION).where(over))
            connection.execute(insert(SESSION), row)

        await self._turns.take(work)
        return cookie

    def _of_same_person(self, session: Session) -> ColumnElement[bool]:
        return SESSION.c.person == self._rows.person(session.person)

    async def _end(self, which: ColumnElement[bool]) -> int:
        over = delete(SESSION).where(which)
        return await self._turns.take(lambda connection: connection.execute(over).rowcount)


def _seen(connection: Connection, key: bytes, now: datetime) -> tuple[Row[Any], datetime] | None:
    """Find a session and note that it is used, at most once a minute: a page should cost no write."""
    row = connection.execute(_FIND, {"id": key, "now": seconds(now)}).first()
    if row is None:
        return None
    seen_at = time_of(row.seen_at)
    if now - seen_at < SEEN_EVERY:
        return row, seen_at
    _touch(connection, key, begun_at=time_of(row.begun_at), now=now)
    return row, now


def _touch(connection: Connection, key: bytes, *, begun_at: datetime, now: datetime) -> None:
    connection.execute(
        _TOUCH, {"id": key, "seen_at": seconds(now), "ends_at": seconds(end_of(begun_at, now))}
    )


def _own(row: Row[Any], *, here: bool) -> OwnSession:
    return OwnSession(row.handle, row.device, time_of(row.begun_at), time_of(row.seen_at), here=here)

"""No entry, no data: a read and its entry share one durable commit."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from auth.identity import PersonId
from storage.sealed import Keyset
from storage.turns import Turns

from .entry import ActorKind, Entry

T = TypeVar("T")

RETRIED_WITHIN = timedelta(minutes=5)
"""How long after a request the same one is taken for a retry: nobody's second look hides behind a used id."""

_CONTEXT = "access_entry.sealed"
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Entry)


class Page(msgspec.Struct, frozen=True):
    """Entries about one person, latest first, with the key to go on from and the size of each group."""

    entries: list["Kept"]
    next: int | None
    counts: dict[str, int]


class Kept(msgspec.Struct, frozen=True):
    """An entry as it stands in a register's log, by its running number there."""

    id: int
    entry: Entry


class Recorder:
    """Writes and reads one register's log."""

    def __init__(self, turns: Turns, keyset: Keyset, table: Table) -> None:
        self._turns = turns
        self._keyset = keyset
        self._table = table
        dialect = postgresql if turns.engine.dialect.name == "postgresql" else sqlite
        # Nobody needs the new row's number, only whether there is one.
        insert = dialect.insert(table).inline().on_conflict_do_nothing(index_elements=["request"])
        self._insert = insert.execution_options(preserve_rowcount=True)

    async def read(self, entry: Entry, query: Callable[[Connection], T], *, also: Sequence[Entry] = ()) -> T:
        """Run *query* and keep *entry*; answer when both are on disk.

        *also* are the entries of others whom the same answer tells about. A
        retried request runs the query again and keeps the entry that is there.
        """
        rows = [self._row(kept) for kept in (entry, *also)]

        def read_and_record(connection: Connection) -> T:
            answer = query(connection)
            for row in rows:
                self._keep(connection, row)
            return answer

        return await self._turns.take(read_and_record)

    async def note(self, entry: Entry) -> None:
        """Keep *entry* alone: an attempt that was denied has no data to read."""
        await self.read(entry, lambda _: None)

    async def about(
        self,
        entry: Entry,
        *,
        before: int | None,
        limit: int,
        kinds: Collection[ActorKind] = (),
    ) -> Page:
        """Return a page of what is kept about *entry*'s subject; reading the log leaves *entry* itself.

        *before* is the running number to go on from (exclusive); an empty
        *kinds* means every group. The entry just left is not on the page it made.
        """
        return await self.read(
            entry,
            lambda connection: self._page(connection, entry.subject, before, limit, kinds),
        )

    def _page(
        self,
        connection: Connection,
        subject: PersonId,
        before: int | None,
        limit: int,
        kinds: Collection[ActorKind],
    ) -> Page:
        table, about = self._table.c, self._table.c.subject == self._index(subject)
        counts = select(table.kind, func.count()).where(about).group_by(table.kind)
        rows = select(table.id, table.sealed).where(about).order_by(table.id.desc()).limit(limit + 1)
        if before is not None:
            rows = rows.where(table.id < before)
        if kinds:
            rows = rows.where(table.kind.in_(kinds))
        kept = [Kept(number, self._open(sealed)) for number, sealed in connection.execute(rows)]
        more = kept[limit - 1].id if len(kept) > limit else None
        return Page(
            kept[:limit],
            more,
            dict(connection.execute(counts).all()),
        )

    def _keep(self, connection: Connection, row: dict[str, Any]) -> None:
        """Add *row*, unless it is a retry's and its like was added a moment ago.

        Callers choose their own request ids. One who uses an id again another
        time looks again, and that is seen.
        """
        table, at = self._table.c, row["at"]
        if connection.execute(self._insert, row).rowcount:
            return
        before = select(table.id).where(table.request == row["request"], table.at < at - RETRIED_WITHIN)
        if connection.execute(before).first() is not None:
            again = self._request(f"{row['request'].hex()} {at.isoformat()}")
            connection.execute(self._insert, row | {"request": again})

    def _row(self, entry: Entry) -> dict[str, Any]:
        """A retry is by the same caller for the same reason: it says all that the first did but the time."""
        return {
            "at": entry.at.astimezone(UTC),
            "subject": self._index(entry.subject),
            "kind": entry.actor_kind.value,
            "request": self._request(_ENCODER.encode(msgspec.structs.replace(entry, at=_NO_TIME)).decode()),
            "sealed": self._keyset.seal(_ENCODER.encode(entry), context=_CONTEXT),
        }

    def _request(self, said: str) -> bytes:
        return self._keyset.index(said, purpose="access_entry.request")

    def _index(self, subject: PersonId) -> bytes:
        return self._keyset.index(subject, purpose="access_entry.subject")

    def _open(self, sealed: bytes) -> Entry:
        return _DECODER.decode(self._keyset.open(bytes(sealed), context=_CONTEXT))

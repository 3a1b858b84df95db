"""Who a register's rows are about: person numbers sealed, apart from the health data.

Health rows refer to a random key. The number stands only here, sealed, and is
found by a blind index under the register's own keys.
"""

import secrets
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    bindparam,
    select,
)

from auth.identity import PersonId
from storage.sealed import Keyset, version_of

KEY_LENGTH = 22


def person_table(metadata: MetaData) -> Table:
    """Return the table of people within a register's own *metadata*."""
    return Table(
        "person",
        metadata,
        Column("key", String(KEY_LENGTH), primary_key=True),
        Column("number_index", LargeBinary(32), nullable=False, unique=True),
        Column("number_sealed", LargeBinary, nullable=False),
        Column("key_version", SmallInteger, nullable=False, index=True),
    )


class People:
    """One register's people, by number or by key."""

    def __init__(self, table: Table, keyset: Keyset) -> None:
        self.table = table
        self._keyset = keyset
        self._by_index = select(table.c.key).where(table.c.number_index == bindparam("number_index"))

    def index(self, number: PersonId) -> bytes:
        """Return the blind index by which a row about *number* is found."""
        return self._keyset.index(number, purpose="person.number")

    def key_of(self, connection: Connection, number: PersonId) -> str | None:
        """Return the key of the person with *number*, if the register knows them."""
        key: str | None = connection.execute(self._by_index, {"number_index": self.index(number)}).scalar()
        return key

    def number_of(self, connection: Connection, key: str) -> PersonId | None:
        """Return the number behind *key*."""
        sealed = connection.execute(
            select(self.table.c.number_sealed).where(self.table.c.key == key)
        ).scalar()
        return (
            None
            if sealed is None
            else PersonId(self._keyset.open(bytes(sealed), context=_context(key)).decode())
        )

    def row(self, number: PersonId) -> dict[str, Any]:
        """Return a new row for *number*, sealed to its own fresh key."""
        key = secrets.token_urlsafe(16)
        sealed = self._keyset.seal(number.encode(), context=_context(key))
        return {
            "key": key,
            "number_index": self.index(number),
            "number_sealed": sealed,
            "key_version": version_of(sealed),
        }

    def ensure(self, connection: Connection, number: PersonId) -> str:
        """Return the key of the person with *number*, adding them when they are new."""
        key = self.key_of(connection, number)
        if key is None:
            row = self.row(number)
            connection.execute(self.table.insert(), row)
            key = str(row["key"])
        return key

    def reseal(self, connection: Connection, *, most: int) -> int:
        """Seal up to *most* numbers anew under the primary key; return how many there were."""
        old = (
            select(self.table.c.key, self.table.c.number_sealed)
            .where(self.table.c.key_version != self._keyset.primary)
            .limit(most)
        )
        rows = connection.execute(old).all()
        for key, sealed in rows:
            number = self._keyset.open(bytes(sealed), context=_context(key))
            anew = {
                "number_sealed": self._keyset.seal(number, context=_context(key)),
                "key_version": self._keyset.primary,
            }
            connection.execute(self.table.update().where(self.table.c.key == key).values(**anew))
        return len(rows)


def _context(key: str) -> str:
    """A sealed number opens only in the row that it was sealed for."""
    return f"person.number|{key}"

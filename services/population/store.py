"""What enters the population register, and how it changes. Nothing is overwritten: facts end on a day.

Every function takes the connection of a transaction that its caller ends.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, Table, or_, select

from auth.identity import PersonId
from storage.sealed import Keyset, version_of

from ..admissible import admissible
from ..people import People
from . import tables
from .facts import Kind
from .notices import Address, Grade, NewParent, NewResident


class NobodyByThatNumber(Exception):
    """The register knows nobody by the number; it is left out of the message."""


class Store:
    """One population register's rows under its own keys."""

    def __init__(self, keyset: Keyset) -> None:
        self.people = People(tables.person, keyset)
        self._keyset = keyset

    def add_people(
        self, connection: Connection, residents: Iterable[NewResident], *, real_people: bool = False
    ) -> int:
        """Register those of *residents* whom the register does not know yet; return how many they were.

        A number that may not come in here raises NumberNotAdmitted, and nobody is registered.
        """
        named = {admissible(person.number, real_people=real_people): person for person in residents}
        new = {
            number: person
            for number, person in named.items()
            if self.people.key_of(connection, number) is None
        }
        keys = {number: self.people.row(number) for number in new}
        if new:
            connection.execute(tables.person.insert(), list(keys.values()))
            rows = [self._resident(keys[number]["key"], person) for number, person in new.items()]
            connection.execute(tables.resident.insert(), rows)
        return len(new)

    def add_parents(
        self,
        connection: Connection,
        child: PersonId,
        parents: Iterable[NewParent],
        *,
        since: date | None = None,
    ) -> None:
        """Register who *child*'s parents are, and which of them have parental responsibility."""
        born_to = self._key(connection, child)
        for parent in parents:
            row = {"child": born_to, "parent": self._key(connection, parent.number), "role": parent.role}
            connection.execute(tables.parent.insert(), row | {"valid_from": since})
            if parent.responsibility is not None:
                self.give_responsibility(
                    connection, child, parent.number, kind=parent.responsibility, since=since
                )

    def give_responsibility(
        self,
        connection: Connection,
        child: PersonId,
        holder: PersonId,
        *,
        kind: Kind,
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        """Register parental responsibility from *since* on; the holder need not be a parent."""
        row = {"child": self._key(connection, child), "holder": self._key(connection, holder), "kind": kind}
        connection.execute(tables.responsibility.insert(), row | {"valid_from": since, "valid_to": until})

    def end_responsibility(
        self, connection: Connection, child: PersonId, holder: PersonId, *, day: date
    ) -> None:
        """Let *holder*'s responsibility for *child* end: *day* is the first without it."""
        columns = tables.responsibility.c
        connection.execute(
            tables.responsibility.update()
            .where(
                columns.child == self._key(connection, child),
                columns.holder == self._key(connection, holder),
                or_(columns.valid_to.is_(None), columns.valid_to > day),
            )
            .values(valid_to=day)
        )

    def move(
        self, connection: Connection, number: PersonId, address: Address | None, *, since: date | None = None
    ) -> None:
        """Register that somebody lives at *address* from *since* on; None is nowhere that is known."""
        key = self._key(connection, number)
        if since is not None:
            _end(connection, tables.address, key, since)
        if address is not None:
            row = {"person": key, "valid_from": since, **self._address(key, address)}
            connection.execute(tables.address.insert(), row)

    def die(self, connection: Connection, number: PersonId, *, day: date) -> None:
        """Register a death."""
        key = self._key(connection, number)
        connection.execute(tables.resident.update().where(tables.resident.c.person == key).values(died=day))

    def protect(
        self,
        connection: Connection,
        number: PersonId,
        grade: Grade,
        *,
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        """Keep somebody's address from others from *since* on."""
        row = {"person": self._key(connection, number), "grade": grade}
        connection.execute(tables.protection.insert(), row | {"valid_from": since, "valid_to": until})

    def unprotect(self, connection: Connection, number: PersonId, *, day: date) -> None:
        """Let the protection of somebody's address end: *day* is the first without it."""
        _end(connection, tables.protection, self._key(connection, number), day)

    def reseal(self, connection: Connection, *, most: int) -> int:
        """Seal up to *most* values of each kind anew under the primary key; return how many there were."""
        return (
            self.people.reseal(connection, most=most)
            + self._reseal(connection, tables.resident, "name_sealed", most)
            + self._reseal(connection, tables.address, "address_sealed", most)
        )

    def name(self, key: str, sealed: bytes) -> str:
        """Return the name that was sealed for the person with *key*."""
        return self._keyset.open(bytes(sealed), context=f"name_sealed|{key}").decode()

    def _reseal(self, connection: Connection, table: Table, column: str, most: int) -> int:
        old = select(table).where(table.c.key_version != self._keyset.primary).limit(most)
        rows = connection.execute(old).mappings().all()
        (identity,) = table.primary_key.columns
        for row in rows:
            context = f"{column}|{row['person']}"
            sealed = self._keyset.seal(
                self._keyset.open(bytes(row[column]), context=context), context=context
            )
            anew = {column: sealed, "key_version": self._keyset.primary}
            connection.execute(table.update().where(identity == row[identity.name]).values(**anew))
        return len(rows)

    def _key(self, connection: Connection, number: PersonId) -> str:
        key = self.people.key_of(connection, number)
        if key is None:
            raise NobodyByThatNumber
        return key

    def _resident(self, key: str, person: NewResident) -> dict[str, object]:
        sealed = self._keyset.seal(person.name.encode(), context=f"name_sealed|{key}")
        known = {"sex": person.sex, "born": person.born, "died": person.died}
        return {"person": key, "name_sealed": sealed, "key_version": version_of(sealed), **known}

    def _address(self, key: str, address: Address) -> dict[str, object]:
        sealed = self._keyset.seal(address.line.encode(), context=f"address_sealed|{key}")
        place = self._keyset.index(address.dwelling, purpose="address.dwelling") if address.dwelling else None
        return {"place": place, "address_sealed": sealed, "key_version": version_of(sealed)}


def _end(connection: Connection, table: Table, key: str, day: date) -> None:
    """What held for *key* on *day* and began earlier ends there; what was to begin later never does."""
    mine, columns = table.c.person == key, table.c
    still = or_(columns.valid_to.is_(None), columns.valid_to > day)
    connection.execute(table.update().where(mine, still).values(valid_to=day))

"""What the register's rows say: names, and the facts that decisions rest on. Nothing here decides."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, select

from auth.identity import PersonId

from . import tables
from .contract import Person
from .facts import Facts, Home, Kind, Parent, Protection, Resident, Responsibility, Role, Span
from .store import Store


def _about(table: Table, column: str) -> Any:
    return select(table).where(table.c[column].in_(bindparam("keys", expanding=True)))


_PARENTS = _about(tables.parent, "child")
_RESPONSIBILITIES = _about(tables.responsibility, "child")
_HELD = select(tables.responsibility).where(tables.responsibility.c.holder == bindparam("holder"))
_RESIDENTS = _about(tables.resident, "person")
_ADDRESSES = _about(tables.address, "person")
_PROTECTIONS = _about(tables.protection, "person")


def person(connection: Connection, store: Store, key: str) -> Person | None:
    """Return who somebody is, by their key."""
    row = connection.execute(_RESIDENTS, {"keys": [key]}).first()
    number = store.people.number_of(connection, key)
    if row is None or number is None:
        return None
    return Person(number=number, name=store.name(key, row.name_sealed), born=row.born, dead=row.died)


def knows(connection: Connection, store: Store, number: PersonId) -> Person | None:
    """Return who has *number*, for the pretend ID-porten's login page; development only, in process."""
    key = store.people.key_of(connection, number)
    return None if key is None else person(connection, store, key)


def wards(connection: Connection, holder: str, day: date) -> list[str]:
    """Return those for whom *holder* has parental responsibility on *day*, oldest row first."""
    rows = connection.execute(_HELD, {"holder": holder}).all()
    held = [row.child for row in sorted(rows, key=lambda row: row.id) if _span(row).holds(day)]
    return list(dict.fromkeys(held))


def facts_about(connection: Connection, children: Collection[str], *, actor: str | None) -> dict[str, Facts]:
    """Return for each of *children* what a decision about *actor* and them may rest on."""
    named = {"keys": list(children)}
    parents, held = (
        _by(connection, _PARENTS, named, "child"),
        _by(connection, _RESPONSIBILITIES, named, "child"),
    )
    keys = {row.parent for rows in parents.values() for row in rows} | set(children)
    people = _residents(connection, keys | ({actor} if actor else set()))
    return {
        child: Facts(
            people,
            tuple(Parent(row.parent, Role(row.role), _span(row)) for row in parents[child]),
            tuple(Responsibility(row.holder, Kind(row.kind), _span(row)) for row in held[child]),
        )
        for child in children
    }


def _residents(connection: Connection, keys: Iterable[str]) -> dict[str, Resident]:
    named = {"keys": list(keys)}
    homes = _by(connection, _ADDRESSES, named, "person")
    protections = _by(connection, _PROTECTIONS, named, "person")
    return {
        row.person: Resident(
            row.born,
            row.died,
            tuple(Home(_place(home), _span(home)) for home in homes[row.person]),
            tuple(Protection(_span(kept)) for kept in protections[row.person]),
        )
        for row in connection.execute(_RESIDENTS, named)
    }


def _by(connection: Connection, query: Any, named: dict[str, Any], column: str) -> dict[str, list[Row[Any]]]:
    rows = defaultdict(list)
    for row in connection.execute(query, named):
        rows[getattr(row, column)].append(row)
    return rows


def _span(row: Row[Any]) -> Span:
    return Span(row.valid_from, row.valid_to)


def _place(row: Row[Any]) -> str | None:
    return None if row.place is None else bytes(row.place).hex()

"""Keeping births, and finding them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, insert, or_, select

from auth.identity import PersonId
from storage.sealed import Keyset

from ..people import People
from . import tables
from .births import Birth, Role
from .classes import CLASSES, viewer_of, visible
from .notification import Notification, faults

_BIRTH = tables.birth.c
_ABOUT = (
    select(tables.birth)
    .where(or_(_BIRTH.child == bindparam("key"), _BIRTH.mother == bindparam("key")))
    .order_by(_BIRTH.born, _BIRTH.order, _BIRTH.id)
)
_PEOPLE = ("child", "mother", "father")
_ANOTHER = "the child has a birth already, by another notification"


@dataclass(frozen=True, slots=True)
class Refused:
    """A notification that cannot be kept: its *place* among those handed in, from 0, and why."""

    place: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of notifications: how many are new, how many were here already, and those refused."""

    new: int
    known: int
    refused: tuple[Refused, ...]


class Store:
    """One birth register's rows under its own keys."""

    def __init__(self, keyset: Keyset) -> None:
        self.people = People(tables.person, keyset)
        self._keyset = keyset

    def births_of(self, connection: Connection, number: PersonId, *, representative: bool) -> list[Birth]:
        """Return the births of the person with *number*, earliest first, with only what may be seen.

        One's own birth, and as mother each of one's children's; a
        *representative* sees the former alone.
        """
        key = self.people.key_of(connection, number)
        rows = connection.execute(_ABOUT, {"key": key}).mappings() if key else ()
        seen = []
        for row in rows:
            role = Role.CHILD if row["child"] == key else Role.MOTHER
            viewer = viewer_of(role, representative=representative)
            if viewer is not None:
                seen.append(visible(_birth(row, role), viewer))
        return seen

    def add_births(
        self,
        connection: Connection,
        notifications: Iterable[Notification],
        *,
        today: date,
        real_people: bool = False,
    ) -> Added:
        """Keep the births that are new; a notification that is here already changes nothing."""
        new, known, refused = 0, 0, []
        for place, notification in enumerate(notifications):
            reasons = faults(notification, today=today, real_people=real_people)
            if not reasons and self._is_here(connection, notification):
                known += 1
            elif reasons or self._has_birth(connection, notification.child):
                refused.append(Refused(place, tuple(reasons) or (_ANOTHER,)))
            else:
                people = self._people(connection, notification)
                connection.execute(insert(tables.birth), self._row(notification, people))
                new += 1
        return Added(new, known, tuple(refused))

    def reseal(self, connection: Connection, *, most: int) -> int:
        """Seal up to *most* numbers anew under the primary key; return how many there were."""
        return self.people.reseal(connection, most=most)

    def _row(self, notification: Notification, people: dict[str, str | None]) -> dict[str, Any]:
        said = {name: getattr(notification, name) for name in CLASSES}
        modes = [mode.value for mode in notification.modes or ()] or None
        index = self._notification(notification)
        return said | people | {"id": str(uuid4()), "notification": index, "modes": modes}

    def _people(self, connection: Connection, notification: Notification) -> dict[str, str | None]:
        numbers = {name: getattr(notification, name) for name in _PEOPLE}
        return {
            name: None if number is None else self.people.ensure(connection, number)
            for name, number in numbers.items()
        }

    def _notification(self, notification: Notification) -> bytes:
        return self._keyset.index(notification.id, purpose="birth.notification")

    def _is_here(self, connection: Connection, notification: Notification) -> bool:
        index = self._notification(notification)
        return connection.execute(select(_BIRTH.id).where(_BIRTH.notification == index)).first() is not None

    def _has_birth(self, connection: Connection, child: PersonId | None) -> bool:
        key = None if child is None else self.people.key_of(connection, child)
        if key is None:
            return False
        return connection.execute(select(_BIRTH.id).where(_BIRTH.child == key)).first() is not None


def _birth(row: Any, role: Role) -> Birth:
    said = {name: row[name] for name in CLASSES}
    modes: Sequence[str] | None = row["modes"]
    return Birth(id=row["id"], role=role, **(said | {"modes": tuple(modes) if modes else None}))

"""A birth as an institution notifies it, and what makes a notification impossible.

Real extracts hold weights of 0 g and pregnancies of 1,018 days. Such a
notification is refused whole: what is stored is what can be true.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from datetime import time as TimeOfDay  # noqa: N812  (a field below is called time)
from math import isfinite
from typing import NamedTuple

import msgspec

from auth.identity import PersonId
from auth.person_number import is_synthetic

from .births import Mode, Place, Presentation, Sex, Start


class Notification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One child's birth. *id* is the sender's own, by which the same notification is known again."""

    id: str
    born: date
    child: PersonId | None = None
    mother: PersonId | None = None
    father: PersonId | None = None
    time: TimeOfDay | None = None
    live_born: bool | None = None
    sex: Sex | None = None
    weight: int | None = None
    length: float | None = None
    head: float | None = None
    gestation: int | None = None
    apgar_1: int | None = None
    apgar_5: int | None = None
    apgar_10: int | None = None
    presentation: Presentation | None = None
    start: Start | None = None
    modes: tuple[Mode, ...] | None = None
    place: Place | None = None
    institution: str | None = None
    plurality: int | None = None
    order: int | None = None

    def __repr__(self) -> str:
        return "Notification()"


class Range(NamedTuple):
    """The least and the most that an item can be, in its unit."""

    least: float
    most: float
    unit: str


# MFR keeps births after twelve weeks. The other bounds are wide on purpose: they
# stop what cannot be, not what is rare (the heaviest of 113,623 weighed 6,320 g).
POSSIBLE: Mapping[str, Range] = {
    "weight": Range(50, 10_000, "g"),
    "length": Range(10, 75, "cm"),
    "head": Range(8, 60, "cm"),
    "gestation": Range(12 * 7, 48 * 7 - 1, "days"),
    "apgar_1": Range(0, 10, "points"),
    "apgar_5": Range(0, 10, "points"),
    "apgar_10": Range(0, 10, "points"),
    "plurality": Range(1, 10, "children"),
    "order": Range(1, 10, "th child"),
}

BEGAN = date(1967, 1, 1)
"""The register's first day."""

_MOST_CHARACTERS = 200


def faults(notification: Notification, *, today: date, real_people: bool = False) -> list[str]:
    """Return why *notification* cannot be kept; nothing when it can. No reason holds a person's number."""
    return [
        *_dates(notification, today),
        *_measures(notification),
        *_people(notification, real_people=real_people),
        *_texts(notification),
    ]


def _dates(notification: Notification, today: date) -> Iterator[str]:
    if notification.born < BEGAN:
        yield f"born before the register began ({BEGAN})"
    if notification.born > today:
        yield "born after today"
    if notification.time is not None and notification.time.tzinfo is not None:
        yield "time is the clock on the wall, without an offset"


def _measures(notification: Notification) -> Iterator[str]:
    for name, possible in POSSIBLE.items():
        value = getattr(notification, name)
        if value is not None and not (isfinite(value) and possible.least <= value <= possible.most):
            yield f"{name} {value} is outside {possible.least}-{possible.most} {possible.unit}"
    order, plurality = notification.order, notification.plurality
    if order is not None and plurality is not None and order > plurality:
        yield "order is more than plurality"


def _people(notification: Notification, *, real_people: bool) -> Iterator[str]:
    named = {name: getattr(notification, name) for name in ("child", "mother", "father")}
    numbers = [number for number in named.values() if number is not None]
    if not numbers:
        yield "names neither child nor parent"
    if len(set(numbers)) < len(numbers):
        yield "one person is named twice"
    for name, number in named.items():
        if number is not None and not (real_people or is_synthetic(number)):
            yield f"{name} is not the number of a made-up person"


def _texts(notification: Notification) -> Iterator[str]:
    if not 0 < len(notification.id) <= _MOST_CHARACTERS:
        yield f"id is not 1-{_MOST_CHARACTERS} characters"
    institution = notification.institution or ""
    if len(institution) > _MOST_CHARACTERS or not institution.isprintable():
        yield f"institution is not at most {_MOST_CHARACTERS} printable characters"
    modes = notification.modes or ()
    if len(set(modes)) < len(modes):
        yield "modes names one mode twice"

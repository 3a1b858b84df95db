"""Births as institutions notified them: consistent with the families, by chance in all else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time
from random import Random

from auth.identity import PersonId
from services.birthdata.births import Place, Sex
from services.birthdata.notification import BEGAN, Notification

from ..care import UnitKind, unit_near
from ..families.cast import cast
from ..families.people import Inhabitant, Role
from . import child as newborn
from .shares import gestation, size_of

_SCORED_FROM = date(1978, 1, 1)
UNHEARD_OF = frozenset({"ODD"})


def births(people: Iterable[Inhabitant], seed: int) -> list[Notification]:
    """Return the births in Norway of *people* since the registry began, oldest first.

    The cast's births do not depend on the *seed*. A mother who is none of the
    people is left out: she is nobody who could sign in.
    """
    fixed = {person.number for person in cast().values()}
    left_out = {cast()[key].number for key in UNHEARD_OF}
    by_birth: dict[tuple[PersonId, date], list[Inhabitant]] = defaultdict(list)
    for person in sorted(people, key=lambda person: person.born):
        if person.born_in == "NO" and person.born >= BEGAN and person.number not in left_out:
            by_birth[person.mother or person.number, person.born].append(person)
    found: list[Notification] = []
    for children in by_birth.values():
        first = children[0].number
        chance = Random(f"cast/birth/{first}" if first in fixed else f"{seed}/birth/{first}")
        found += _one_birth(children, chance)
    return found


def _one_birth(children: list[Inhabitant], chance: Random) -> Iterator[Notification]:
    """Draw what the children share, then what each has of its own."""
    several = len(children) > 1
    hospital = unit_near(children[0].grew_up, UnitKind.HOSPITAL).place.name
    at_home = not several and chance.random() < 0.008
    days = gestation(chance, several=several)
    start = newborn.start(chance)
    minutes = chance.randrange(24 * 60 - 30)
    for order, child in enumerate(children, 1):
        scored = child.born >= _SCORED_FROM
        lay = newborn.presentation(chance)
        grams = newborn.weight(child.sex, days, chance, several=several)
        one, five, ten = newborn.apgar(chance)
        yield Notification(
            id=f"{chance.getrandbits(64):016x}",
            born=child.born,
            child=child.number,
            mother=child.mother,
            father=_other_parent(child),
            time=time(*divmod(minutes + 7 * (order - 1), 60)),
            live_born=True,
            sex=Sex(child.sex.value),
            weight=grams,
            length=newborn.length(grams, chance),
            head=newborn.head(grams, chance) if scored else None,
            gestation=days,
            apgar_1=one if scored else None,
            apgar_5=five if scored else None,
            apgar_10=ten if scored else None,
            presentation=lay,
            start=start,
            modes=newborn.modes(lay, start, chance),
            place=Place.OUTSIDE if at_home else Place(size_of(hospital)),
            institution=None if at_home else hospital,
            plurality=len(children),
            order=order,
        )


def _other_parent(child: Inhabitant) -> PersonId | None:
    return next((parent.number for parent in child.parents if parent.role is not Role.MOTHER), None)

"""How lives go: when people have children, part, and die. Shapes and shares are rough, chance decides."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ..dates import months_after
from .people import Address, Inhabitant, Responsibility, Sex

ADULT = 20
OF_AGE = 18
OLDEST = 105
_CONCEIVED = timedelta(270)
_CHILDREN = ((0, 13), (1, 18), (2, 42), (3, 20), (4, 5), (5, 2))


@dataclass(frozen=True, slots=True)
class Couple:
    """Two people who may have children. *bearer* gives birth; two men have nobody who does."""

    one: Inhabitant
    other: Inhabitant | None
    together: bool

    @property
    def bearer(self) -> Inhabitant | None:
        """Return the woman who gives birth."""
        both = (self.one, self.other)
        return next((person for person in both if person and person.sex is Sex.FEMALE), None)

    @property
    def father_or_co_mother(self) -> Inhabitant | None:
        """Return the child's other parent."""
        return self.other if self.bearer is self.one else self.one


def day_of_death(born: date, day: date, chance: Random) -> date | None:
    """Return when a life ends, or None when it has not by *day*."""
    early = chance.random() < 0.012
    age = chance.uniform(22, 60) if early else min(max(chance.gauss(86, 8), 45), OLDEST)
    ends = born + timedelta(int(age * 365.25))
    return ends if ends <= day else None


def days_of_birth(couple: Couple, day: date, chance: Random) -> list[tuple[date, int]]:
    """Return when the couple's children came, oldest first, and how many each time."""
    bearer = couple.bearer
    if bearer is None:
        return []
    numbers, shares = zip(*_CHILDREN, strict=True)
    births: list[tuple[date, int]] = []
    wanted = chance.choices(numbers, shares)[0]
    first_age = chance.gauss(24.5 if bearer.born.year < 1955 else 28.5, 4.2)
    born = bearer.born + timedelta(int(min(max(first_age, 18), 42) * 365.25))
    while len(births) < wanted and born <= day and bearer.age(born) < 45 and _both_alive(couple, born):
        births.append((born, 2 if chance.random() < 0.017 else 1))
        born = months_after(born, chance.randint(18, 60)) + timedelta(chance.randint(0, 27))
    return births


def _both_alive(couple: Couple, born: date) -> bool:
    bearer, other = couple.bearer, couple.father_or_co_mother
    return bool(bearer and bearer.alive(born)) and (other is None or other.alive(born - _CONCEIVED))


def responsibility(couple: Couple, day: date, chance: Random) -> Responsibility:
    """Return who is responsible for the couple's children: mostly both, if both live."""
    bearer, other = couple.bearer, couple.father_or_co_mother
    alone = Responsibility.CO_MOTHER if other and other.sex is Sex.FEMALE else Responsibility.FATHER
    if other is None or not other.alive(day):
        return Responsibility.MOTHER
    if bearer is None or not bearer.alive(day):
        return alone
    if couple.together:
        return Responsibility.JOINT
    shares = {Responsibility.JOINT: 84, Responsibility.MOTHER: 11, alone: 5}
    return chance.choices(tuple(shares), tuple(shares.values()))[0]


def childs_home(couple: Couple, elsewhere: Address, chance: Random) -> Address | None:
    """Return where the couple's minors live: with both, with one, and seldom with neither."""
    bearer, other = couple.bearer, couple.father_or_co_mother
    if chance.random() < 0.015:
        return elsewhere
    with_bearer = bearer is not None and bearer.died is None
    if bearer and with_bearer and (couple.together or other is None or chance.random() < 0.75):
        return bearer.home
    return other.home if other and other.died is None else elsewhere

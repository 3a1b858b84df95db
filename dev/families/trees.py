"""Family trees, grown from a couple down to the youngest who live today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from ..dates import years_after
from . import lives
from .lives import Couple
from .names import given_name, some_origin
from .newcomers import Newcomers
from .numbers import Numbers
from .people import Address, Inhabitant, Parent, Protection, Responsibility, Role, Sex
from .places import some_address, some_municipality

_BRANCHES_FROM = lives.ADULT + 4
_RESPONSIBLE = {
    Responsibility.JOINT: frozenset(Role),
    Responsibility.MOTHER: frozenset({Role.MOTHER}),
    Responsibility.FATHER: frozenset({Role.FATHER}),
    Responsibility.CO_MOTHER: frozenset({Role.CO_MOTHER}),
}


@dataclass(frozen=True, slots=True)
class _Childhood:
    """What a couple's children share, and the *names* that are taken among them."""

    couple: Couple
    surname: str
    home: Address | None
    responsibility: Responsibility
    protection: Protection
    names: set[str] = field(default_factory=set)


class Tree:
    """One family tree; *chance* is its own, so that its neighbours' lives change nothing in it."""

    def __init__(self, chance: Random, numbers: Numbers, day: date) -> None:
        self._chance = chance
        self._numbers = numbers
        self._day = day
        self._origin = some_origin(chance)
        self._newcomers = Newcomers(chance, numbers, day)
        self.people: list[Inhabitant] = []

    def grow(self) -> list[Inhabitant]:
        """Return the whole family: founders first, then branch by branch."""
        place = some_municipality(self._origin.name, self._chance)
        worker = self._origin.immigrant and self._chance.random() < 0.3
        founder = self._newcomers.founder(self._origin, place, worker=worker)
        self.people.append(founder)
        if not worker:
            self._branch(founder)
        return self.people

    def _branch(self, person: Inhabitant) -> None:
        """Give *person* perhaps a partner, perhaps children, and the children theirs."""
        couple = self._couple(person)
        if couple is None:
            return
        shared = self._childhood(couple)
        for born, at_once in lives.days_of_birth(couple, self._day, self._chance):
            for _ in range(at_once):
                child = self._child(born, shared)
                self.people.append(child)
                if child.age(self._day) >= _BRANCHES_FROM:
                    self._branch(child)

    def _couple(self, person: Inhabitant) -> Couple | None:
        if self._chance.random() < 0.24:
            alone = person.sex is Sex.FEMALE and self._chance.random() < 0.25
            return Couple(person, None, together=False) if alone else None
        together = self._chance.random() < 0.74
        alike = person.arrived or self._chance.random() < 0.5
        origin = self._origin if alike else some_origin(self._chance)
        partner = self._newcomers.partner(person, origin, together=together)
        self.people.append(partner)
        return Couple(person, partner, together=together)

    def _childhood(self, couple: Couple) -> _Childhood:
        elsewhere = some_address(couple.one.grew_up, self._chance)
        home = lives.childs_home(couple, elsewhere, self._chance)
        parent = couple.father_or_co_mother or couple.one
        bearer = couple.bearer
        with_bearer = bearer is not None and home == bearer.home
        return _Childhood(
            couple,
            parent.surname if self._chance.random() < 0.7 or bearer is None else bearer.surname,
            home,
            lives.responsibility(couple, self._day, self._chance),
            bearer.protection if bearer and with_bearer else Protection.OPEN,
        )

    def _child(self, born: date, shared: _Childhood) -> Inhabitant:
        bearer = shared.couple.bearer or shared.couple.one
        sex = Sex.MALE if self._chance.random() < 0.513 else Sex.FEMALE
        abroad = bearer.arrived is not None and born < bearer.arrived
        grown = born <= years_after(self._day, -lives.ADULT)
        minor = born > years_after(self._day, -lives.OF_AGE)
        place = shared.home.place if shared.home else bearer.grew_up
        return Inhabitant(
            self._numbers.next(born, sex, self._chance),
            self._name(born, sex, shared.names),
            shared.surname,
            sex,
            born,
            self._newcomers.home_near(place, self._origin) if grown else shared.home,
            place,
            tuple(_parents(shared.couple, shared.responsibility)),
            shared.responsibility if minor else None,
            lives.day_of_death(born, self._day, self._chance) if grown else None,
            Protection.OPEN if grown else shared.protection,
            bearer.born_in if abroad else "NO",
            bearer.arrived if abroad else None,
            self._origin.tuberculosis,
        )

    def _name(self, born: date, sex: Sex, taken: set[str]) -> str:
        """Return a name that no brother or sister has, as long as the list has one."""
        tries = [given_name(self._origin, sex, born, self._chance) for _ in range(8)]
        name = next((name for name in tries if name not in taken), tries[0])
        taken.add(name)
        return name


def _parents(couple: Couple, responsibility: Responsibility) -> Iterator[Parent]:
    """The child's parents: mother, and father or co-mother, with who of them is responsible."""
    bearer, other = couple.bearer, couple.father_or_co_mother
    responsible = _RESPONSIBLE[responsibility]
    if bearer:
        yield Parent(bearer.number, Role.MOTHER, Role.MOTHER in responsible)
    if other:
        role = Role.CO_MOTHER if other.sex is Sex.FEMALE else Role.FATHER
        yield Parent(other.number, role, role in responsible)

"""Made-up people, as the population register takes them in."""

from collections.abc import Iterable

from sqlalchemy import Connection

from services.population.facts import Kind, Role
from services.population.notices import Address, Grade, NewParent, NewResident
from services.population.store import Store

from .families.people import Inhabitant, Protection


def register_residents(connection: Connection, store: Store, people: Iterable[Inhabitant]) -> None:
    """Register everybody, then who their parents are and where they live."""
    people = list(people)
    store.add_people(connection, [_resident(person) for person in people])
    for person in people:
        if person.parents:
            store.add_parents(connection, person.number, _parents(person), since=person.born)
        if person.home:
            store.move(connection, person.number, _address(person))
        if person.protection is not Protection.OPEN:
            store.protect(connection, person.number, Grade(person.protection.value))


def _resident(person: Inhabitant) -> NewResident:
    return NewResident(person.number, person.name, person.born, person.sex.value, person.died)


def _parents(person: Inhabitant) -> list[NewParent]:
    """A grown child's parents have no responsibility left."""
    kind = Kind(person.responsibility.value) if person.responsibility else None
    return [
        NewParent(parent.number, Role(parent.role.value), kind if parent.responsible else None)
        for parent in person.parents
    ]


def _address(person: Inhabitant) -> Address:
    assert person.home is not None
    place = person.home.place
    line = f"{person.home.line}, {place.postcode} {place.town}"
    return Address(line, dwelling=f"{line}, {place.number}")

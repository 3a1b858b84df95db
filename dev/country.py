"""A whole made-up country: people, vaccinations, births and look-ups, the same for the same seed and day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from auth.identity import PersonId
from services.birthdata.notification import Notification

from .births.drawing import births
from .families.country import country
from .families.people import Inhabitant, Role
from .lookups.ledger import Ledger
from .lookups.past import lookups
from .vaccinations.events import Event
from .vaccinations.histories import history


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that seeding writes."""

    people: Sequence[Inhabitant]
    histories: Mapping[PersonId, Sequence[Event]]
    births: Sequence[Notification]
    ledger: Ledger


def made_up(people: int, seed: int, day: date) -> Country:
    """Return at least *people* people and all that the registers hold about them on *day*."""
    everybody = country(people, seed, day)
    given_birth: dict[PersonId, list[date]] = defaultdict(list)
    for person in everybody:
        for parent in person.parents:
            if parent.role is Role.MOTHER:
                given_birth[parent.number].append(person.born)
    histories = {
        person.number: history(person, given_birth[person.number], seed, day) for person in everybody
    }
    born = births(everybody, seed)
    return Country(everybody, histories, born, lookups(everybody, histories, born, seed, day))

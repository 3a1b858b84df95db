"""The people one can sign in as when trying the portal. Their facts never change; their ages do."""

from dataclasses import dataclass, field
from datetime import date

from auth.identity import PersonId

from .families.cast import about, cast
from .families.people import Inhabitant


@dataclass(frozen=True, slots=True)
class Persona:
    """A person with a part to play. *about* is a sentence for the sign-in page, by language."""

    key: str
    number: PersonId = field(repr=False)
    name: str
    born: date
    about: dict[str, str]

    def age(self, day: date) -> int:
        """Return completed years on *day*."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


class NoSuchPersona(Exception):
    """Nobody plays that part."""


def _persona(key: str, person: Inhabitant, said: dict[str, str]) -> Persona:
    return Persona(key, person.number, person.name, person.born, said)


PERSONAS: tuple[Persona, ...] = tuple(_persona(key, cast()[key], said) for key, said in about().items())
"""Those who can sign in: everybody in dev/data/cast.csv of whom something is said."""


def persona(key: str) -> Persona:
    """Return the persona called *key*, in capitals or not."""
    for one in PERSONAS:
        if one.key == key.upper():
            return one
    raise NoSuchPersona(key)

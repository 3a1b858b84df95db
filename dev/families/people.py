"""What is made up about one person. Plain values: no chance, no clock, no database."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from auth.identity import PersonId


class Sex(StrEnum):
    """As the population register has it; never read out of a number."""

    FEMALE = "female"
    MALE = "male"


class Role(StrEnum):
    """What a parent is to the child, in the codes of HL7 Norway's family relations."""

    MOTHER = "mor"
    FATHER = "far"
    CO_MOTHER = "medmor"


class Responsibility(StrEnum):
    """Who has parental responsibility, in the codes of HL7 Norway."""

    JOINT = "felles"
    MOTHER = "mor"
    FATHER = "far"
    CO_MOTHER = "medmor"
    OTHER = "andre"
    UNKNOWN = "ukjent"


class Protection(StrEnum):
    """How far an address is kept from others: codes 7 and 6 of old."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"
    STRICTLY_CONFIDENTIAL = "strictly-confidential"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A real municipality. *pilot*: its children were registered before the rest of the country's."""

    number: str
    name: str
    county: str
    postcode: str
    town: str
    pilot: bool


@dataclass(frozen=True, slots=True)
class Address:
    """A made-up street and house in a real municipality."""

    street: str
    house: str
    place: Municipality

    @property
    def line(self) -> str:
        """Return street and house as on an envelope."""
        return f"{self.street} {self.house}"


@dataclass(frozen=True, slots=True)
class Parent:
    """One of a child's parents, and whether they are responsible for the child."""

    number: PersonId = field(repr=False)
    role: Role
    responsible: bool = True


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """A made-up person. Nobody real has a number like theirs."""

    number: PersonId = field(repr=False)
    given: str
    surname: str
    sex: Sex
    born: date
    home: Address | None
    grew_up: Municipality
    parents: tuple[Parent, ...] = ()
    responsibility: Responsibility | None = None
    died: date | None = None
    protection: Protection = Protection.OPEN
    born_in: str = "NO"
    arrived: date | None = None
    tuberculosis_risk: bool = False

    @property
    def name(self) -> str:
        """Return the name as others read it."""
        return f"{self.given} {self.surname}"

    @property
    def mother(self) -> PersonId | None:
        """Return who gave birth, when the registers know."""
        return next((parent.number for parent in self.parents if parent.role is Role.MOTHER), None)

    @property
    def here_from(self) -> date:
        """Return the day from which the Norwegian registers could know the person."""
        return self.arrived or self.born

    def alive(self, day: date) -> bool:
        """Tell whether the person had been born and not died on *day*."""
        return self.born <= day and (self.died is None or day <= self.died)

    def age(self, day: date) -> int:
        """Return completed years on *day*."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

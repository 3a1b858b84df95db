"""What the register is told about people: births, moves and all else that it keeps."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from auth.identity import PersonId

from .facts import Kind, Role


class Grade(StrEnum):
    """How far an address is kept from others: codes 7 and 6 of old."""

    CONFIDENTIAL = "confidential"
    STRICTLY_CONFIDENTIAL = "strictly-confidential"


@dataclass(frozen=True, slots=True)
class NewResident:
    """A person to register. What is None is not known."""

    number: PersonId = field(repr=False)
    name: str
    born: date | None
    sex: str | None = None
    died: date | None = None


@dataclass(frozen=True, slots=True)
class NewParent:
    """A parent of a child; *responsibility* is None for one who has none."""

    number: PersonId = field(repr=False)
    role: Role
    responsibility: Kind | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A registered address. *dwelling* names the home itself; empty when it is not known which it is."""

    line: str
    dwelling: str = ""

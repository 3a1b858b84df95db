"""What stands around every page: who is signed in, whose data is shown, how long the session lasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from auth.identity import ME, Citizen, Person

from ..i18n import N_

COLOURS = 10
"""How many people have a colour of their own before colours recur; 0 is the citizen's."""

# The pages that are about one person, in the order of the menu.
MENU: tuple[tuple[str, str], ...] = (
    ("/", N_("Oversikt")),
    ("/vaccines", N_("Vaksiner")),
    ("/births", N_("Fødsel")),
    ("/access-log", N_("Innsynslogg")),
)


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody whose data the citizen may see. *colour* 0 is the citizen's own; each other has one."""

    handle: str
    name: str
    age: int | None
    colour: int

    @property
    def me(self) -> bool:
        """Whether this is the signed-in citizen."""
        return self.handle == ME

    @property
    def first_name(self) -> str:
        """What the person is called in running text."""
        return (self.name.split() or [self.name])[0]

    @property
    def initials(self) -> str:
        """The one or two letters of the person's badge."""
        return initials(self.name)


@dataclass(frozen=True, slots=True)
class Timeout:
    """Seconds until the session ends: when nothing is done, and whatever is done."""

    idle: int
    absolute: int


@dataclass(frozen=True, slots=True)
class Shell:
    """What the base template needs. *current* is None on pages that are about nobody."""

    path: str = "/"
    query: str = ""
    name: str | None = None
    people: tuple[PersonChoice, ...] = ()
    current: PersonChoice | None = None
    timeout: Timeout | None = None

    @property
    def here(self) -> str:
        """The page's own address, which a choice of language comes back to."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def initials(self) -> str:
        """The letters of the signed-in citizen's badge."""
        return initials(self.name or "")

    @property
    def acting(self) -> bool:
        """Whether somebody else's data is shown."""
        return self.current is not None and not self.current.me

    def link(self, path: str, **query: str) -> str:
        """Return the address of *path* about the person that is shown now."""
        return link(path, self.current.handle if self.current else ME, query)

    def switch(self, person: PersonChoice) -> str:
        """Return the address of this same page about *person*."""
        return link(self.path, person.handle, {})


def initials(name: str) -> str:
    """Return the first letters of the first and the last of somebody's names."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else "?"


def link(path: str, handle: str, query: Mapping[str, str]) -> str:
    """Return the address of *path* about the person behind *handle*; one's own needs no handle."""
    said = ({} if handle == ME else {"person": handle}) | {
        key: value for key, value in query.items() if value
    }
    return f"{path}?{urlencode(said)}" if said else path


def people_of(citizen: Citizen, today: date) -> tuple[PersonChoice, ...]:
    """Return everybody that *citizen* may look up today, the citizen first."""
    return tuple(
        PersonChoice(handle, person.name, age(person, today), number and 1 + (number - 1) % (COLOURS - 1))
        for number, (handle, person) in enumerate(citizen.family(today).items())
    )


def age(person: Person, today: date) -> int | None:
    """Return how old *person* is, where the population register says when they were born."""
    born = person.born
    if born is None or born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

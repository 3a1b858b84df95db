"""Who is here, and whom they may look up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

PersonId = NewType("PersonId", str)
"""A person number of eleven digits: fødselsnummer or D-number."""

ME = "me"


class UnknownPerson(Exception):
    """The handle in the request belongs to nobody this citizen may look up."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name; *repr* leaves the number out, so that no log line can hold it."""

    id: PersonId = field(repr=False)
    name: str
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A person whom the citizen may act for until a day (exclusive), or for ever.

    *handle* is what a URL may carry: random for each session, never a number.
    """

    person: Person
    handle: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ClosedTo:
    """Somebody the citizen has responsibility for but may not act for; *rule* says why.

    There is no number here and no handle, so nothing leads from this to their data.
    """

    name: str = field(repr=False)
    rule: str


@dataclass(frozen=True, slots=True)
class Citizen:
    """A signed-in person, with those they act for."""

    me: Person
    relatives: tuple[Relative, ...] = ()

    def family(self, today: date) -> dict[str, Person]:
        """Everybody this citizen may ask about today, by the handle a URL may carry."""
        return {ME: self.me} | {relative.handle: relative.person for relative in _open(self.relatives, today)}

    def person(self, handle: str, today: date) -> Person:
        """Return the person behind *handle*, or raise UnknownPerson.

        A handle reaches only this citizen's own family, so there is no check
        that a page could forget. Whether the register opens that person's data
        is decided anew by each register's token.
        """
        try:
            return self.family(today)[handle]
        except KeyError:
            raise UnknownPerson from None


def _open(relatives: Iterable[Relative], today: date) -> Iterable[Relative]:
    return (relative for relative in relatives if relative.until is None or today < relative.until)

"""How the population register is spoken with: small JSON of our own, since Folkeregisteret speaks no FHIR.

Used at both ends of the wire. *rule* is always the id of one of RULES, whose
texts the portal shows.
"""

from datetime import date

import msgspec

from auth.identity import PersonId

from .rules import RULES, Rule

AUDIENCE = "urn:mho:register:population"
HOUSEHOLD_PATH = "/people/_search"
MANDATE_PATH = "/mandates"
JWKS_PATH = "/jwks"
SCOPE = "population.read"
HOUSEHOLD_DATA = "relatives"
MANDATE_DATA = "mandate"
MANDATE_TYPE = "mandate+jwt"
"""The `typ` of a mandate, so that it can never pass for an access token."""

__all__ = ["RULES", "Household", "Mandate", "Person", "RefusedRelative", "Relative", "Rule", "Search"]


class Search(msgspec.Struct, forbid_unknown_fields=True):
    """Whom the request is about: in the body, never in the URL."""

    subject: PersonId

    def __repr__(self) -> str:
        return "Search()"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as registered; *repr* leaves out who, so that no log line can hold it."""

    number: PersonId
    name: str
    born: date | None = None
    dead: date | None = None

    def __repr__(self) -> str:
        return "Person()"


class Relative(Person, frozen=True, kw_only=True):
    """Somebody whom the citizen may act for, by *rule*, until a day (exclusive)."""

    rule: str
    until: date | None = None


class RefusedRelative(msgspec.Struct, frozen=True):
    """Somebody the citizen has responsibility for but may not act for; *rule* says why."""

    name: str
    rule: str

    def __repr__(self) -> str:
        return f"RefusedRelative({self.rule})"


class Household(msgspec.Struct, frozen=True):
    """The citizen and those around them. *me* is None for somebody whom the register does not know."""

    me: Person | None
    relatives: list[Relative] = []
    refused: list[RefusedRelative] = []


class Mandate(msgspec.Struct, frozen=True):
    """A signed right to act for a child, to be shown to the token service within a minute."""

    mandate: str
    rule: str
    until: date | None = None

    def __repr__(self) -> str:
        return f"Mandate({self.rule})"

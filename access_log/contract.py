"""How a register's log is asked for over HTTP. Used at both ends of the wire."""

import msgspec

from auth.identity import PersonId

from .entry import ActorKind, Entry
from .recorder import Kept, Page

SEARCH_PATH = "/access-log/_search"
SCOPE = "access_log.read"
DATA = "access-log"
MOST = 100

__all__ = ["DATA", "MOST", "SCOPE", "SEARCH_PATH", "ActorKind", "Entry", "Kept", "Page", "Search"]


class Search(msgspec.Struct, forbid_unknown_fields=True):
    """A page of one person's log: the person in the body, never in the URL."""

    subject: PersonId
    before: int | None = None
    limit: int = 50
    kinds: list[ActorKind] = []

    def __repr__(self) -> str:
        return "Search()"

"""One entry of the access log: field names of Tillitsrammeverk and HL7 Norway's AuditEvent."""

from datetime import datetime
from enum import StrEnum

import msgspec

from auth.caller import Caller, CallerKind, CareRelation, Practitioner, Research, System
from auth.identity import PersonId


class Action(StrEnum):
    """What was done, or attempted."""

    READ = "read"
    SEARCH = "search"
    PRINT = "print"
    DISCLOSE = "disclose"
    CHANGE = "change"
    DENIED = "denied"


class ActorKind(StrEnum):
    """The groups that a citizen sees."""

    PERSON = "person"
    SYSTEM = "system"
    SELF = "self"
    REPRESENTATIVE = "representative"
    RESEARCH = "research"
    UNKNOWN = "unknown"


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An act upon one person's data. *data* names a category, never the content.

    *rule* names what stopped a denied attempt, or the right by which a
    representative acted. *request_id* lets all parties in a chain of calls find
    their entries, and makes a retried read leave one entry.
    """

    at: datetime
    register: str
    action: Action
    subject: PersonId
    actor_kind: ActorKind
    data: str
    request_id: str
    actor: PersonId | None = None
    actor_name: str = ""
    practitioner: Practitioner | None = None
    care_relation: CareRelation | None = None
    system: System | None = None
    research: Research | None = None
    client_id: str = ""
    rule: str = ""

    def __repr__(self) -> str:
        return f"Entry({self.action}, {self.data}, {self.request_id})"


_KIND = {
    CallerKind.SELF: ActorKind.SELF,
    CallerKind.REPRESENTATIVE: ActorKind.REPRESENTATIVE,
    CallerKind.PRACTITIONER: ActorKind.PERSON,
    CallerKind.SYSTEM: ActorKind.SYSTEM,
    CallerKind.RESEARCH: ActorKind.RESEARCH,
}


def entry_by(
    caller: Caller | None,
    *,
    subject: PersonId,
    action: Action,
    data: str,
    register: str,
    request_id: str,
    at: datetime,
    rule: str = "",
) -> Entry:
    """Return the entry for what *caller* does to *subject*'s data; None is a caller nobody vouches for.

    A citizen who tries another person's data is not "self" to that person.
    """
    if caller is None:
        kind = ActorKind.UNKNOWN
    else:
        kind = _KIND[caller.kind]
        if kind is ActorKind.SELF and caller.subject != subject:
            kind = ActorKind.PERSON
    return Entry(
        at=at,
        register=register,
        action=action,
        subject=subject,
        actor_kind=kind,
        data=data,
        request_id=request_id,
        actor=caller.actor if caller else None,
        actor_name=caller.actor_name if caller else "",
        practitioner=caller.practitioner if caller else None,
        care_relation=caller.care_relation if caller else None,
        system=caller.system if caller else None,
        research=caller.research if caller else None,
        client_id=caller.client_id if caller else "",
        rule=rule or (caller.rule if caller else ""),
    )

"""Who may come in: the rules as a table."""

from dataclasses import replace
from uuid import UUID

import pytest
from starlette.requests import Request

from access_log.admission import refusal_of, request_id
from access_log.entry import Action, ActorKind, Entry, entry_by
from auth.caller import Caller, CallerKind
from auth.identity import PersonId

from .entries import AT, CARE, ME, OTHER, SIV

SELF = Caller(CallerKind.SELF, "portal", frozenset({"read"}), "t", subject=ME, actor=ME, acr="high")
PARENT = replace(SELF, kind=CallerKind.REPRESENTATIVE, actor=OTHER, actor_name="Mor", rule="parent")
STAFF = Caller(CallerKind.PRACTITIONER, "epj", frozenset({"read"}), "t", practitioner=SIV, care_relation=CARE)
MACHINE = replace(STAFF, kind=CallerKind.SYSTEM, practitioner=None, care_relation=None)
RESEARCH = replace(MACHINE, kind=CallerKind.RESEARCH)
NO_SCOPE: frozenset[str] = frozenset({"write"})


@pytest.mark.parametrize(
    ("caller", "subject", "rule"),
    [
        (SELF, ME, ""),
        (SELF, OTHER, "not-your-data"),
        (replace(SELF, scopes=NO_SCOPE), ME, "scope-missing"),
        (replace(SELF, acr="substantial"), ME, "level-too-low"),
        (replace(SELF, acr=""), ME, "level-too-low"),
        (PARENT, ME, ""),
        (PARENT, OTHER, "not-your-data"),
        (replace(PARENT, acr="low"), ME, "level-too-low"),
        (STAFF, OTHER, ""),
        (replace(STAFF, scopes=NO_SCOPE), OTHER, "scope-missing"),
        (MACHINE, ME, ""),
        (replace(MACHINE, scopes=NO_SCOPE), ME, "scope-missing"),
        (RESEARCH, ME, ""),
    ],
)
def test_who_may_come_in(caller: Caller, subject: PersonId, rule: str) -> None:
    """A citizen's token opens one person, at the right level; all need the scope."""
    assert refusal_of(caller, subject=subject, scope="read", levels={"high"}) == rule


@pytest.mark.parametrize(
    ("caller", "subject", "kind"),
    [
        (SELF, ME, ActorKind.SELF),
        (SELF, OTHER, ActorKind.PERSON),
        (PARENT, ME, ActorKind.REPRESENTATIVE),
        (STAFF, ME, ActorKind.PERSON),
        (MACHINE, ME, ActorKind.SYSTEM),
        (RESEARCH, ME, ActorKind.RESEARCH),
        (None, ME, ActorKind.UNKNOWN),
    ],
)
def test_what_a_caller_is_to_the_one_whose_data_it_is(
    caller: Caller | None, subject: PersonId, kind: ActorKind
) -> None:
    """A citizen who tries another person's data is not «yourself» to that person."""
    made = made_by(caller, subject)

    assert (made.actor_kind, made.subject) == (kind, subject)


def made_by(caller: Caller | None, subject: PersonId = ME) -> Entry:
    """The entry for a read."""
    return entry_by(
        caller, subject=subject, action=Action.READ, data="x", register="r", request_id="i", at=AT
    )


def test_an_entry_says_by_which_right_and_who() -> None:
    """The representative's own number and name, and the rule; a nurse's unit and errand."""
    by_parent, by_staff = made_by(PARENT), made_by(STAFF)

    assert (by_parent.actor, by_parent.actor_name, by_parent.rule) == (OTHER, "Mor", "parent")
    assert (by_staff.practitioner, by_staff.care_relation) == (SIV, CARE)


@pytest.mark.parametrize("sent", ["", "nonsense", "x" * 5000, "5D6C3A0E-9A5B-4F0E-8F0B-0C1D2E3F4A5B"])
def test_a_request_has_one_id_however_often_it_is_asked_for(sent: str) -> None:
    """The caller's own when it is a UUID, in one spelling; else a new one."""
    request = Request({"type": "http", "headers": [(b"x-request-id", sent.encode())]})

    named = request_id(request)

    assert str(UUID(named)) == named == request_id(request)
    assert (named == sent.lower()) == sent.startswith("5D6C")


@pytest.mark.parametrize("thing", [SELF, SIV], ids=["caller", "practitioner"])
def test_nobodys_number_is_in_a_repr(thing: object) -> None:
    """What may end in a log line holds no person."""
    assert not any(number in repr(thing) for number in (ME, SIV.identifier))

"""Entries that might stand in a log."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from access_log.entry import Action, ActorKind, Entry
from auth.caller import CareRelation, Organisation, Practitioner, Purpose
from tests.synthetic import number

ME, OTHER, NURSE = number(1), number(2), number(3)
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOSPITAL = Organisation("974557746", "Fjordvik HF")
SIV = Practitioner(NURSE, "Sykepleier Siv", HOSPITAL, HOSPITAL, hpr_nr="9144900", authorization="SP")
CARE = CareRelation(Purpose.TREATMENT, "d-1")


USUAL = Entry(
    at=AT,
    register="vaccines",
    action=Action.READ,
    subject=ME,
    actor_kind=ActorKind.SELF,
    data="vaccines",
    request_id="",
    actor=ME,
)


def entry(request: str = "r1", **more: Any) -> Entry:
    """Somebody reads their own vaccinations, unless *more* says otherwise."""
    return msgspec.structs.replace(USUAL, request_id=request, **more)


def by_nurse(request: str = "r1", **more: Any) -> Entry:
    """A nurse reads them."""
    return entry(
        request, actor_kind=ActorKind.PERSON, actor=None, practitioner=SIV, care_relation=CARE, **more
    )

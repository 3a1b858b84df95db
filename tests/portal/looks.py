"""Sample pages of the access log."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from access_log.entry import Action, ActorKind, Entry
from auth.caller import CareRelation, Organisation, Practitioner, Purpose, Research, System
from auth.identity import PersonId
from portal.cards.access_log import AccessCard
from portal.cards.access_pages import Shelf, access_card
from portal.cards.trouble import REGISTERS, Trouble, Why

NOW = datetime(2026, 11, 23, 16, 12, tzinfo=UTC)
CHILD = PersonId("14891799828")

HOSPITAL = Organisation("983974791", "Oslo universitetssykehus HF")
SURGERY = Organisation("974760673", "Solsiden legesenter")
INSTITUTE = Organisation("983744516", "Folkehelseinstituttet")


def entry(hours: float, kind: ActorKind, action: Action = Action.READ, **more: Any) -> Entry:
    """What somebody did so many hours ago."""
    return Entry(
        at=NOW - timedelta(hours=hours),
        action=action,
        subject=CHILD,
        actor_kind=kind,
        request_id=f"request-{hours}",
        **({"register": "vaccines", "data": "vaccines"} | more),
    )


def nurse(name: str, role: str, place: Organisation, unit: str = "") -> Practitioner:
    """Somebody who works at *place*."""
    return Practitioner("", name, place, place, authorization=role, department=unit)


def care(purpose: Purpose, details: str = "") -> CareRelation:
    """Why they looked."""
    return CareRelation(purpose, "d1", details)


SELF, PERSON = ActorKind.SELF, ActorKind.PERSON
VACCINE_LOG = [
    entry(0.01, SELF),
    entry(0.02, SELF, data="access-log"),
    entry(3, PERSON, practitioner=nurse("Anne Berg", "SP", SURGERY),
          care_relation=care(Purpose.TREATMENT, "PLANOPP")),
    entry(22, ActorKind.REPRESENTATIVE, actor_name="Per Nordmann", rule="parent-of-child-under-16"),
    entry(25, ActorKind.SYSTEM, system=System("Kjernejournal", INSTITUTE, "Oppdatering av oversikten")),
    entry(27, PERSON, Action.DENIED, rule="not-your-data"),
    entry(50, SELF),
    entry(51, ActorKind.RESEARCH, Action.DISCLOSE,
          research=Research("RegFlu", INSTITUTE, "Influensa og svangerskap")),
]  # fmt: skip
BIRTH_LOG = [
    entry(2, SELF, register="birthdata", data="births"),
    entry(26, PERSON, register="birthdata", data="births",
          practitioner=nurse("Lars Lie", "LE", HOSPITAL, "Akuttmottaket"),
          care_relation=care(Purpose.BREAK_THE_GLASS, "BLAALYS")),
    entry(75, ActorKind.UNKNOWN, Action.DENIED, register="birthdata", data="births", rule="token-signature"),
]  # fmt: skip
STRANGE_LOG = [
    entry(n, PERSON, Action.SEARCH, register="Ŋárga-registeret", data="ting <som> & ingen kjenner",
          practitioner=nurse("ليلى الطبيبة" if n % 2 else "Á" * 60, "ZZ", HOSPITAL, "Avdeling " * 12),
          care_relation=care(Purpose.EMERGENCY, "UKJENT_GRUNN"))
    for n in range(60)
]  # fmt: skip


def shelf(register: str, entries: Sequence[Entry], *, more: bool = False) -> Shelf:
    """What a register's log answers."""
    counts: dict[str, int] = {}
    for one in entries:
        counts[one.actor_kind] = counts.get(one.actor_kind, 0) + 1
    return Shelf(register, [(900 - n, one) for n, one in enumerate(entries)], more, counts)


CARD: AccessCard = access_card(
    [shelf("vaccines", VACCINE_LOG), shelf("birthdata", BIRTH_LOG, more=True)], fetched=NOW, before={}
)
OWN = access_card(
    [shelf("vaccines", [one for one in VACCINE_LOG if one.actor_kind is SELF])],
    fetched=NOW,
    before={"vaccines": 1000},
    group="self",
)
EMPTY = access_card(
    [shelf("vaccines", [])],
    fetched=NOW,
    before={},
    group="research",
    troubles=(Trouble(REGISTERS["birthdata"], Why.SILENT),),
)
EXTREME = access_card([shelf("strange", STRANGE_LOG)], fetched=NOW, before={})

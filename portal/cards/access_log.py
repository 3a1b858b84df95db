"""Hvem har sett opplysningene mine: who has looked, by day, the citizen apart from everybody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from access_log.entry import Action, ActorKind, Entry

from ..formats import local
from ..i18n import N_
from . import access_words as words
from .trouble import Trouble


@dataclass(frozen=True, slots=True)
class Look:
    """One entry in plain words. Texts but names of people and places are keys of the catalogs.

    *who* is empty where nobody can say who it was.
    """

    key: str
    at: datetime
    kind: ActorKind
    who: str
    role: str
    unit: str
    organisation: str
    did: str
    what: str
    register: str
    reasons: tuple[str, ...]
    emergency: bool
    stopped: bool
    rule: str

    @property
    def own(self) -> bool:
        """Whether it was the citizen's own look."""
        return self.kind is ActorKind.SELF


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day by Oslo's calendar, newest first."""

    day: date
    others: tuple[Look, ...]
    own: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of those who look, and how many times they have. An empty *key* is everybody."""

    key: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class AccessCard:
    """A page of the log. *older* is the cursor to go on from, None on the last page."""

    groups: tuple[Group, ...]
    days: tuple[Day, ...]
    older: str | None
    troubles: tuple[Trouble, ...]
    fetched: datetime
    continued: bool = False

    @property
    def shown(self) -> int:
        """How many entries the page holds."""
        return sum(len(day.others) + len(day.own) for day in self.days)

    @property
    def group(self) -> Group:
        """The group that is shown."""
        return next(group for group in self.groups if group.current)


_LABELS = {
    ActorKind.PERSON: N_("Personer"),
    ActorKind.SYSTEM: N_("Automatisk"),
    ActorKind.SELF: N_("Deg selv"),
    ActorKind.REPRESENTATIVE: N_("På dine vegne"),
    ActorKind.RESEARCH: N_("Forskning"),
    ActorKind.UNKNOWN: N_("Ukjent"),
}
_EVERYBODY = N_("Alle")
_QUIET = frozenset({ActorKind.UNKNOWN})


def groups(counts: Iterable[Mapping[str, int]], current: str) -> tuple[Group, ...]:
    """Return every group with its size in all registers. Only an empty group of strangers is left out."""
    total = dict.fromkeys(_LABELS, 0)
    for register in counts:
        for kind, count in register.items():
            total[ActorKind(kind)] += count
    each = [
        Group(kind.value, label, total[kind], current == kind.value)
        for kind, label in _LABELS.items()
        if total[kind] or kind not in _QUIET
    ]
    chosen = any(group.current for group in each)
    return (Group("", _EVERYBODY, sum(total.values()), not chosen), *each)


def days(looks: Iterable[Look]) -> tuple[Day, ...]:
    """Return *looks*, which are newest first, as days."""
    return tuple(
        _day(day, tuple(rows)) for day, rows in groupby(looks, key=lambda look: local(look.at).date())
    )


def _day(day: date, rows: tuple[Look, ...]) -> Day:
    return Day(day, tuple(row for row in rows if not row.own), tuple(row for row in rows if row.own))


def look(entry: Entry, number: int) -> Look:
    """Return *entry*, the register's own *number*, in plain words."""
    who, role, unit, organisation = _actor(entry)
    return Look(
        key=f"{entry.register}-{number}",
        at=entry.at,
        kind=entry.actor_kind,
        who=who,
        role=role,
        unit=unit,
        organisation=organisation,
        did=words.ACTIONS[entry.action],
        what=words.DATA.get(entry.data, entry.data),
        register=words.REGISTERS.get(entry.register, entry.register),
        reasons=_reasons(entry),
        emergency=entry.care_relation is not None and entry.care_relation.purpose_of_use in words.EMERGENCIES,
        stopped=entry.action is Action.DENIED,
        rule=words.rule_said(entry.rule),
    )


def _actor(entry: Entry) -> tuple[str, str, str, str]:
    """Who looked: name, role, unit and organisation, each as far as it is known."""
    if practitioner := entry.practitioner:
        unit = practitioner.department or practitioner.point_of_care.name
        place = practitioner.legal_entity.name
        role = words.ROLES.get(practitioner.authorization, practitioner.authorization)
        return practitioner.name, role, "" if unit == place else unit, place
    if system := entry.system:
        return system.name, "", "", system.legal_entity.name
    if research := entry.research:
        return research.project, "", "", research.legal_entity.name
    return entry.actor_name, "", "", ""


def _reasons(entry: Entry) -> tuple[str, ...]:
    """Why they looked: what the decision was based on, and what the data were for."""
    if relation := entry.care_relation:
        details = relation.purpose_of_use_details
        said = (words.PURPOSES[relation.purpose_of_use], words.REASONS.get(details, details))
        return tuple(reason for reason in said if reason)
    purpose = entry.system or entry.research
    return (purpose.purpose,) if purpose and purpose.purpose else ()

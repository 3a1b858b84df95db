"""What the register answers about a family today: the rules, applied to the rows as they are now."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from auth.identity import PersonId

from . import rules
from .contract import Household, Person, RefusedRelative, Relative
from .facts import Facts, birthday
from .mandate import Decision, decide
from .reading import facts_about, person, wards
from .store import Store

_FULL_AGE = 18


@dataclass(frozen=True, slots=True)
class ToldAbout:
    """A child whom an answer names, and by which decision: what the child's own log will say."""

    number: PersonId = field(repr=False)
    decision: Decision


@dataclass(frozen=True, slots=True)
class Family:
    """A household, and the children it tells about."""

    household: Household
    told: tuple[ToldAbout, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether somebody may act, and the name by which the child's log will know them."""

    decision: Decision
    actor_name: str


def family_of(connection: Connection, store: Store, number: PersonId, today: date) -> Family:
    """Return who the person with *number* is, and whom they may and may not act for today."""
    key = store.people.key_of(connection, number)
    if key is None:
        return Family(Household(None))
    children = wards(connection, key, today)
    facts = facts_about(connection, children, actor=key)
    decided = [(child, decide(key, child, facts[child], today)) for child in children]
    named = [
        (known, decision)
        for child, decision in decided
        if _mentioned(child, decision, facts[child], today)
        and (known := person(connection, store, child)) is not None
    ]
    household = Household(
        person(connection, store, key),
        [_relative(child, decision) for child, decision in named if decision.allowed],
        [RefusedRelative(child.name, decision.told.id) for child, decision in named if not decision.allowed],
    )
    return Family(household, tuple(ToldAbout(child.number, decision) for child, decision in named))


def decided(connection: Connection, store: Store, actor: PersonId, child: PersonId, today: date) -> Decided:
    """Return whether *actor* may act for *child* today."""
    me, subject = store.people.key_of(connection, actor), store.people.key_of(connection, child)
    known = None if me is None else person(connection, store, me)
    name = known.name if known else ""
    if me is None:
        return Decided(Decision(rules.ACTOR_UNKNOWN, rules.ACTOR_UNKNOWN), name)
    if subject is None:
        return Decided(Decision(rules.CHILD_UNKNOWN, rules.NO_RESPONSIBILITY), name)
    facts = facts_about(connection, [subject], actor=me)[subject]
    return Decided(decide(me, subject, facts, today), name)


def _mentioned(child: str, decision: Decision, facts: Facts, today: date) -> bool:
    """A child who is grown, has died or is kept from the citizen is not brought up."""
    born = facts.people[child].born if child in facts.people else None
    grown = None if born is None else birthday(born, _FULL_AGE)
    return decision.told not in {rules.NO_RESPONSIBILITY, rules.CHILD_DEAD} and (
        grown is None or today < grown
    )


def _relative(child: Person, decision: Decision) -> Relative:
    return Relative(
        number=child.number,
        name=child.name,
        born=child.born,
        dead=child.dead,
        rule=decision.rule.id,
        until=decision.until,
    )

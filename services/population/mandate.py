"""May this person act for this child today? Plain rules of plain facts: no clock, no database.

What is not known is denied. The first rule that applies is the answer, and the
order matters: whoever has no responsibility hears nothing else about the child.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from . import rules
from .facts import Facts, Kind, Parent, Resident, Responsibility, Role, birthday, holding
from .rules import Rule

OF_AGE = 16
MOST_PARENTS = 2
_SOLE = {Kind.MOTHER: Role.MOTHER, Kind.FATHER: Role.FATHER, Kind.CO_MOTHER: Role.CO_MOTHER}


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. *told* is the rule that the actor may hear, *until* the day on which the right ends.

    The true *rule* belongs in the child's log: what is told must not reveal
    that a child has a protected address, or that a number is somebody's.
    """

    rule: Rule
    told: Rule
    until: date | None = None

    @property
    def allowed(self) -> bool:
        """Whether the actor may act."""
        return self.rule.allows


@dataclass(frozen=True, slots=True)
class _Case:
    """The facts as they are today, with everybody in their place."""

    actor: str
    me: Resident
    child: Resident
    people: dict[str, Resident]
    parents: tuple[Parent, ...]
    held: tuple[Responsibility, ...]
    today: date

    @property
    def mine(self) -> tuple[Responsibility, ...]:
        return tuple(held for held in self.held if held.holder == self.actor)

    @property
    def roles(self) -> set[Role]:
        return {parent.role for parent in self.parents if parent.person == self.actor}

    @property
    def sixteen(self) -> date | None:
        """The day on which the child decides alone."""
        return None if self.child.born is None else birthday(self.child.born, OF_AGE)

    @property
    def at_home(self) -> list[Resident]:
        """The child's living parents who are registered where the child is."""
        place = self.child.place(self.today)
        living = [self.people[parent.person] for parent in self.parents if parent.person in self.people]
        return [
            parent
            for parent in living
            if place is not None and not parent.dead(self.today) and parent.place(self.today) == place
        ]


def decide(actor: str, subject: str, facts: Facts, today: date) -> Decision:
    """Return whether *actor* may act for *subject* on *today*, and by which rule."""
    me, child = facts.people.get(actor), facts.people.get(subject)
    if me is None:
        return Decision(rules.ACTOR_UNKNOWN, rules.ACTOR_UNKNOWN)
    if child is None:
        return Decision(rules.CHILD_UNKNOWN, rules.NO_RESPONSIBILITY)
    parents, held = holding(facts.parents, today), holding(facts.responsibilities, today)
    case = _Case(actor, me, child, dict(facts.people), parents, held, today)
    if actor == subject or not case.mine:
        return Decision(rules.NO_RESPONSIBILITY, rules.NO_RESPONSIBILITY)
    stops = (rule for rule, applies in _STOPS if applies(case))
    rule = next(stops, None)
    if rule is None:
        return Decision(rules.PARENT, rules.PARENT, _ends(case))
    return Decision(rule, _told(rule, case))


def _ends(case: _Case) -> date | None:
    """The right ends on the birthday, or earlier when the responsibility is known to."""
    spans = [held.span.until for held in case.mine]
    last = None if None in spans else max(day for day in spans if day is not None)
    return min((day for day in (case.sixteen, last) if day is not None), default=None)


def _told(rule: Rule, case: _Case) -> Rule:
    """What a protected child's parent elsewhere may hear is what any stranger would."""
    place = case.child.place(case.today)
    together = place is not None and case.me.place(case.today) == place
    if case.child.protected(case.today) and not together:
        return rules.NO_RESPONSIBILITY
    return rules.NO_PARENT_AT_ADDRESS if rule is rules.ADDRESS_PROTECTED else rule


def _born_unknown(case: _Case) -> bool:
    return case.child.born is None or case.child.born > case.today


def _is_16(case: _Case) -> bool:
    return case.sixteen is not None and case.today >= case.sixteen


def _contradictory(case: _Case) -> bool:
    """Sole responsibility beside another parent's, or another's than its own name says."""
    of_parents = [held for held in case.held if held.holder in {parent.person for parent in case.parents}]
    alone = any(held.kind in _SOLE for held in of_parents)
    mine = {held.kind for held in case.mine}
    return (
        len({parent.person for parent in case.parents}) > MOST_PARENTS
        or len(case.roles) > 1
        or len(mine) > 1
        or (alone and len({held.holder for held in of_parents}) > 1)
        or any(_SOLE[kind] not in case.roles for kind in mine if kind in _SOLE)
        or Kind.OTHER in mine
    )


_STOPS: tuple[tuple[Rule, Callable[[_Case], bool]], ...] = (
    (rules.ACTOR_DEAD, lambda case: case.me.dead(case.today)),
    (rules.CHILD_DEAD, lambda case: case.child.dead(case.today)),
    (rules.ACTOR_PROTECTED, lambda case: case.me.protected(case.today)),
    (rules.CHILD_PROTECTED, lambda case: case.child.protected(case.today)),
    (rules.BORN_UNKNOWN, _born_unknown),
    (rules.CHILD_IS_16, _is_16),
    (rules.NOT_A_PARENT, lambda case: not case.roles),
    (rules.RESPONSIBILITY_UNKNOWN, lambda case: Kind.UNKNOWN in {held.kind for held in case.mine}),
    (rules.CONTRADICTION, _contradictory),
    (rules.ADDRESS_UNKNOWN, lambda case: case.child.place(case.today) is None),
    (rules.ADDRESS_PROTECTED, lambda case: any(parent.protected(case.today) for parent in case.at_home)),
    (rules.NO_PARENT_AT_ADDRESS, lambda case: not case.at_home),
)

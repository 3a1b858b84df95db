"""Who may act for a child, and what those hear who may not, by cases."""

from datetime import date

import pytest

from services.population import rules
from services.population.facts import ALWAYS, Facts, Home, Kind, Parent, Resident, Responsibility, Role, Span
from services.population.mandate import decide
from services.population.rules import Rule

from .families import (
    BORN,
    CHILD,
    FATHER,
    MOTHER,
    OTHER,
    SIXTEEN,
    TODAY,
    TOMORROW,
    YESTERDAY,
    adult,
    child,
    family,
    joint,
)

PAST, ONGOING = Span(until=TODAY), Span(since=YESTERDAY)
ALONE = (Responsibility(MOTHER, Kind.MOTHER),)
LEAP = date(2084, 2, 29)  # The sixteenth birthday falls in 2100, which has no 29 February.
TWO_MOTHERS = (Parent(MOTHER, Role.MOTHER), Parent(OTHER, Role.CO_MOTHER))
TWO_FATHERS = (Parent(OTHER, Role.FATHER), Parent(FATHER, Role.FATHER))
THREE = (Parent(MOTHER, Role.MOTHER), Parent(FATHER, Role.FATHER), Parent(OTHER, Role.CO_MOTHER))


def holds(holder: str, kind: Kind, span: Span = ALWAYS) -> Responsibility:
    """Return one responsibility."""
    return Responsibility(holder, kind, span)


ALLOWED: list[tuple[str, Facts, str, date, date | None]] = [
    ("mother at home", family(), MOTHER, TODAY, SIXTEEN),
    ("father at home", family(), FATHER, TODAY, SIXTEEN),
    ("father elsewhere, mother at home", family({FATHER: adult("flat")}), FATHER, TODAY, SIXTEEN),
    ("mother elsewhere, father at home", family({MOTHER: adult("flat")}), MOTHER, TODAY, SIXTEEN),
    ("mother without any address, father at home", family({MOTHER: adult(None)}), MOTHER, TODAY, SIXTEEN),
    ("mother unknown to the register, father at home", family({MOTHER: None}), FATHER, TODAY, SIXTEEN),
    ("mother alone", family(held=ALONE), MOTHER, TODAY, SIXTEEN),
    (
        "mother alone, and the child lives with its father",
        family({MOTHER: adult("flat")}, held=ALONE),
        MOTHER,
        TODAY,
        SIXTEEN,
    ),
    ("father alone", family(held=[holds(FATHER, Kind.FATHER)]), FATHER, TODAY, SIXTEEN),
    (
        "co-mother",
        family({OTHER: adult()}, parents=TWO_MOTHERS, held=joint(MOTHER, OTHER)),
        OTHER,
        TODAY,
        SIXTEEN,
    ),
    (
        "co-mother alone",
        family({OTHER: adult()}, parents=TWO_MOTHERS, held=[holds(OTHER, Kind.CO_MOTHER)]),
        OTHER,
        TODAY,
        SIXTEEN,
    ),
    (
        "two fathers",
        family({OTHER: adult()}, parents=TWO_FATHERS, held=joint(OTHER, FATHER)),
        OTHER,
        TODAY,
        SIXTEEN,
    ),
    (
        "three holders: a parent among them",
        family({OTHER: adult()}, held=[*joint(MOTHER, FATHER), holds(OTHER, Kind.OTHER)]),
        FATHER,
        TODAY,
        SIXTEEN,
    ),
    ("the other parent has died", family({FATHER: adult(died=YESTERDAY)}), MOTHER, TODAY, SIXTEEN),
    (
        "a lone parent of whom nothing else is known",
        family(parents=[Parent(MOTHER, Role.MOTHER)], held=joint(MOTHER)),
        MOTHER,
        TODAY,
        SIXTEEN,
    ),
    ("the day the child is born", family(), MOTHER, BORN, SIXTEEN),
    ("the day before the birthday", family(), MOTHER, date(2031, 3, 6), SIXTEEN),
    (
        "born on 29 February, on the last day",
        family({CHILD: child(LEAP)}),
        MOTHER,
        date(2100, 2, 28),
        date(2100, 3, 1),
    ),
    (
        "born too late for the calendar",
        family({CHILD: child(date(9990, 1, 1))}),
        MOTHER,
        date(9999, 1, 1),
        None,
    ),
    (
        "responsibility that is known to end",
        family(held=joint(MOTHER, FATHER, span=Span(until=TOMORROW))),
        MOTHER,
        TODAY,
        TOMORROW,
    ),
    ("responsibility since yesterday", family(held=joint(MOTHER, span=ONGOING)), MOTHER, TODAY, SIXTEEN),
    ("protection that has ended", family({CHILD: child(protected=PAST)}), MOTHER, TODAY, SIXTEEN),
    (
        "a mother said to live in two places, the father at home",
        family({MOTHER: Resident(homes=(Home("home"), Home("flat")))}),
        FATHER,
        TODAY,
        SIXTEEN,
    ),
]


@pytest.mark.parametrize(
    ("facts", "actor", "today", "until"), [case[1:] for case in ALLOWED], ids=[case[0] for case in ALLOWED]
)
def test_a_parent_may(facts: Facts, actor: str, today: date, until: date | None) -> None:
    """With responsibility, for a child under 16, when a parent lives with the child."""
    decision = decide(actor, CHILD, facts, today)

    assert (decision.rule, decision.told, decision.until) == (rules.PARENT, rules.PARENT, until)


HELD_BACK: list[tuple[str, Facts, str, Rule]] = [
    ("a number that is nobody's", family({CHILD: None}), MOTHER, rules.NO_RESPONSIBILITY),
    (
        "a protected child's parent elsewhere",
        family({CHILD: child(protected=ONGOING), FATHER: adult("flat")}),
        FATHER,
        rules.NO_RESPONSIBILITY,
    ),
    (
        "a protected child who has died, to the parent elsewhere",
        family({CHILD: child(died=TODAY, protected=ONGOING), FATHER: adult("flat")}),
        FATHER,
        rules.NO_RESPONSIBILITY,
    ),
    (
        "a protected child who is sixteen, to the parent elsewhere",
        family({CHILD: child(date(2010, 1, 1), protected=ONGOING), FATHER: adult("flat")}),
        FATHER,
        rules.NO_RESPONSIBILITY,
    ),
    (
        "a protected child and a protected parent who do not live together",
        family({CHILD: child(protected=ONGOING), FATHER: adult("flat", protected=ONGOING)}),
        FATHER,
        rules.NO_RESPONSIBILITY,
    ),
    (
        "a protected child, and nobody knows where either lives",
        family({CHILD: child(place=None, protected=ONGOING), FATHER: adult(None)}),
        FATHER,
        rules.NO_RESPONSIBILITY,
    ),
    (
        "a child who lives with a protected parent",
        family({MOTHER: adult(protected=ONGOING), FATHER: adult("flat")}),
        FATHER,
        rules.NO_PARENT_AT_ADDRESS,
    ),
    (
        "a protected child at home with the actor",
        family({CHILD: child(protected=ONGOING)}),
        MOTHER,
        rules.CHILD_PROTECTED,
    ),
]


@pytest.mark.parametrize(
    ("facts", "actor", "told"), [case[1:] for case in HELD_BACK], ids=[case[0] for case in HELD_BACK]
)
def test_a_refusal_does_not_tell_where_a_child_hides(facts: Facts, actor: str, told: Rule) -> None:
    """Who does not live with a protected child hears what any stranger would."""
    assert decide(actor, CHILD, facts, TODAY).told is told

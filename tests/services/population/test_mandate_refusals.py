"""Who may not act for a child: every rule that stops somebody, by cases."""

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
    STRANGER,
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


DENIED: list[tuple[str, Facts, str, date, Rule]] = [
    ("a stranger", family(), STRANGER, TODAY, rules.NO_RESPONSIBILITY),
    ("a parent without responsibility", family(held=joint(MOTHER)), FATHER, TODAY, rules.NO_RESPONSIBILITY),
    (
        "responsibility lost today",
        family(held=joint(MOTHER, FATHER, span=PAST)),
        MOTHER,
        TODAY,
        rules.NO_RESPONSIBILITY,
    ),
    (
        "responsibility from tomorrow",
        family(held=joint(MOTHER, span=Span(since=TOMORROW))),
        MOTHER,
        TODAY,
        rules.NO_RESPONSIBILITY,
    ),
    ("the child itself", family(held=joint(CHILD)), CHILD, TODAY, rules.NO_RESPONSIBILITY),
    ("nobody by the child's number", family({CHILD: None}), MOTHER, TODAY, rules.CHILD_UNKNOWN),
    ("an actor without any record", family({MOTHER: None}), MOTHER, TODAY, rules.ACTOR_UNKNOWN),
    ("the birthday itself", family(), MOTHER, SIXTEEN, rules.CHILD_IS_16),
    ("long after the birthday", family(), MOTHER, date(2050, 1, 1), rules.CHILD_IS_16),
    (
        "born on 29 February, on 1 March of a common year",
        family({CHILD: child(LEAP)}),
        MOTHER,
        date(2100, 3, 1),
        rules.CHILD_IS_16,
    ),
    ("born in year 1", family({CHILD: child(date(1, 1, 1))}), MOTHER, TODAY, rules.CHILD_IS_16),
    ("nobody knows when the child was born", family({CHILD: child(None)}), MOTHER, TODAY, rules.BORN_UNKNOWN),
    ("born tomorrow", family({CHILD: child(TOMORROW)}), MOTHER, TODAY, rules.BORN_UNKNOWN),
    ("the child died today", family({CHILD: child(died=TODAY)}), MOTHER, TODAY, rules.CHILD_DEAD),
    ("the actor died today", family({MOTHER: adult(died=TODAY)}), MOTHER, TODAY, rules.ACTOR_DEAD),
    (
        "the only parent at home has died",
        family({MOTHER: adult("flat"), FATHER: adult(died=TODAY)}),
        MOTHER,
        TODAY,
        rules.NO_PARENT_AT_ADDRESS,
    ),
    (
        "a protected actor at home with the child",
        family({MOTHER: adult(protected=ONGOING)}),
        MOTHER,
        TODAY,
        rules.ACTOR_PROTECTED,
    ),
    (
        "a protected child at home with the actor",
        family({CHILD: child(protected=ONGOING)}),
        MOTHER,
        TODAY,
        rules.CHILD_PROTECTED,
    ),
    (
        "both protected",
        family({CHILD: child(protected=ONGOING), MOTHER: adult(protected=ONGOING)}),
        MOTHER,
        TODAY,
        rules.ACTOR_PROTECTED,
    ),
    ("a child without any address", family({CHILD: child(place=None)}), MOTHER, TODAY, rules.ADDRESS_UNKNOWN),
    (
        "a child at a dwelling not known",
        family({CHILD: Resident(BORN, homes=(Home(None),))}),
        MOTHER,
        TODAY,
        rules.ADDRESS_UNKNOWN,
    ),
    (
        "a child said to live at two addresses",
        family({CHILD: Resident(BORN, homes=(Home("home"), Home("flat")))}),
        MOTHER,
        TODAY,
        rules.ADDRESS_UNKNOWN,
    ),
    (
        "a child whose last address has ended",
        family({CHILD: Resident(BORN, homes=(Home("home", PAST),))}),
        MOTHER,
        TODAY,
        rules.ADDRESS_UNKNOWN,
    ),
    (
        "no parent at the child's address",
        family({CHILD: child(place="elsewhere")}),
        MOTHER,
        TODAY,
        rules.NO_PARENT_AT_ADDRESS,
    ),
    (
        "a parent who moved out today, the other elsewhere",
        family(
            {MOTHER: Resident(homes=(Home("home", PAST), Home("flat", Span(TODAY)))), FATHER: adult("away")}
        ),
        MOTHER,
        TODAY,
        rules.NO_PARENT_AT_ADDRESS,
    ),
    (
        "both at dwellings not known",
        family({MOTHER: Resident(homes=(Home(None),)), FATHER: adult(None)}),
        MOTHER,
        TODAY,
        rules.NO_PARENT_AT_ADDRESS,
    ),
    (
        "a stranger at the child's address is no parent",
        family({MOTHER: adult("flat"), FATHER: adult("away"), STRANGER: adult()}),
        MOTHER,
        TODAY,
        rules.NO_PARENT_AT_ADDRESS,
    ),
    (
        "a holder who is no parent",
        family({OTHER: adult()}, held=[*joint(MOTHER), holds(OTHER, Kind.OTHER)]),
        OTHER,
        TODAY,
        rules.NOT_A_PARENT,
    ),
    (
        "a parent no longer, as after an adoption",
        family(parents=[Parent(MOTHER, Role.MOTHER, PAST)]),
        MOTHER,
        TODAY,
        rules.NOT_A_PARENT,
    ),
    (
        "responsibility of a kind not known",
        family(held=[holds(MOTHER, Kind.UNKNOWN)]),
        MOTHER,
        TODAY,
        rules.RESPONSIBILITY_UNKNOWN,
    ),
    (
        "three parents",
        family({OTHER: adult()}, parents=THREE, held=joint(MOTHER, FATHER, OTHER)),
        MOTHER,
        TODAY,
        rules.CONTRADICTION,
    ),
    (
        "the mother alone, and the father too",
        family(held=[*ALONE, *joint(FATHER)]),
        FATHER,
        TODAY,
        rules.CONTRADICTION,
    ),
    (
        "a father who is said to be the mother",
        family(held=[holds(FATHER, Kind.MOTHER)]),
        FATHER,
        TODAY,
        rules.CONTRADICTION,
    ),
    (
        "a parent who is said to be no parent",
        family(held=[holds(MOTHER, Kind.OTHER)]),
        MOTHER,
        TODAY,
        rules.CONTRADICTION,
    ),
    ("shared and alone at once", family(held=[*ALONE, *joint(MOTHER)]), MOTHER, TODAY, rules.CONTRADICTION),
    (
        "mother and father in one person",
        family(parents=[Parent(MOTHER, Role.MOTHER), Parent(MOTHER, Role.FATHER)]),
        MOTHER,
        TODAY,
        rules.CONTRADICTION,
    ),
    (
        "the child lives with a protected parent",
        family({MOTHER: adult(protected=ONGOING), FATHER: adult("flat")}),
        FATHER,
        TODAY,
        rules.ADDRESS_PROTECTED,
    ),
]


@pytest.mark.parametrize(
    ("facts", "actor", "today", "rule"), [case[1:] for case in DENIED], ids=[case[0] for case in DENIED]
)
def test_nobody_else_may(facts: Facts, actor: str, today: date, rule: Rule) -> None:
    """What no rule allows is denied, and the first rule that stops it is named."""
    decision = decide(actor, CHILD, facts, today)

    assert (decision.rule, decision.allowed, decision.until) == (rule, False, None)

"""Random families on random days: what is never allowed, whatever the facts."""

from datetime import date, timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from services.population.facts import (
    Facts,
    Home,
    Kind,
    Parent,
    Protection,
    Resident,
    Responsibility,
    Role,
    Span,
    birthday,
)
from services.population.mandate import decide

CHILD = "child"
PEOPLE = ("mother", "father", "other", "stranger")
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
days = st.dates(FIRST, LAST) | st.dates(date(2005, 1, 1), date(2035, 12, 31))
ends = st.none() | days
spans = st.builds(Span, ends, ends) | st.just(Span())
homes = st.builds(Home, st.sampled_from(("home", "flat", None)), spans)
residents = st.builds(
    Resident,
    born=st.none() | days,
    died=st.none() | st.none() | days,
    homes=st.lists(homes, max_size=2).map(tuple) | st.just((Home("home"),)),
    protections=st.just(()) | st.lists(st.builds(Protection, spans), max_size=1).map(tuple),
)
parents = st.builds(Parent, st.sampled_from(PEOPLE), st.sampled_from(Role), spans)
held = st.builds(
    Responsibility, st.sampled_from(PEOPLE), st.sampled_from([*Kind, Kind.JOINT, Kind.JOINT]), spans
)
wild = st.builds(
    Facts,
    st.dictionaries(st.sampled_from((CHILD, *PEOPLE)), residents, min_size=3),
    st.lists(parents, max_size=4).map(tuple),
    st.lists(held, max_size=4).map(tuple),
)
at_home = st.just(Resident(date(2018, 2, 28), homes=(Home("home"),)))
nearly_usual = st.builds(
    Facts,
    st.fixed_dictionaries(
        {CHILD: at_home | residents, "mother": at_home | residents, "father": at_home | residents}
    ),
    st.just((Parent("mother", Role.MOTHER), Parent("father", Role.FATHER)))
    | st.lists(parents, max_size=3).map(tuple),
    st.just((Responsibility("mother", Kind.JOINT), Responsibility("father", Kind.JOINT)))
    | st.lists(held, max_size=3).map(tuple),
)
facts = wild | nearly_usual


def plainly_allowed(actor: str, facts: Facts, today: date) -> bool:
    """The rule again, slowly and in other words: everything that must be true, each by itself."""
    child, me = facts.people.get(CHILD), facts.people.get(actor)
    if child is None or me is None or child.born is None:
        return False
    current = [parent for parent in facts.parents if parent.span.holds(today)]
    mine = [one for one in facts.responsibilities if one.holder == actor and one.span.holds(today)]
    where = [home.place for home in child.homes if home.span.holds(today)]
    if len(set(where)) != 1 or where[0] is None:
        return False
    at_home = [
        facts.people[parent.person]
        for parent in current
        if parent.person in facts.people
        and {home.place for home in facts.people[parent.person].homes if home.span.holds(today)} == {where[0]}
        and not facts.people[parent.person].dead(today)
    ]
    turns = birthday(child.born, 16)
    return all(
        (
            child.born <= today and (turns is None or today < turns),
            not child.dead(today) and not me.dead(today),
            not child.protected(today) and not me.protected(today),
            bool(mine) and not {one.kind for one in mine} & {Kind.OTHER, Kind.UNKNOWN},
            actor in {parent.person for parent in current},
            len({parent.person for parent in current}) <= 2,
            bool(at_home) and not any(parent.protected(today) for parent in at_home),
        )
    )


@given(st.sampled_from((CHILD, *PEOPLE)), facts, days)
def test_a_right_needs_everything_that_the_rules_ask_for(actor: str, facts: Facts, today: date) -> None:
    """Nobody is let in whom any single requirement would keep out."""
    decision = decide(actor, CHILD, facts, today)

    event(f"allowed: {decision.allowed}")
    assert not decision.allowed or plainly_allowed(actor, facts, today)


@given(st.sampled_from((CHILD, *PEOPLE)), facts, days)
def test_a_right_ends_after_today(actor: str, facts: Facts, today: date) -> None:
    """A right that holds today has its last day today or later, and a refusal has none."""
    decision = decide(actor, CHILD, facts, today)

    assert decision.until is None or (decision.allowed and decision.until > today)


@given(facts, st.dates(FIRST, date(9900, 1, 1)))
def test_at_sixteen_nobody_acts(facts: Facts, born: date) -> None:
    """On the birthday and ever after, no family lets a parent in."""
    people = dict(facts.people) | {CHILD: Resident(born=born, homes=(Home("home"),))}
    turns = birthday(born, 16)
    assert turns is not None

    decisions = [
        decide(actor, CHILD, Facts(people, facts.parents, facts.responsibilities), day)
        for actor in PEOPLE
        for day in (turns, turns + timedelta(days=400))
    ]

    assert not any(decision.allowed for decision in decisions)


@given(facts, days)
def test_a_stranger_hears_one_thing_only(facts: Facts, today: date) -> None:
    """Who has no responsibility cannot tell a known child from a made-up number."""
    people = {name: person for name, person in facts.people.items() if name != CHILD}
    known = Facts(facts.people, facts.parents, ())
    unknown = Facts(people, facts.parents, ())

    for actor in PEOPLE:
        assert decide(actor, CHILD, known, today).told is decide(actor, CHILD, unknown, today).told


@given(st.dates(FIRST, date(9900, 1, 1)), st.integers(0, 30))
def test_a_birthday_is_neither_early_nor_a_day_too_late(born: date, years: int) -> None:
    """Born on 29 February, the years have passed in full on 1 March."""
    day = birthday(born, years)

    assert day is not None
    assert (day.month, day.day) == (born.month, born.day) or (day.month, day.day) == (3, 1)

"""Claims about made-up families, whatever the seed."""

from itertools import pairwise

from hypothesis import given, settings

from auth.person_number import is_synthetic
from dev.families.country import country
from dev.families.people import Inhabitant, Protection, Responsibility, Role

from ..countries import DAY, SEEDS, demo_country, some_people

FEW = settings(max_examples=25, deadline=None)


def _parents(people: list[Inhabitant]) -> list[tuple[Inhabitant, Inhabitant, Role]]:
    by_number = {person.number: person for person in people}
    return [(child, by_number[parent.number], parent.role) for child in people for parent in child.parents]


@FEW
@given(SEEDS)
def test_the_same_seed_makes_the_same_people(seed: int) -> None:
    """Two runs agree on every fact about everybody."""
    assert some_people(seed) == some_people(seed)


@FEW
@given(SEEDS)
def test_asking_for_more_people_changes_none(seed: int) -> None:
    """A larger country begins with the smaller one."""
    few, more = some_people(seed, people=80), some_people(seed, people=160)

    assert more[: len(few)] == few


@FEW
@given(SEEDS)
def test_every_number_is_made_up_and_somebodys_alone(seed: int) -> None:
    """Nobody shares a number, and none could be a living person's."""
    numbers = [person.number for person in some_people(seed)]

    assert len(set(numbers)) == len(numbers)
    assert all(is_synthetic(number) for number in numbers)


@FEW
@given(SEEDS)
def test_children_are_younger_than_their_parents(seed: int) -> None:
    """A mother is 17 to 45 years older, and nobody is a parent before 15."""
    for child, parent, role in _parents(some_people(seed)):
        age = parent.age(child.born)
        assert age >= 15
        assert role is not Role.MOTHER or 17 <= age <= 45


@FEW
@given(SEEDS)
def test_nobody_gives_birth_after_death(seed: int) -> None:
    """A mother lives on the day of the birth."""
    assert all(
        parent.alive(child.born) for child, parent, role in _parents(some_people(seed)) if role is Role.MOTHER
    )


@FEW
@given(SEEDS)
def test_births_of_one_mother_are_apart(seed: int) -> None:
    """Two children of one mother are twins, or more than a year apart."""
    by_mother: dict[str, list[Inhabitant]] = {}
    for child in some_people(seed)[40:]:
        if child.mother:
            by_mother.setdefault(child.mother, []).append(child)

    gaps = [
        (later.born - earlier.born).days
        for children in by_mother.values()
        for earlier, later in pairwise(sorted(children, key=lambda child: child.born))
    ]
    assert all(gap == 0 or gap > 365 for gap in gaps)


@FEW
@given(SEEDS)
def test_nothing_happens_after_today_or_before_birth(seed: int) -> None:
    """Births, arrivals and deaths lie in order, and in the past."""
    for person in some_people(seed):
        arrived, died = person.arrived or person.born, person.died or DAY
        assert person.born <= arrived <= DAY
        assert arrived < died <= DAY or arrived == DAY


@FEW
@given(SEEDS)
def test_only_minors_have_somebody_responsible_for_them(seed: int) -> None:
    """Parental responsibility ends at eighteen, and its holders are parents."""
    for person in some_people(seed):
        if person.age(DAY) >= 18:
            assert person.responsibility is None
        else:
            assert person.responsibility is not None
            assert any(parent.responsible for parent in person.parents)


def test_the_country_has_every_kind_of_person() -> None:
    """Enough people of all ages, the dead, the protected, twins, newcomers, and homes of many shapes."""
    people = demo_country().people
    ages = {person.age(DAY) // 10 for person in people if person.died is None}

    assert len(people) >= 1000
    assert set(range(10)) <= ages
    assert {person.responsibility for person in people} >= {
        Responsibility.JOINT,
        Responsibility.MOTHER,
        Responsibility.FATHER,
    }
    assert {person.protection for person in people} == set(Protection)


def test_some_families_are_not_like_the_others() -> None:
    """There are co-mothers, parents who live apart, and children whom no parent lives with."""
    people = list(demo_country().people)
    minors = [(child, parent, role) for child, parent, role in _parents(people) if child.age(DAY) < 18]
    at_home: dict[str, bool] = {}
    for child, parent, _ in minors:
        at_home[child.number] = at_home.get(child.number, False) or child.home == parent.home

    assert any(role is Role.CO_MOTHER for _, _, role in minors)
    assert any(child.home != parent.home for child, parent, _ in minors)
    assert 0 < sum(not home for home in at_home.values()) < len(at_home) / 10


def test_a_persons_number_says_nothing_that_is_used() -> None:
    """D-numbers are there, and names in letters that ASCII has not."""
    people = demo_country().people

    assert any(person.number[0] in "4567" for person in people)
    assert any(set(person.name) & set("áčđŋšŧž") for person in people)


def test_whole_families_are_made() -> None:
    """The last family is not cut in two: every parent is among the people."""
    people = country(300, 7, DAY)
    numbers = {person.number for person in people}

    assert all(parent.number in numbers for person in people for parent in person.parents)

"""Claims about made-up births."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import time
from statistics import median

import pytest
from hypothesis import given, settings

from auth.identity import PersonId
from dev.births.drawing import births
from dev.births.shares import weight_for
from dev.families.cast import cast
from dev.families.country import country
from services.birthdata.births import Mode
from services.birthdata.notification import BEGAN, Notification, faults

from ..countries import DAY, SEEDS, demo_country, some_people


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_register_would_keep_every_birth(seed: int) -> None:
    """Each notification is possible by the register's own rules."""
    assert not any(faults(birth, today=DAY) for birth in births(some_people(seed), seed))


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_births_agree_with_the_families(seed: int) -> None:
    """Child, mother, other parent, day and sex are those of the family."""
    by_number = {person.number: person for person in some_people(seed)}
    for birth in births(by_number.values(), seed):
        child = by_number[birth.child or PersonId("")]
        others = {parent.number for parent in child.parents}
        assert (child.born, child.mother, child.sex.value) == (birth.born, birth.mother, birth.sex)
        assert {birth.mother, birth.father} - {None} == others


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_weights_are_within_what_sex_and_week_allow(seed: int) -> None:
    """A single child is within 3.2 standard deviations of Skjærven's mean; twins are lighter."""
    sexes = {person.number: person.sex for person in some_people(seed)}
    for birth in births(some_people(seed), seed):
        assert birth.child
        assert birth.weight
        assert birth.gestation
        mean, deviation = weight_for(sexes[birth.child], birth.gestation // 7)
        least = (mean - 3.21 * deviation) * (1 if birth.plurality == 1 else 0.85) - 5
        assert least <= birth.weight <= mean + 3.21 * deviation


def test_everybody_born_here_since_the_register_began_has_a_birth() -> None:
    """One each, except for the persona about whom nothing is registered."""
    people = demo_country().people
    expected = {p.number for p in people if p.born_in == "NO" and p.born >= BEGAN}

    assert Counter(birth.child for birth in demo_country().births) == Counter(expected)


def test_twins_share_what_twins_share() -> None:
    """The same pregnancy and place, one after the other."""
    numbers = {cast()[key].number for key in ("EVEN", "ASK")}
    first, second = (birth for birth in demo_country().births if birth.child in numbers)

    assert (first.gestation, first.institution, first.plurality) == (second.gestation, second.institution, 2)
    assert (first.order, second.order) == (1, 2)
    assert (first.time or time.max) < (second.time or time.min)


def _caesareans(born: Sequence[Notification]) -> float:
    planned, emergency = Mode.CAESAREAN_PLANNED, Mode.CAESAREAN_EMERGENCY
    return sum(planned in (b.modes or ()) or emergency in (b.modes or ()) for b in born) / len(born)


@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [
        (lambda born: median(b.weight for b in born), 3400, 3650),
        (lambda born: median(b.gestation for b in born), 278, 283),
        (lambda born: median(b.length for b in born if b.length), 49, 51),
        (lambda born: median(b.head for b in born if b.head), 34, 36),
        (lambda born: sum(b.gestation < 259 for b in born) / len(born), 0.04, 0.09),
        (_caesareans, 0.12, 0.19),
        (
            lambda born: sum(b.apgar_5 == 10 for b in born) / sum(b.apgar_5 is not None for b in born),
            0.45,
            0.6,
        ),
    ],
    ids=["weight", "gestation", "length", "head", "preterm", "caesarean", "apgar"],
)
def test_many_births_are_as_births_are(
    measure: Callable[[Sequence[Notification]], float], low: float, high: float
) -> None:
    """Medians and shares are near those of the register's real births."""
    born = births(country(3000, 1, DAY), 1)

    assert low <= measure(born) <= high

"""Claims about made-up vaccination histories, whatever the seed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from dev.families.cast import cast
from dev.families.people import Inhabitant, Sex
from dev.vaccinations.events import Event, Kind, Reason, Source, Status
from dev.vaccinations.histories import history
from services.vaccines.codes import vaccines

from ..countries import DAY, SEEDS, demo_country, some_people

FEW = settings(max_examples=15, deadline=None)


def _events(seed: int) -> Iterator[tuple[Inhabitant, Event]]:
    for person in some_people(seed):
        for event in history(person, (), seed, DAY):
            yield person, event


def _doses(person: Inhabitant, code: str) -> list[Event]:
    events = demo_country().histories[person.number]
    return [
        event
        for event in events
        if event.code == code and event.kind is Kind.VACCINATION and event.status is Status.COMPLETED
    ]


@FEW
@given(SEEDS)
def test_the_same_seed_makes_the_same_histories(seed: int) -> None:
    """Two runs agree on every row."""
    assert list(_events(seed)) == list(_events(seed))


@FEW
@given(SEEDS)
def test_no_dose_before_birth_after_death_or_after_today(seed: int) -> None:
    """Whoever gets a vaccine lives, and it is registered afterwards."""
    for person, event in _events(seed):
        assert person.born <= event.given <= (person.died or DAY)
        assert event.given <= event.registered <= DAY or event.status is Status.ENTERED_IN_ERROR


@FEW
@given(SEEDS)
def test_the_register_holds_only_what_it_asked_for(seed: int) -> None:
    """Programme vaccines from 1995, in the pilot counties from 1976; the rest when its time came."""
    begins = {
        Reason.PANDEMIC: date(2009, 10, 1),
        Reason.SEASON: date(2011, 1, 1),
        Reason.RISK: date(2011, 1, 1),
        Reason.BOOSTER: date(2011, 1, 1),
        Reason.TRAVEL: date(2011, 1, 1),
        Reason.PREGNANCY: date(2011, 1, 1),
        Reason.FOREIGN: date.min,
    }

    for person, event in _events(seed):
        programme = date(1976, 1, 1) if person.grew_up.pilot else date(1995, 1, 1)
        # A date entered in error may be up to a year too early.
        assert event.given >= begins.get(event.reason, programme) or event.status is Status.ENTERED_IN_ERROR


@FEW
@given(SEEDS)
def test_what_was_given_abroad_was_given_before_they_came(seed: int) -> None:
    """It has another country, no unit here, and was registered after they came."""
    for person, event in _events(seed):
        if event.source is Source.FOREIGN:
            assert event.country not in ("", "NO")
            assert event.unit is None
            assert person.arrived is not None
            assert event.given <= person.arrived <= event.registered
        else:
            assert event.given >= person.here_from or event.status is Status.ENTERED_IN_ERROR


@FEW
@given(SEEDS)
def test_rotavirus_is_given_within_its_weeks(seed: int) -> None:
    """The first dose before twelve weeks, the second by sixteen."""
    ages = [
        (event.number, event.given - person.born)
        for person, event in _events(seed)
        if event.code == "ROT01" and event.kind is Kind.VACCINATION
    ]

    assert all(age <= timedelta(weeks=16 if number == 2 else 12) or number is None for number, age in ages)


@pytest.mark.parametrize(
    ("code", "born_from"),
    [("ROT01", date(2014, 9, 1)), ("KOM09", date(2016, 11, 1)), ("PNE13", date(2006, 1, 1))],
)
def test_a_vaccine_is_given_to_its_cohort(code: str, born_from: date) -> None:
    """Nobody born before a programme vaccine was introduced has it."""
    people = demo_country().people
    born = [
        person.born for person in people if any(e.reason is Reason.PROGRAMME for e in _doses(person, code))
    ]

    assert born
    assert min(born) >= born_from


def test_boys_born_before_2006_have_no_hpv_vaccine() -> None:
    """The programme offered it to girls from the cohort of 1997, to boys from that of 2006."""
    older = [p for p in demo_country().people if p.sex is Sex.MALE and p.born.year < 2006]

    assert not any(_doses(person, code) for person in older for code in ("HPV01", "HPV02", "HPV09"))


def test_most_children_are_vaccinated_and_some_are_not() -> None:
    """Of those born here 2017-2024, more than nine in ten have a dose against measles, and not all."""
    children = [p for p in demo_country().people if 2017 <= p.born.year <= 2024 and p.born_in == "NO"]
    share = sum(bool(_doses(child, "MMR52")) for child in children) / len(children)

    assert 0.88 < share < 1


def test_the_registers_flaws_are_there() -> None:
    """Late, foreign and paper rows, mistakes, unknown codes, products left out, K and R."""
    events = [event for events in demo_country().histories.values() for event in events]

    assert {event.source for event in events} == set(Source)
    assert {event.status for event in events} == set(Status)
    assert {event.kind for event in events} == set(Kind)
    assert any(event.product is None for event in events)
    assert 0 < sum(event.code not in vaccines() for event in events) < len(events) / 100


def test_a_reaction_follows_a_vaccination() -> None:
    """An R has a dose of that vaccine on the same day or before."""
    for events in demo_country().histories.values():
        for noted in events:
            if noted.kind is Kind.REACTION:
                assert any(
                    event.code == noted.code and event.given <= noted.given
                    for event in events
                    if event.kind is Kind.VACCINATION
                )


def test_amal_brought_her_history_along() -> None:
    """Her childhood's doses are from Syria, registered years later; the register knows one code less."""
    events = demo_country().histories[cast()["AMAL"].number]
    abroad = [event for event in events if event.source is Source.FOREIGN]

    assert len(abroad) >= 8
    assert any(event.code == "Ukjent" for event in abroad)


def test_the_casts_histories_do_not_depend_on_the_seed() -> None:
    """What the docs say of Kari is so in every country."""
    kari = cast()["KARI"]

    assert history(kari, (), 1, DAY) == history(kari, (), 2, DAY) != []

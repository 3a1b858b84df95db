"""What stands around every page."""

from datetime import date

import pytest

from auth.identity import ME, Citizen, Person, PersonId, Relative
from portal.cards.shell import COLOURS, PersonChoice, Shell, age, initials, people_of

TODAY = date(2026, 11, 23)
KARI = PersonChoice(ME, "Kari Nordmann", 38, 0)
OLA = PersonChoice("b1", "Ola Nordmann", 9, 1)


def person(name: str, born: date | None = None) -> Person:
    """Somebody."""
    return Person(PersonId("00000000000"), name, born)


def test_a_link_stays_with_the_person_that_is_shown() -> None:
    """The menu leads to the same person's pages, and one's own need no handle."""
    own, other = Shell("/vaccines", current=KARI), Shell("/vaccines", current=OLA)

    assert own.link("/births") == "/births"
    assert other.link("/births", q="a&b", year="") == "/births?person=b1&q=a%26b"


def test_a_switch_leads_to_the_same_page_about_somebody_else() -> None:
    """The search that was made for one person is not made for the other."""
    shell = Shell("/vaccines", "person=b1&q=polio", current=OLA)

    assert shell.switch(KARI) == "/vaccines"
    assert shell.here == "/vaccines?person=b1&q=polio"


def test_acting_is_looking_at_somebody_else() -> None:
    """Neither one's own data nor a page about nobody is acting."""
    acting = [Shell(current=current).acting for current in (None, KARI, OLA)]

    assert acting == [False, False, True]


def test_everybody_has_a_colour_and_only_the_citizen_has_the_first() -> None:
    """With more relatives than colours, colours recur, but never the citizen's own."""
    relatives = tuple(Relative(person(f"Barn {n}"), f"h{n}") for n in range(12))
    me, *others = people_of(Citizen(person("Kari Nordmann"), relatives), TODAY)

    assert me.colour == 0
    assert {one.colour for one in others} == set(range(1, COLOURS))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Kari Nordmann", "KN"),
        ("Elle-Máret Čuoigi Ŋurrášvárri", "EŊ"),
        ("ليلى عبد", "لع"),
        ("Madonna", "M"),
        ("  ", "?"),
    ],
)
def test_initials_are_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    """In any script, and also when there is hardly a name."""
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("born", "years"),
    [
        pytest.param(date(2017, 11, 24), 8, id="the day before the birthday"),
        pytest.param(date(2017, 11, 23), 9, id="on the birthday"),
        pytest.param(date(2027, 1, 1), None, id="born in the future"),
        pytest.param(None, None, id="nobody knows when"),
    ],
)
def test_age_is_whole_years(born: date | None, years: int | None) -> None:
    """And nothing is said where nothing is known."""
    assert age(person("Ola", born), TODAY) == years


def test_a_person_without_a_name_has_a_first_name_still() -> None:
    """The empty name is said as it is."""
    assert PersonChoice("b1", "", None, 1).first_name == ""

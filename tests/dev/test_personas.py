"""Claims about those who can be signed in as."""

import unicodedata
from datetime import date

import pytest

from auth.person_number import is_synthetic
from dev.families.cast import cast
from dev.families.people import Protection
from dev.personas import PERSONAS, NoSuchPersona, persona

from .countries import DAY, demo_country


def test_personas_have_numbers_that_never_change() -> None:
    """The pretend ID-porten, the docs and the tests of others name them."""
    kari = persona("kari")

    assert (kari.number, kari.name) == ("07838608064", "Kari Tveitdal")
    assert all(is_synthetic(one.number) for one in PERSONAS)


@pytest.mark.parametrize(
    ("key", "youngest", "oldest"),
    [("IDA", 13, 15), ("JONAS", 16, 17), ("EMIL", 0, 11), ("GUDRUN", 80, 81), ("SILJE", 18, 25)],
)
def test_those_who_play_an_age_have_it(key: str, youngest: int, oldest: int) -> None:
    """They have it now, and for most of a year on."""
    ages = [cast()[key].age(day) for day in (DAY, date(2027, 4, 1))]

    assert all(youngest <= age <= oldest for age in ages)


def test_a_stranger_to_the_cast_is_no_persona() -> None:
    """A name that nobody plays is said to be so."""
    with pytest.raises(NoSuchPersona):
        persona("nobody")


def test_the_same_children_have_a_father_elsewhere() -> None:
    """Ola is responsible for Kari's children and lives at another address."""
    kari, ola, ida, emil = (cast()[key] for key in ("KARI", "OLA", "IDA", "EMIL"))

    assert {parent.number for parent in ida.parents} == {kari.number, ola.number}
    assert ida.parents == emil.parents
    assert ida.home == kari.home != ola.home


def test_nobody_may_open_mia() -> None:
    """Neither of Mia's parents lives where she lives."""
    mia, homes = cast()["MIA"], {cast()[key].home for key in ("TRINE", "STIAN")}

    assert mia.home not in homes


def test_the_casts_names_try_what_names_can_be() -> None:
    """Letters with combining marks, Sámi letters, and a script that is read from right to left."""
    names = [person.name for person in cast().values()]

    assert any(unicodedata.combining(letter) for name in names for letter in name)
    assert any(unicodedata.bidirectional(letter) == "AL" for name in names for letter in name)
    assert any("Č" in name for name in names)


def test_solveig_and_her_child_have_a_protected_address() -> None:
    """Both are kept from others, so neither represents nor is represented."""
    assert {cast()[key].protection for key in ("SOLVEIG", "ARON")} == {Protection.STRICTLY_CONFIDENTIAL}


def test_nothing_at_all_is_registered_about_odd() -> None:
    """No vaccine, no birth, and so nobody who has looked."""
    country, odd = demo_country(), persona("odd").number

    assert not country.histories[odd]
    assert all(odd not in (birth.child, birth.mother, birth.father) for birth in country.births)
    assert all(entry.subject != odd for entry in country.ledger.entries)

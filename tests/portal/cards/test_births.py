"""The register's births in words."""

from datetime import UTC, date, datetime, time

from portal.cards.births import birth_card, told
from services.birthdata.births import Birth, Mode, Place, Presentation, Role, Start

NOW = datetime(2026, 11, 23, 16, 12, tzinfo=UTC)


def birth(key: str, role: Role = Role.MOTHER, born: date | None = None, **more: object) -> Birth:
    """A birth as the register tells it."""
    return Birth(id=key, role=role, born=born, **more)  # type: ignore[arg-type]


def test_a_whole_birth_is_told_in_words() -> None:
    """Days become weeks and days, codes become words."""
    said = told(
        birth(
            "1",
            born=date(1988, 3, 29),
            time=time(4, 12),
            gestation=281,
            apgar_1=9,
            presentation=Presentation.BREECH,
            start=Start.INDUCED,
            modes=(Mode.VACUUM, Mode.CAESAREAN_EMERGENCY),
            place=Place.OUTSIDE,
        )
    )

    assert (said.weeks, said.days, said.clock) == (40, 1, time(4, 12))
    assert said.presentation == "Setet eller beina lå først (seteleie)"
    assert said.modes == ("Vaginalt, med vakuum (sugekopp)", "Keisersnitt som ikke var planlagt (akutt)")


def test_what_is_not_registered_is_never_guessed() -> None:
    """An empty record stays empty."""
    said = told(birth("1"))

    assert (said.weeks, said.weight, said.presentation, said.modes, said.place) == (None, None, "", (), "")
    assert not said.apgar.known


def test_a_code_that_is_new_is_shown_as_it_is() -> None:
    """A newer register may say what this portal has no word for."""
    said = told(birth("1", presentation="compound", modes=("water",), institution="Ŋárga"))

    assert (said.presentation, said.modes, said.place) == ("compound", ("water",), "Ŋárga")


def test_zero_points_are_points() -> None:
    """An Apgar score of zero was noted, and is not the same as none."""
    assert told(birth("1", apgar_1=0)).apgar.known


def test_the_youngest_comes_first_and_twins_in_their_order() -> None:
    """A mother's births are apart from her own."""
    twins = date(2017, 8, 2)
    card = birth_card(
        [
            birth("second", born=twins, order=2),
            birth("own", Role.CHILD, date(1988, 3, 29)),
            birth("first", born=twins, order=1),
            birth("young", born=date(2025, 2, 28)),
        ],
        NOW,
    )

    assert [one.key for one in card.as_mother] == ["young", "first", "second"]
    assert [one.key for one in card.own] == ["own"]


def test_a_child_who_was_not_born_alive_is_not_met_unprepared() -> None:
    """Such a birth is not listed; one where nobody noted it is."""
    card = birth_card([birth("1", live_born=False), birth("2", live_born=None)], NOW)

    assert [one.key for one in card.as_mother] == ["2"]

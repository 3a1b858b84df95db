"""What a birth register takes for possible, and what it refuses."""

from datetime import UTC, date, time, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given

from services.birthdata.births import Mode
from services.birthdata.notification import POSSIBLE, Notification, faults
from tests.synthetic import number

from .notifications import TODAY, possible

CHILD = number(11)
BIRTH = Notification(id="1", child=CHILD, born=date(2015, 3, 7))


@given(possible)
def test_what_could_be_true_is_kept(notification: Notification) -> None:
    """Also when hardly anything is said."""
    said = msgspec.structs.replace(notification, child=CHILD)

    assert faults(said, today=TODAY) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"weight": 0}, "weight 0 is outside 50-10000 g"),
        ({"gestation": 1018}, "gestation 1018 is outside 84-335 days"),
        ({"gestation": 0}, "gestation 0 is outside 84-335 days"),
        ({"length": 0.0}, "length 0.0 is outside 10-75 cm"),
        ({"length": float("nan")}, "length nan is outside 10-75 cm"),
        ({"head": float("inf")}, "head inf is outside 8-60 cm"),
        ({"apgar_1": 11}, "apgar_1 11 is outside 0-10 points"),
        ({"apgar_10": -1}, "apgar_10 -1 is outside 0-10 points"),
        ({"plurality": 0}, "plurality 0 is outside 1-10 children"),
        ({"order": 3, "plurality": 2}, "order is more than plurality"),
        ({"born": date(1966, 12, 31)}, "born before the register began (1967-01-01)"),
        ({"born": date(1, 1, 1)}, "born before the register began (1967-01-01)"),
        ({"born": TODAY + timedelta(days=1)}, "born after today"),
        ({"born": date(9999, 12, 31)}, "born after today"),
        ({"time": time(4, 12, tzinfo=UTC)}, "time is the clock on the wall, without an offset"),
        ({"child": None}, "names neither child nor parent"),
        ({"mother": CHILD}, "one person is named twice"),
        ({"child": "12050050295"}, "child is not the number of a made-up person"),
        ({"mother": "123"}, "mother is not the number of a made-up person"),
        ({"id": ""}, "id is not 1-200 characters"),
        ({"institution": "a\nb"}, "institution is not at most 200 printable characters"),
        ({"institution": "a" * 201}, "institution is not at most 200 printable characters"),
        ({"modes": (Mode.VACUUM, Mode.VACUUM)}, "modes names one mode twice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(said: dict[str, Any], reason: str) -> None:
    """The reason names the item and never a person."""
    assert faults(msgspec.structs.replace(BIRTH, **said), today=TODAY) == [reason]


@pytest.mark.parametrize("name", POSSIBLE)
def test_the_bounds_themselves_are_possible(name: str) -> None:
    """The least and the most are within."""
    for value in POSSIBLE[name][:2]:
        said = msgspec.structs.replace(BIRTH, **{name: value})

        assert faults(said, today=TODAY) == []


def test_a_production_deployment_takes_real_numbers() -> None:
    """Only it says that it is one."""
    said = msgspec.structs.replace(BIRTH, child="12050050295")

    assert faults(said, today=TODAY, real_people=True) == []


def test_every_fault_is_told_at_once() -> None:
    """So that a sender need not try again for each."""
    said = msgspec.structs.replace(BIRTH, weight=0, gestation=1018)

    assert len(faults(said, today=TODAY)) == 2

"""What is kept: for a while, taken once, and never more than fits."""

from datetime import timedelta

import pytest

from dev.idporten.store import Shelf, ShelfIsFull

from .world import Clock

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Clock:
    """The shelf's clock."""
    return Clock()


def test_a_key_is_made_that_cannot_be_guessed(clock: Clock) -> None:
    """256 bits of chance, different each time."""
    shelf = Shelf[str](clock, MINUTE)

    keys = {shelf.put("thing") for _ in range(3)}

    assert len(keys) == 3
    assert min(map(len, keys)) >= 43


def test_what_is_taken_is_gone(clock: Clock) -> None:
    """Nobody gets it twice."""
    shelf = Shelf[str](clock, MINUTE)
    key = shelf.put("thing")

    assert [shelf.look(key), shelf.take(key), shelf.take(key)] == ["thing", "thing", None]


@pytest.mark.parametrize(("seconds", "there"), [(59, True), (60, False), (61, False)])
def test_things_last_as_long_as_they_should(clock: Clock, seconds: int, *, there: bool) -> None:
    """To the second, and not the whole of the last one."""
    shelf = Shelf[str](clock, MINUTE)
    key = shelf.put("thing")
    clock.turn(seconds=seconds)

    assert (key in shelf) is there


def test_a_full_shelf_refuses_and_loses_nothing(clock: Clock) -> None:
    """To drop a used jti would let it be used again."""
    shelf = Shelf[str](clock, MINUTE, holds=1)
    key = shelf.put("first")

    with pytest.raises(ShelfIsFull):
        shelf.put("second")
    assert shelf.look(key) == "first"


def test_what_has_expired_makes_room(clock: Clock) -> None:
    """Nobody needs to clear up."""
    shelf = Shelf[str](clock, MINUTE, holds=1)
    shelf.put("first")
    clock.turn(minutes=1)

    shelf.put("second")

    assert len(shelf) == 1


def test_putting_anew_begins_anew(clock: Clock) -> None:
    """Else the oldest would not stand first."""
    shelf = Shelf[str](clock, MINUTE)
    shelf.put("a", key="a")
    clock.turn(seconds=30)
    shelf.put("b", key="b")
    shelf.put("a", key="a")
    clock.turn(seconds=40)

    assert ("a" in shelf, "b" in shelf) == (True, True)

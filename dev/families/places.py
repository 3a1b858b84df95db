"""Where people live: made-up streets in real municipalities."""

from functools import cache
from random import Random

from .. import data
from .people import Address, Municipality

_KAUTOKEINO, _KARASJOK = "5612", "5610"


@cache
def municipalities() -> dict[str, Municipality]:
    """Return the municipalities by number."""
    return {
        row["number"]: Municipality(
            row["number"],
            row["municipality"],
            row["county"],
            row["postcode"],
            row["town"],
            row["pilot"] == "yes",
        )
        for row in data.table("places")
    }


@cache
def _shares() -> tuple[int, ...]:
    return tuple(int(row["share"]) for row in data.table("places"))


@cache
def _streets() -> tuple[str, ...]:
    return tuple(data.lines("streets"))


def some_municipality(origin: str, chance: Random) -> Municipality:
    """Return a municipality, large ones more often; many Sámi families live in inner Finnmark."""
    known = municipalities()
    if origin == "sami" and chance.random() < 0.6:
        return known[chance.choice((_KAUTOKEINO, _KARASJOK))]
    return chance.choices(tuple(known.values()), _shares())[0]


def some_address(place: Municipality, chance: Random) -> Address:
    """Return a house in *place*; some have a letter."""
    letter = chance.choice("ABC") if chance.random() < 0.2 else ""
    return Address(chance.choice(_streets()), f"{chance.randint(1, 89)}{letter}", place)


def moved_from(place: Municipality, origin: str, chance: Random) -> Municipality:
    """Return where somebody who grew up in *place* settles: mostly there."""
    return place if chance.random() < 0.65 else some_municipality(origin, chance)

"""Names by origin and generation, put together from lists of common ones."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from .. import data
from .people import Sex

NORWEGIAN = "norwegian"
ALWAYS = 9999


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family comes from. *from_year*: since when such families came to Norway."""

    name: str
    country: str
    share: int
    tuberculosis: bool
    from_year: int | None

    @property
    def immigrant(self) -> bool:
        """Whether the first generation was born abroad."""
        return self.country != "NO"


@cache
def origins() -> tuple[Origin, ...]:
    """Return every origin that families may have."""
    return tuple(
        Origin(
            row["origin"],
            row["country"],
            int(row["share"]),
            row["bcg"] == "yes",
            int(row["from_year"]) if row["from_year"] else None,
        )
        for row in data.table("origins")
    )


def some_origin(chance: Random) -> Origin:
    """Return an origin, common ones more often."""
    return chance.choices(origins(), [origin.share for origin in origins()])[0]


def given_name(origin: Origin, sex: Sex, born: date, chance: Random) -> str:
    """Return a given name of the child's generation. Some have two, joined or not."""
    names = _given(origin.name, sex.value, born.year)
    name = chance.choice(names)
    if origin.name == NORWEGIAN and chance.random() < 0.08:
        name += chance.choice((" ", "-")) + chance.choice(names)
    return name


def surname(origin: Origin, chance: Random) -> str:
    """Return a family name; a few Norwegian families have double ones."""
    names = _lists()[origin.name, "family"][0][1]
    name = chance.choice(names)
    if origin.name == NORWEGIAN and chance.random() < 0.06:
        name += f"-{chance.choice(names)}"
    return name


@cache
def _lists() -> dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]]:
    """The lists of names by origin and kind, each with the year before which its bearers were born."""
    lists: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = {}
    for row in data.table("names"):
        before = int(row["born_before"] or ALWAYS)
        lists.setdefault((row["origin"], row["kind"]), []).append((before, tuple(row["names"].split(";"))))
    return lists


@cache
def _given(origin: str, kind: str, year: int) -> tuple[str, ...]:
    return next(names for before, names in _lists()[origin, kind] if year < before)

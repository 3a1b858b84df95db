"""The families of those who can be signed in as. Their facts stand in dev/data/cast.csv and never change."""

from datetime import date
from functools import cache

from auth.identity import PersonId

from .. import data
from .people import Address, Inhabitant, Parent, Protection, Responsibility, Role, Sex
from .places import municipalities


@cache
def cast() -> dict[str, Inhabitant]:
    """Return the persons of the cast by the key that names them."""
    numbers = {row["key"]: PersonId(row["number"]) for row in data.table("cast")}
    sexes = {row["key"]: Sex(row["sex"]) for row in data.table("cast")}
    return {row["key"]: _inhabitant(row, numbers, sexes) for row in data.table("cast")}


@cache
def about() -> dict[str, dict[str, str]]:
    """Return what is said of those who can sign in, by language; the others are only family."""
    return {
        row["key"]: {"nb": row["about"], "nn": row["about_nn"], "en": row["about_en"]}
        for row in data.table("cast")
        if row["about"]
    }


def _inhabitant(row: dict[str, str], numbers: dict[str, PersonId], sexes: dict[str, Sex]) -> Inhabitant:
    place = municipalities()[row["place"]]
    responsibility = Responsibility(row["responsibility"]) if row["responsibility"] else None
    return Inhabitant(
        numbers[row["key"]],
        row["given"],
        row["surname"],
        Sex(row["sex"]),
        date.fromisoformat(row["born"]),
        Address(row["street"], row["house"], place),
        place,
        _parents(row, responsibility, numbers, sexes),
        responsibility,
        _day(row["died"]),
        Protection(row["protection"] or Protection.OPEN),
        row["born_in"],
        _day(row["arrived"]),
        row["born_in"] != "NO",
    )


def _parents(
    row: dict[str, str],
    responsibility: Responsibility | None,
    numbers: dict[str, PersonId],
    sexes: dict[str, Sex],
) -> tuple[Parent, ...]:
    """The mother gave birth; the other parent is a father or a co-mother."""
    parents = []
    for column in ("mother", "other_parent"):
        if key := row[column]:
            other = Role.FATHER if sexes[key] is Sex.MALE else Role.CO_MOTHER
            role = Role.MOTHER if column == "mother" else other
            responsible = responsibility in (Responsibility.JOINT, None) or responsibility == role.value
            parents.append(Parent(numbers[key], role, responsible))
    return tuple(parents)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

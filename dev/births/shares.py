"""How often things are so at birth: shares of the registry's columns, and weight for gestational age.

Weights are means and standard deviations by sex and completed week: Skjærven
and others, Acta Obstet Gynecol Scand 2000;79:440-9.
"""

from bisect import bisect
from functools import cache
from itertools import accumulate
from random import Random

from .. import data
from ..families.people import Sex

WEEKS = range(20, 45)


def drawn(column: str, at: float) -> str:
    """Return the value of *column* that stands *at* that part (0 to 1) of all births; empty is left out."""
    values, edges = _column(column)
    return values[min(bisect(edges, at * edges[-1]), len(values) - 1)]


def weight_for(sex: Sex, weeks: int) -> tuple[float, float]:
    """Return mean and standard deviation in grams."""
    return _weights()[sex, min(max(weeks, WEEKS[0]), WEEKS[-1])]


def gestation(chance: Random, *, several: bool) -> int:
    """Return days: median 281, quartiles 273 and 287. One in sixteen comes before week 37, twins earlier."""
    if several:
        return int(min(max(chance.gauss(256, 13), 190), 275))
    if chance.random() < 0.06:
        return max(258 - int(chance.expovariate(1 / 14)), 168)
    return int(min(max(chance.gauss(281, 9), 259), 302))


@cache
def size_of(hospital: str) -> str:
    """Return how many births a year the hospital called so has, in the registry's classes."""
    return next(row["size"] for row in data.table("hospitals") if hospital.startswith(row["name"]))


@cache
def _column(column: str) -> tuple[list[str], list[float]]:
    rows = [row for row in data.table("mfr_shares") if row["field"] == column]
    return [row["value"] for row in rows], list(accumulate(float(row["share"]) for row in rows))


@cache
def _weights() -> dict[tuple[Sex, int], tuple[float, float]]:
    found: dict[tuple[Sex, int], tuple[float, float]] = {}
    for row in data.table("birthweights"):
        weeks = int(row["completed_weeks"])
        found[Sex.MALE, weeks] = float(row["boy_mean_g"]), float(row["boy_sd_g"])
        found[Sex.FEMALE, weeks] = float(row["girl_mean_g"]), float(row["girl_sd_g"])
    return found

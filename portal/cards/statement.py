"""Tilgjengelighetserklæringen: what is known to break the rules, and when that was looked at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Breach:
    """A success criterion of WCAG that is not met. *text* is a key of the catalogs."""

    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the statement says. A breach that is found is written here the same day."""

    made: date
    reviewed: date
    breaches: tuple[Breach, ...] = ()


STATEMENT = Statement(made=date(2026, 11, 23), reviewed=date(2026, 11, 23))

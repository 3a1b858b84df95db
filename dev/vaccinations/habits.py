"""How a person takes to vaccines. Drawn once, so that one life hangs together."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Habit:
    """*declines*: takes none at all. *keen*: how likely to take one that adults are offered."""

    declines: bool
    keen: float
    travels: bool
    risk_group: bool


def some_habit(chance: Random) -> Habit:
    """Return how somebody takes to vaccines."""
    return Habit(
        declines=chance.random() < 0.012,
        keen=min(max(chance.gauss(0.62, 0.22), 0.05), 0.97),
        travels=chance.random() < 0.3,
        risk_group=chance.random() < 0.14,
    )

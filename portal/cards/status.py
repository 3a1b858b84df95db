"""Driftsstatus: whether each register answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How a register does just now."""

    UP = "up"
    SLOW = "slow"
    DOWN = "down"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class RegisterStatus:
    """One register. *name* is a key of the catalogs; *milliseconds* is how long it took to answer."""

    name: str
    state: State
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class StatusCard:
    """Every register, and when they were asked."""

    registers: tuple[RegisterStatus, ...]
    checked: datetime

    @property
    def well(self) -> bool:
        """Whether everything answers."""
        return all(register.state in (State.UP, State.SLOW) for register in self.registers)


_SLOW = 1000


def state(*, answered: bool, milliseconds: int, resting: bool = False) -> State:
    """Return the state of a register that was asked how it does, or that is left alone for a moment."""
    if resting:
        return State.RESTING
    if not answered:
        return State.DOWN
    return State.SLOW if milliseconds >= _SLOW else State.UP

"""What came of asking a register: the answer, or why there is none.

A register that is down costs its own card and nothing else, so a page holds
what it fetched in this form until the card is drawn.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from services.errors import RegisterError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A register's answer, and when it came."""

    value: T
    at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    """A register gave no answer, or refused."""

    error: RegisterError


Fetched = Found[T] | Missing

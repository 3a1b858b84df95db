"""How many attempts by strangers a register notes: what is noted can never be removed again."""

from datetime import datetime

MOST_A_MINUTE = 300


class Strangers:
    """Counts attempts that nobody vouches for, minute by minute in this process.

    Each is refused all the same. Without an end to how many are kept, anybody
    who reaches the register could fill its disk, and then nobody is served.
    """

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        self._most = most
        self._minute: datetime | None = None
        self._noted = 0

    def one_more(self, now: datetime) -> bool:
        """Return whether another attempt may be kept *now*, and count it."""
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._noted = minute, 0
        self._noted += 1
        return self._noted <= self._most

"""A clock that the tests turn themselves."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time that it was set to."""

    def __init__(self, at: datetime = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def on(self, **duration: float) -> None:
        """Let time pass."""
        self.at += timedelta(**duration)

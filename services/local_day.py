"""Which day it is in Norway: rights begin and end at midnight there, not in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def day_of(moment: datetime) -> date:
    """Return the day by Oslo's calendar."""
    return moment.astimezone(OSLO).date()


def begins(day: date) -> datetime:
    """Return the first moment of *day* by Oslo's clock."""
    return datetime(day.year, day.month, day.day, tzinfo=OSLO)

"""Made-up countries for tests: small ones from many seeds."""

from datetime import date
from functools import cache

from hypothesis import strategies as st

from dev.country import Country, made_up
from dev.families.country import country
from dev.families.people import Inhabitant

DAY = date(2026, 11, 23)
SEEDS = st.integers(min_value=0, max_value=2**31)


@cache
def demo_country() -> Country:
    """The country that the demo makes, made once for all tests."""
    return made_up(1000, 1, DAY)


def some_people(seed: int, *, people: int = 120) -> list[Inhabitant]:
    """A few families beside the cast."""
    return country(people, seed, DAY)

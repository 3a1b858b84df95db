"""Person numbers that nobody has, for tests."""

from collections.abc import Iterator
from itertools import product

from auth.identity import PersonId
from auth.person_number import with_check_digits


def number(which: int) -> PersonId:
    """Return the synthetic number (month + 80) of made-up person *which*; another for each."""
    while len(_found) <= which:
        _found.append(next(_more))
    return _found[which]


def _numbers() -> Iterator[PersonId]:
    """Not every nine digits have check digits; those that have none are passed over."""
    for running, year, day in product(range(500), range(100), range(1, 29)):
        whole = with_check_digits(f"{day:02}81{year:02}{running:03}")
        if whole:
            yield PersonId(whole)


_found: list[PersonId] = []
_more = _numbers()

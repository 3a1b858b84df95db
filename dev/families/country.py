"""Everybody who is made up: the cast first, then family tree after family tree."""

from datetime import date
from random import Random

from .cast import cast
from .numbers import Numbers
from .people import Inhabitant
from .trees import Tree

PEOPLE, SEED = 1000, 1
"""The country of the demo."""


def country(people: int, seed: int, day: date) -> list[Inhabitant]:
    """Return at least *people* made-up people: the last family is not cut in two.

    The same seed and day give the same people; asking for more of them adds
    families and changes none of the first ones.
    """
    numbers = Numbers(person.number for person in cast().values())
    made = list(cast().values())
    tree = 0
    while len(made) < people:
        made += Tree(Random(f"{seed}/tree/{tree}"), numbers, day).grow()
        tree += 1
    return made

"""One person's whole history, as the register has it."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from random import Random

from ..families.people import Inhabitant
from .abroad import brought_along
from .adults import beyond_childhood
from .childhood import childhood
from .covid import covid
from .events import Event
from .habits import some_habit
from .notes import notes
from .register import Visits, registered
from .stories import habit_of, keys, stories

UNHEARD_OF = frozenset({"ODD"})
"""Those of the cast whom no health register knows."""


def history(person: Inhabitant, births: Sequence[date], seed: int, day: date) -> list[Event]:
    """Return what the register holds about *person* on *day*, in the order in which it was told.

    *births* are the days on which she gave birth. The cast's histories do not
    depend on the *seed*.
    """
    key = keys().get(person.number)
    if key in UNHEARD_OF:
        return []
    chance = Random(f"cast/{key}" if key else f"{seed}/vaccinations/{person.number}")
    habit = habit_of(key) if key else some_habit(chance)
    abroad = () if key else brought_along(person, chance)
    doses = chain(
        abroad,
        childhood(person, habit, day, chance),
        beyond_childhood(person, habit, day, list(births), chance),
        covid(person, habit, day, chance),
    )
    visits: Visits = {}
    events = [event for dose in list(doses) for event in registered(person, dose, visits, day, chance)]
    if key:
        events += [event for event in stories().get(key, []) if event.registered <= day]
    else:
        events += notes(person, events, day, chance, declines=habit.declines)
    return sorted(events, key=lambda event: (event.registered, event.given))

"""The signed-in front page: three cards, each of which may be missing without the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from access_log.entry import ActorKind
from auth.identity import ClosedTo
from services.population.rules import RULES

from .access_log import AccessCard, Look
from .births import BirthCard
from .trouble import Trouble
from .vaccines import VaccineCard


@dataclass(frozen=True, slots=True)
class LooksCard:
    """Who has looked, in short: how many times others have, and the last of them."""

    others: int
    own: int
    stopped: int
    newest: Look | None
    troubles: tuple[Trouble, ...]
    fetched: datetime


@dataclass(frozen=True, slots=True)
class ClosedChild:
    """A child whom the citizen cannot see for: why, and where to ask, both keys of the catalogs."""

    name: str
    sentence: str
    ask: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What the front page shows of one person, and on one's own page: whom one cannot see for."""

    vaccines: VaccineCard | Trouble
    births: BirthCard | Trouble
    looks: LooksCard | Trouble
    closed: tuple[ClosedChild, ...] = ()


def closed_children(closed: Iterable[ClosedTo]) -> tuple[ClosedChild, ...]:
    """Return what to say of each; a rule that a newer register knows, and we do not, goes without words."""
    return tuple(
        ClosedChild(one.name, RULES[one.rule].sentence, RULES[one.rule].ask)
        for one in closed
        if one.rule in RULES
    )


def looks_card(card: AccessCard) -> LooksCard:
    """Return the short form of the first page of the log."""
    sizes = {group.key: group.count for group in card.groups}
    others = [look for day in card.days for look in day.others]
    return LooksCard(
        others=sizes[""] - sizes[ActorKind.SELF],
        own=sizes[ActorKind.SELF],
        stopped=sum(look.stopped for look in others),
        newest=others[0] if others else None,
        troubles=card.troubles,
        fetched=card.fetched,
    )

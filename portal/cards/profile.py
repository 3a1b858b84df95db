"""Min profil: who the citizen is to us, and where they are signed in."""

from dataclasses import dataclass
from datetime import date, datetime

from ..i18n import N_


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One sign-in that is still open. *handle* ends it; *device* is the browser in short."""

    handle: str
    device: str
    started: datetime
    used: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """What we know about the citizen while they are signed in. *level* is a key of the catalogs.

    *told* is whether the population register has answered during this visit.
    """

    name: str
    born: date | None
    signed_in: datetime
    level: str
    sessions: tuple[SessionRow, ...]
    told: bool = True

    @property
    def others(self) -> int:
        """How many other places the citizen is signed in."""
        return sum(not session.current for session in self.sessions)


_LEVELS = {
    "idporten-loa-high": N_("Høyt"),
    "idporten-loa-substantial": N_("Betydelig"),
}


def level(acr: str) -> str:
    """Return how sure the sign-in was, in words; an unknown level is shown as it is."""
    return _LEVELS.get(acr, acr)


# Each browser also names those it wants to be taken for, so the order decides.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Return what a reader calls the browser that sent *user_agent*: `Firefox, Windows`, if known."""
    found = (
        next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)
    )
    return ", ".join(name for name in found if name)

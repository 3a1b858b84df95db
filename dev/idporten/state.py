"""What is remembered between one request and the next, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from authlib.oauth2.rfc6749 import AuthorizationCodeMixin

LOCALES = ("nb", "nn", "en", "se")


class Level(StrEnum):
    """How sure ID-porten is of who signed in, from the lowest up."""

    SUBSTANTIAL = "idporten-loa-substantial"
    HIGH = "idporten-loa-high"

    def reaches(self, least: "Level") -> bool:
        """Tell whether this level is at least *least*."""
        levels = list(Level)
        return levels.index(self) >= levels.index(least)


@dataclass(frozen=True, slots=True)
class SignIn:
    """That a person showed who they are: when, how surely, and in which session."""

    pid: str = field(repr=False)
    level: Level
    at: int
    sid: str

    @property
    def amr(self) -> list[str]:
        """How: the provider for made-up people is called TestID, here as at the real ID-porten."""
        return ["TestID"]


@dataclass(slots=True)
class Session:
    """One browser's sign-in, which saves its owner from signing in again for the next service."""

    sign_in: SignIn
    last_seen: datetime
    clients: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class PushedRequest:
    """An authorization request that was found whole, and what it means."""

    parameters: Mapping[str, str] = field(repr=False)

    @property
    def client_id(self) -> str:
        """Who asks."""
        return self.parameters["client_id"]

    @property
    def prompt(self) -> str:
        """Whether a page must (`login`) or must not (`none`) be shown."""
        return self.parameters.get("prompt", "")

    @property
    def max_age(self) -> int | None:
        """How many seconds ago the person may have signed in."""
        return int(self.parameters["max_age"]) if "max_age" in self.parameters else None

    @property
    def least(self) -> Level:
        """The lowest level that will do."""
        asked = self.parameters.get("acr_values", Level.SUBSTANTIAL).split()
        return next(level for level in Level if level in asked)

    @property
    def locale(self) -> str:
        """The first language in the client's list that ID-porten has."""
        asked = [tag.partition("-")[0] for tag in self.parameters.get("ui_locales", "").lower().split()]
        known = ["nb" if tag == "no" else tag for tag in asked]
        return next((tag for tag in known if tag in LOCALES), "nb")

    def is_met_by(self, sign_in: SignIn, *, now: datetime) -> bool:
        """Tell whether somebody who signed in so need not do it again."""
        recent = self.max_age is None or now.timestamp() - sign_in.at < self.max_age
        return self.prompt != "login" and recent and sign_in.level.reaches(self.least)


@dataclass(frozen=True, slots=True)
class PendingLogin:
    """A request that waits for its owner to choose who they are, in the browser that brought it."""

    request: PushedRequest
    browser: str = field(repr=False)


@dataclass(slots=True)
class IssuedCode(AuthorizationCodeMixin):
    """A code, what it was given for, and the ids of the tokens that it has been changed into."""

    request: PushedRequest
    sign_in: SignIn
    tokens: list[str] = field(default_factory=list)

    @property
    def code_challenge(self) -> str:
        """What the verifier must hash to."""
        return self.request.parameters["code_challenge"]

    @property
    def code_challenge_method(self) -> str:
        """How it must be hashed."""
        return self.request.parameters["code_challenge_method"]

    def get_redirect_uri(self) -> str:
        """Return where the code was sent."""
        return self.request.parameters["redirect_uri"]

    def get_scope(self) -> str:
        """Return what the code opens."""
        return self.request.parameters["scope"]

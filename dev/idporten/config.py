"""What the pretend ID-porten is told by whoever starts it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.common.security import is_secure_transport

from auth.person_number import SyntheticKind, parse

from .clients import Client
from .keys import SigningKeys

JwksSource = str | Callable[[], Mapping[str, Any]]
"""The address of a JWK Set, or a function that returns one."""

_PRODUCTION = {"production", "prod"}


class NotForProduction(Exception):
    """Somebody tried to let made-up people sign in where real people's data are."""


class SettingsContradictOurRules(Exception):
    """The configuration asks for something that this provider never does."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A made-up person with a button of their own; *texts* tells the same in nn and en."""

    pid: str = field(repr=False)
    name: str
    text: str
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoginIssuer:
    """Another OpenID provider, whose ID tokens for *client_id* say who a citizen is.

    Its keys are where its metadata say, unless *jwks* says otherwise.
    """

    issuer: str
    client_id: str
    jwks: JwksSource | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderConfig:
    """Everything that differs between one pretend ID-porten and another.

    *knows* tells whether a number is in the population; *name_of* what that
    person is called. *population* is the source of the keys that mandates are
    signed with; without it nobody may act for anybody.
    """

    issuer: str
    clients: Sequence[Client]
    personas: Sequence[Persona]
    keys: SigningKeys
    knows: Callable[[str], bool]
    now: Callable[[], datetime]
    http: httpx.AsyncClient
    name_of: Callable[[str], str | None] = lambda _: None
    population: JwksSource | None = None
    trusted_login_issuers: Sequence[LoginIssuer] = ()
    access_token_lasts: timedelta = timedelta(seconds=7200)


def signs_in_here(number: str) -> bool:
    """Tell whether *number* has the mark of Skatteetaten's test people, who are never a living person."""
    try:
        return parse(number).synthetic is SyntheticKind.TENOR
    except ValueError:
        return False


def refuse_contradictions(config: ProviderConfig, *, environment: str) -> None:
    """Raise NotForProduction or SettingsContradictOurRules, or return."""
    if environment.strip().casefold() in _PRODUCTION:
        raise NotForProduction
    parts = urlsplit(config.issuer)
    if config.issuer != f"{parts.scheme}://{parts.netloc}" or not is_secure_transport(config.issuer):
        raise SettingsContradictOurRules("the issuer must be an origin: https, or http on this machine")
    if any(not signs_in_here(persona.pid) for persona in config.personas):
        raise SettingsContradictOurRules("a persona has a number that a living person could have")
    if len(_names(config.clients)) != len(config.clients):
        raise SettingsContradictOurRules("two clients have one name")


def _names(clients: Iterable[Client]) -> set[str]:
    return {client.client_id for client in clients}

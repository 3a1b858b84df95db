"""The population register's signed word that one person may act for another, now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from .citizens import Citizen
from .config import ProviderConfig, signs_in_here
from .errors import TokenUnacceptable
from .foreign_keys import POPULATION
from .jwts import ALGORITHMS, TokenNotGood, check, is_for, read
from .store import Shelf
from .wire import Asked

MANDATE = "urn:ietf:params:oauth:token-type:jwt"
TYPE = "mandate+jwt"
LASTS = 60  # seconds


class MayAct(msgspec.Struct, frozen=True):
    """Who may act."""

    sub: str


class Right(msgspec.Struct, frozen=True):
    """By which rule, and until which day."""

    rule: str
    until: date | None


class Mandate(msgspec.Struct, frozen=True):
    """What a good mandate says."""

    sub: str
    may_act: MayAct
    mandate: Right
    jti: str

    def __repr__(self) -> str:
        return f"Mandate({self.mandate.rule})"


@dataclass(frozen=True)
class Mandates:
    """Reads mandates, each of them once for each register: a page may ask several about the same child."""

    config: ProviderConfig
    used: Shelf[bool]

    def of(self, actor: Citizen, token: str, asked: Asked, *, audience: str) -> Mandate:
        """Return the mandate that *actor* holds up to open *audience*, or raise TokenUnacceptable."""
        try:
            mandate = _convert(self._claims(token, asked))
        except TokenNotGood:
            raise TokenUnacceptable("The mandate is not good.") from None
        if mandate.may_act.sub != actor.pid:
            raise TokenUnacceptable("The mandate is another person's.")
        once = f"{POPULATION} {mandate.jti} {audience}"
        if once in self.used:
            raise TokenUnacceptable("The mandate has been used before.")
        self.used.put(thing=True, key=once)
        return mandate

    def _claims(self, token: str, asked: Asked) -> dict[str, Any]:
        claims = read(token, asked.keys_behind(token), algorithms=ALGORITHMS, types=(TYPE,))
        check(claims, now=self.config.now(), lasts=LASTS, iss=POPULATION)
        if not is_for(claims, self.config.issuer):
            raise TokenNotGood("for somebody else")
        return claims


def _convert(claims: dict[str, Any]) -> Mandate:
    try:
        mandate = msgspec.convert(claims, Mandate)
    except msgspec.ValidationError:
        raise TokenNotGood("no mandate") from None
    if not signs_in_here(mandate.sub) or not mandate.jti or not mandate.mandate.rule:
        raise TokenNotGood("no mandate")
    return mandate

"""Mandates: a decision made on this request, signed, so that nobody need take the portal's word for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from auth.identity import PersonId

from ..local_day import begins
from .contract import AUDIENCE, MANDATE_TYPE, Mandate
from .mandate import Decision
from .signing import Signer

LASTS = 60


@dataclass(frozen=True, slots=True)
class Mandates:
    """Signs mandates for one token service."""

    signer: Signer
    token_service: str
    now: Callable[[], datetime]
    issuer: str = AUDIENCE

    def mandate(self, actor: PersonId, name: str, child: PersonId, decision: Decision) -> Mandate:
        """Return the right that *decision* gives *actor*, called *name*, to act for *child* now.

        It lasts a minute, and never past the midnight at which the right itself ends.
        """
        now = int(self.now().timestamp())
        ends = now + LASTS
        if decision.until is not None:
            ends = min(ends, int(begins(decision.until).timestamp()))
        until = decision.until.isoformat() if decision.until else None
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": self.token_service,
            "sub": child,
            "may_act": {"sub": actor, "name": name},
            "mandate": {"rule": decision.rule.id, "until": until},
            "iat": now,
            "exp": ends,
            "jti": str(uuid4()),
        }
        return Mandate(self.signer.sign(claims, kind=MANDATE_TYPE), decision.rule.id, decision.until)

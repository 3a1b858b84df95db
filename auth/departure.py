"""What must be remembered from a visitor's leaving for the provider until the return."""

from datetime import datetime
from secrets import token_urlsafe

import msgspec

from .identity import PersonId


class Departure(msgspec.Struct, frozen=True):
    """One visit to the provider; kept on the server, so that no cookie has a secret to tell.

    *person* is set when somebody who is signed in confirms anew: the return
    must then be as that same person.
    """

    state: str
    nonce: str
    verifier: str
    next: str
    began: datetime
    person: PersonId | None = None

    @property
    def fresh(self) -> bool:
        """Whether the visitor is asked to authenticate anew, whatever the provider remembers."""
        return self.person is not None

    def __repr__(self) -> str:
        return f"Departure({self.next})"


def depart(*, next: str, now: datetime, person: PersonId | None = None) -> Departure:  # noqa: A002
    """Return a departure with secrets of 256 bits each."""
    return Departure(
        state=token_urlsafe(32),
        nonce=token_urlsafe(32),
        verifier=token_urlsafe(64),
        next=next,
        began=now,
        person=person,
    )

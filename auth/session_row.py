"""How a session lies in its row: found by hashes, and otherwise sealed."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from typing import Any

import msgspec
from sqlalchemy import Row

from storage.sealed import Keyset, SealBroken

from .identity import ClosedTo, PersonId, Relative
from .oidc import SignedIn
from .session import Session, end_of


class _Sealed(msgspec.Struct, frozen=True):
    """What only our keys can read."""

    person: PersonId
    name: str
    id_token: str
    access_token: str
    acr: str
    auth_time: datetime | None
    locale: str
    born: date | None = None
    family: tuple[Relative, ...] = ()
    closed: tuple[ClosedTo, ...] = ()
    household_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionRows:
    """Writes and reads rows under one keyset."""

    keyset: Keyset

    def new(
        self,
        cookie: str,
        signed_in: SignedIn,
        *,
        device: str,
        known: Session | None,
        now: datetime,
    ) -> dict[str, Any]:
        """Return the row of a session that begins now, going on from the same person's *known* one."""
        key = hash_of(cookie)
        return {
            "key": key,
            "handle": token_urlsafe(16),
            "person": self.person(signed_in.person),
            "sid": None if signed_in.sid is None else self.sid(signed_in.sid),
            "device": device,
            "begun_at": seconds(now),
            "seen_at": seconds(now),
            "ends_at": seconds(end_of(now, now)),
            "sealed": self._seal(key, signed_in, known),
        }

    def resealed(self, session: Session) -> bytes:
        """Return what is sealed of *session*, with the household that it now knows."""
        return self._seal(session.key, session, session)

    def opened(self, row: Row[Any], *, seen_at: datetime) -> Session | None:
        """Return the session in *row*, or None when our keys do not open it."""
        try:
            plain = self.keyset.open(bytes(row.sealed), context=_place(row.key))
        except SealBroken:
            return None
        said = msgspec.json.decode(plain, type=_Sealed)
        return Session(
            key=bytes(row.key),
            handle=row.handle,
            device=row.device,
            begun_at=time_of(row.begun_at),
            seen_at=seen_at,
            **{name: getattr(said, name) for name in _Sealed.__struct_fields__},
        )

    def person(self, person: PersonId) -> bytes:
        """Return the blind index that a person's sessions are found by."""
        return self.keyset.index(person, purpose="session.person")

    def sid(self, sid: str) -> bytes:
        """Return the blind index that the provider's name for a session is found by."""
        return self.keyset.index(sid, purpose="session.sid")

    def _seal(self, key: bytes, source: SignedIn | Session, known: Session | None) -> bytes:
        said = _Sealed(
            person=source.person,
            name=(known.name if known else "") or source.name,
            id_token=source.id_token,
            access_token=source.access_token,
            acr=source.acr,
            auth_time=source.auth_time,
            locale=source.locale,
            born=known.born if known else None,
            family=known.family if known else (),
            closed=known.closed if known else (),
            household_at=known.household_at if known else None,
        )
        return self.keyset.seal(msgspec.json.encode(said), context=_place(key))


def hash_of(secret: str) -> bytes:
    """Return what is stored of a secret that a browser holds."""
    return hashlib.sha256(secret.encode()).digest()


def seconds(when: datetime) -> int:
    """Return *when* as a column holds it."""
    return int(when.timestamp())


def time_of(column: int) -> datetime:
    """Return the time in a column."""
    return datetime.fromtimestamp(column, UTC)


def _place(key: bytes) -> str:
    """Each row seals to itself, so that no row's content can be put into another."""
    return f"session.sealed.{bytes(key).hex()}"

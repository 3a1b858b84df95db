"""What the register knows about one birth, as plain values. Used at both ends of the wire."""

from datetime import date
from datetime import time as TimeOfDay  # noqa: N812  (a field below is called time)
from enum import StrEnum

import msgspec


class Role(StrEnum):
    """What the person who is asked about was in a birth."""

    CHILD = "child"
    MOTHER = "mother"


class Presentation(StrEnum):
    """How the child lay (MFR's LEIE)."""

    CEPHALIC = "cephalic"
    CEPHALIC_ANOMALY = "cephalic-anomaly"
    BREECH = "breech"
    TRANSVERSE = "transverse"
    OTHER = "other"


class Start(StrEnum):
    """How the delivery began (MFR's FSTART)."""

    SPONTANEOUS = "spontaneous"
    INDUCED = "induced"
    CAESAREAN = "caesarean"


class Mode(StrEnum):
    """How the child came into the world (MFR's TANG, VAKUUM and KSNITT)."""

    SPONTANEOUS = "spontaneous"
    VACUUM = "vacuum"
    FORCEPS = "forceps"
    CAESAREAN_PLANNED = "caesarean-planned"
    CAESAREAN_EMERGENCY = "caesarean-emergency"
    CAESAREAN_UNSPECIFIED = "caesarean-unspecified"


class Place(StrEnum):
    """The kind of place, by its deliveries a year (MFR's FODESTED_KAT_5)."""

    LARGEST = "3000-or-more"
    LARGE = "1500-2999"
    MEDIUM = "500-1499"
    SMALL = "1-499"
    OUTSIDE = "outside-institution"


class Sex(StrEnum):
    """The child's sex as noted at birth (MFR's KJONN)."""

    FEMALE = "female"
    MALE = "male"
    UNCERTAIN = "uncertain"
    NOT_SPECIFIED = "not-specified"


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """One birth as one viewer may see it. What is None is not registered or not theirs; nothing is guessed.

    *id* is random and the same for everybody who sees the birth. *weight* is in
    grams, *length* and *head* in centimetres, *gestation* in days. *modes* are
    several when one way was tried and another followed. *order* counts the
    children of the same delivery, 1 for the first. A birth that is not
    *live_born* must never be listed unannounced.

    Coded values are of the enumerations here; a newer register may use others.
    """

    id: str
    role: Role
    born: date | None = None
    time: TimeOfDay | None = None
    live_born: bool | None = None
    sex: str | None = None
    weight: int | None = None
    length: float | None = None
    head: float | None = None
    gestation: int | None = None
    apgar_1: int | None = None
    apgar_5: int | None = None
    apgar_10: int | None = None
    presentation: str | None = None
    start: str | None = None
    modes: tuple[str, ...] | None = None
    place: str | None = None
    institution: str | None = None
    plurality: int | None = None
    order: int | None = None

    def __repr__(self) -> str:
        return f"Birth({self.id}, {self.role})"

    @property
    def weeks_and_days(self) -> tuple[int, int] | None:
        """The length of the pregnancy as it is spoken of: 281 days are 40 weeks and 1 day."""
        return None if self.gestation is None else divmod(self.gestation, 7)

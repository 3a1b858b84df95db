"""Who may see which item of a birth: a table, applied by the register and never by a page.

An item that the table does not name is seen by nobody. docs/birthdata.md shows
the same table; a test keeps the two alike.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from .births import Birth, Role


class DataClass(StrEnum):
    """Whose an item of a birth is."""

    CHILD = "child"
    DELIVERY_SHARED = "delivery-shared"
    """Both the child's and the mother's own."""
    MOTHER_ONLY = "mother-only"
    FATHER_ONLY = "father-only"
    """The father's or the co-mother's own."""


class Viewer(StrEnum):
    """In which capacity somebody sees a birth."""

    CHILD = "child"
    REPRESENTATIVE = "representative"
    """Somebody who acts for the child: never more than the child itself."""
    MOTHER = "mother"


SEES: Mapping[Viewer, frozenset[DataClass]] = {
    Viewer.CHILD: frozenset({DataClass.CHILD, DataClass.DELIVERY_SHARED}),
    Viewer.REPRESENTATIVE: frozenset({DataClass.CHILD, DataClass.DELIVERY_SHARED}),
    Viewer.MOTHER: frozenset({DataClass.CHILD, DataClass.DELIVERY_SHARED, DataClass.MOTHER_ONLY}),
}

CLASSES: Mapping[str, DataClass] = {
    "born": DataClass.DELIVERY_SHARED,
    "time": DataClass.DELIVERY_SHARED,
    "live_born": DataClass.CHILD,
    "sex": DataClass.CHILD,
    "weight": DataClass.CHILD,
    "length": DataClass.CHILD,
    "head": DataClass.CHILD,
    "gestation": DataClass.CHILD,
    "apgar_1": DataClass.CHILD,
    "apgar_5": DataClass.CHILD,
    "apgar_10": DataClass.CHILD,
    "presentation": DataClass.CHILD,
    "start": DataClass.DELIVERY_SHARED,
    "modes": DataClass.DELIVERY_SHARED,
    "place": DataClass.DELIVERY_SHARED,
    "institution": DataClass.DELIVERY_SHARED,
    "plurality": DataClass.DELIVERY_SHARED,
    "order": DataClass.CHILD,
}

_ALWAYS = {"id", "role"}


def viewer_of(role: Role, *, representative: bool) -> Viewer | None:
    """Return how a birth is seen in which the person asked about had *role*; None is not at all."""
    if role is Role.CHILD:
        return Viewer.REPRESENTATIVE if representative else Viewer.CHILD
    return None if representative else Viewer.MOTHER


def visible(birth: Birth, viewer: Viewer) -> Birth:
    """Return *birth* with nothing in it that *viewer* may not see."""
    hidden = [
        name
        for name in birth.__struct_fields__
        if name not in _ALWAYS and CLASSES.get(name) not in SEES[viewer]
    ]
    return msgspec.structs.replace(birth, **dict.fromkeys(hidden))

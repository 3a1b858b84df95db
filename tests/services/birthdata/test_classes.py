"""Whose each item of a birth is, in code and in the handbook, and that nobody sees another's."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from services.birthdata import classes
from services.birthdata.births import Birth, Role
from services.birthdata.classes import CLASSES, SEES, DataClass, Viewer, viewer_of, visible
from services.birthdata.notification import Notification

from .notifications import possible

HANDBOOK = Path(__file__).resolve().parents[3] / "docs" / "birthdata.md"
ROW = re.compile(r"^\| `(?P<item>[a-z_0-9]+)` \| (?P<whose>[a-z-]+) \|", re.MULTILINE)


def test_every_item_has_a_class() -> None:
    """A new item is seen by nobody until somebody has decided whose it is."""
    assert set(Birth.__struct_fields__) - {"id", "role"} == set(CLASSES)


def test_the_handbook_has_the_same_table() -> None:
    """Item by item."""
    rows = ROW.finditer(HANDBOOK.read_text(encoding="utf-8"))

    assert {row["item"]: row["whose"] for row in rows} == {name: of.value for name, of in CLASSES.items()}


@pytest.mark.parametrize(
    ("role", "representative", "viewer"),
    [
        (Role.CHILD, False, Viewer.CHILD),
        (Role.CHILD, True, Viewer.REPRESENTATIVE),
        (Role.MOTHER, False, Viewer.MOTHER),
        (Role.MOTHER, True, None),
    ],
)
def test_how_somebody_sees_a_birth(role: Role, representative: bool, viewer: Viewer | None) -> None:  # noqa: FBT001
    """A representative sees the child's own birth and no delivery of hers."""
    assert viewer_of(role, representative=representative) is viewer


def test_a_representative_never_sees_more_than_the_child() -> None:
    """And nobody sees what is the father's, as long as no viewer is the father."""
    assert SEES[Viewer.REPRESENTATIVE] <= SEES[Viewer.CHILD]
    assert not any(DataClass.FATHER_ONLY in seen for seen in SEES.values())


@given(possible)
def test_an_item_of_anothers_class_never_leaves(notification: Notification) -> None:
    """Whatever is noted, and whosever each item were."""
    said = {name: getattr(notification, name) for name in CLASSES}
    birth = Birth(id="1", role=Role.CHILD, **said)

    for viewer in Viewer:
        seen = visible(birth, viewer)
        assert all(
            getattr(seen, name) == (said[name] if whose in SEES[viewer] else None)
            for name, whose in CLASSES.items()
        )


def test_a_class_can_be_taken_from_a_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table alone decides: an item that is made the mother's own is gone for the child."""
    monkeypatch.setattr(classes, "CLASSES", {**CLASSES, "modes": DataClass.MOTHER_ONLY})
    birth = Birth(id="1", role=Role.CHILD, weight=3000, modes=("vacuum",))

    assert visible(birth, Viewer.CHILD) == msgspec.structs.replace(birth, modes=None)
    assert visible(birth, Viewer.MOTHER) == birth


def test_an_item_without_a_class_is_seen_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deny by default."""
    monkeypatch.setattr(classes, "CLASSES", {})
    birth = Birth(id="1", role=Role.MOTHER, weight=3000)

    assert [visible(birth, viewer).weight for viewer in Viewer] == [None, None, None]

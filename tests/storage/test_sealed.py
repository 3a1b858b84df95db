"""What is sealed opens in its own place, by its own keys, unaltered, or not at all."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import sealed
from storage.sealed import Keyset, KeysetUnusable, SealBroken

KEYS = Keyset.create()


def test_no_key_is_in_a_repr() -> None:
    """What may end in a log line opens nothing."""
    assert repr(KEYS) == "Keyset(primary=1)"


@given(st.binary(), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_comes_back(plain: bytes, context: str) -> None:
    """Anything, for any place."""
    assert KEYS.open(KEYS.seal(plain, context=context), context=context) == plain


@given(st.data())
def test_an_altered_byte_breaks_the_seal(data: st.DataObject) -> None:
    """Whichever byte it is: version, nonce, text or tag."""
    whole = bytearray(KEYS.seal(b"02819010040", context="person.number"))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SealBroken):
        KEYS.open(bytes(whole), context="person.number")


@pytest.mark.parametrize("length", range(30))
def test_a_piece_is_not_the_whole(length: int) -> None:
    """Cut anywhere, it does not open, and nothing else happens."""
    with pytest.raises(SealBroken):
        KEYS.open(KEYS.seal(b"", context="a")[:length], context="a")


def test_a_value_cannot_be_moved() -> None:
    """A number sealed for one row says nothing in another."""
    with pytest.raises(SealBroken):
        KEYS.open(KEYS.seal(b"x", context="person.number|a"), context="person.number|b")


def test_equal_values_look_different() -> None:
    """So nobody can see who stands in two rows."""
    assert KEYS.seal(b"x", context="a") != KEYS.seal(b"x", context="a")


def test_an_index_is_the_same_for_the_same_text_and_purpose_alone() -> None:
    """Other purposes and other registers' keys give other bytes."""
    index = KEYS.index("02819010040", purpose="a")

    assert index == KEYS.index("02819010040", purpose="a")
    assert index not in {
        KEYS.index("02819010040", purpose="b"),
        Keyset.create().index("02819010040", purpose="a"),
    }


def test_a_new_key_seals_and_the_old_ones_still_open(tmp_path: Path) -> None:
    """Rotation adds; nothing that was sealed is lost, and the blind index stays as it was."""
    before = sealed.load_or_create(tmp_path / "keys.json")
    old = before.seal(b"x", context="a")

    version = sealed.rotate(tmp_path / "keys.json")

    after = sealed.load(tmp_path / "keys.json")
    assert (version, after.primary, sealed.version_of(after.seal(b"y", context="a"))) == (2, 2, 2)
    assert after.open(old, context="a") == b"x"
    assert after.index("n", purpose="p") == before.index("n", purpose="p")


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """From the first moment, and after a rotation too; nothing is left lying beside it."""
    path = tmp_path / "new" / "keys.json"
    sealed.load_or_create(path)
    sealed.rotate(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["keys.json"]


def test_processes_that_start_at_once_share_one_keyset(tmp_path: Path) -> None:
    """Whoever came second reads what the first made: sealed values must open after the next start."""
    path = tmp_path / "keys.json"
    with ThreadPoolExecutor(8) as several:
        made = list(several.map(sealed.load_or_create, [path] * 8))

    assert len({keys.index("n", purpose="p") for keys in made}) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"primary": 1}',
        b'{"primary": 1, "seals": {"1": "AAAA"}, "index": "AAAA"}',
        b'{"primary": 2, "seals": {}, "index": ""}',
        b'{"primary": 1, "seals": {"1": "\xc3\xb8"}, "index": "!"}',
        b'{"primary": 1, "seals": {}, "index": "", "more": 1}',
    ],
)
def test_what_is_no_keyset_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    """Without showing what stands in it."""
    path = tmp_path / "keys.json"
    path.write_bytes(content)

    with pytest.raises(KeysetUnusable, match=r"keys\.json"):
        sealed.load(path)


def test_a_file_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    """Loading never invents keys that open nothing."""
    with pytest.raises(KeysetUnusable):
        sealed.load(tmp_path / "keys.json")

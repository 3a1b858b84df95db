"""Lines of a file, whatever the file is like, in bounded memory."""

import gzip
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ndjson import FileBroken, Line, batches, lines


def held(path: Path) -> list[bytes]:
    """The texts of the lines."""
    return [line.text for line in lines(path)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"", []),
        (b"a", [(1, b"a")]),
        (b"a\n", [(1, b"a")]),
        (b"a\r\nb\r\n", [(1, b"a"), (2, b"b")]),
        (b"\n\na\n\n b \n", [(3, b"a"), (5, b"b")]),
        (b"\xef\xbb\xbfa\nb", [(1, b"a"), (2, b"b")]),
        (b"\xef\xbb\xbf", []),
        (b" \t\r\n", []),
        (b"\xff\xfe", [(1, b"\xff\xfe")]),
    ],
    ids=["empty", "no end", "an end", "CRLF", "empty lines", "BOM", "BOM alone", "blanks", "not UTF-8"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_lines_are_numbered_as_an_editor_numbers_them(
    tmp_path: Path, written: bytes, read: list[tuple[int, bytes]], packed: object
) -> None:
    """Empty ones count, but are not handed on; gzip is known by how it begins and not by its name."""
    path = tmp_path / "file"
    path.write_bytes(gzip.compress(written) if packed else written)

    assert list(lines(path)) == [Line(*one) for one in read]


@given(st.lists(st.binary(max_size=50).filter(lambda text: b"\n" not in text), max_size=40))
def test_nothing_is_lost_between_chunks(tmp_path_factory: pytest.TempPathFactory, texts: list[bytes]) -> None:
    """Whatever the lines hold, they come out as they went in."""
    path = tmp_path_factory.mktemp("lines") / "file"
    path.write_bytes(b"\n".join([b"first", *texts]))

    stripped = [text.strip(b" \t\r\n") for text in texts]
    assert held(path)[1:] == [text for text in stripped if text]


def test_several_gzip_members_are_one_file(tmp_path: Path) -> None:
    """Bulk servers append members; `zcat` reads them all, and so do we."""
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"a\nb") + gzip.compress(b"c\nd\n"))

    assert held(path) == [b"a", b"bc", b"d"]


@pytest.mark.parametrize("cut", [1, 9, 200, 20_000], ids=["last byte", "checksum", "end", "middle"])
def test_a_gzip_file_that_breaks_off_gives_what_was_whole(tmp_path: Path, cut: int) -> None:
    """Then it says so; a line that was cut in two is not made up."""
    whole = [b'{"n": %d, "x": "%d"}' % (n, n * 7919) for n in range(20_000)]
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"\n".join(whole) + b"\n")[:-cut])

    read: list[bytes] = []
    with pytest.raises(FileBroken, match="breaks off"):
        read.extend(line.text for batch in batches(lines(path), most=100) for line in batch)
    assert read == whole[: len(read)]


def test_every_line_before_the_break_is_handed_on(tmp_path: Path) -> None:
    """Batches hold back the break until the last whole line is out."""
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"a\nb\nc\n")[:-8])

    read: list[bytes] = []
    with pytest.raises(FileBroken):
        read.extend(line.text for batch in batches(lines(path)) for line in batch)
    assert read == [b"a", b"b", b"c"]


@pytest.mark.parametrize(
    "broken", [b"\x1f\x8bnonsense", gzip.compress(b"a\n") + b"rubbish"], ids=["no gzip", "tail"]
)
def test_damaged_gzip_is_said_to_be_damaged(tmp_path: Path, broken: bytes) -> None:
    """And not taken for an empty file."""
    path = tmp_path / "file.gz"
    path.write_bytes(broken)

    with pytest.raises(FileBroken, match="damaged"):
        list(lines(path))


@pytest.mark.parametrize("name", ["missing", "."])
def test_what_is_no_file_is_broken(tmp_path: Path, name: str) -> None:
    """A missing file or a folder costs itself alone."""
    with pytest.raises(FileBroken):
        list(lines(tmp_path / name))


def test_a_line_that_is_too_long_is_not_held(tmp_path: Path) -> None:
    """Fifty megabytes without an end: the beginning is kept, the next line is read, memory stays bounded."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 50_000_000 + b"\nb\n")

    tracemalloc.start()
    [long, after] = lines(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (long.whole, len(long.text), after) == (False, 1000, Line(2, b"b"))
    assert peak < 10_000_000


def test_a_small_gzip_that_unpacks_to_very_much_is_read_in_pieces(tmp_path: Path) -> None:
    """A bomb of zeros fills no memory."""
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"\0" * 50_000_000))

    tracemalloc.start()
    [line] = lines(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert not line.whole
    assert peak < 10_000_000


def test_progress_adds_up_to_the_file(tmp_path: Path) -> None:
    """Bytes as they lie on the disk, so that a bar can know its end."""
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"a\n" * 500_000))

    told: list[int] = []
    list(lines(path, progress=told.append))

    assert sum(told) == path.stat().st_size

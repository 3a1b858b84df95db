"""Reading newline-delimited JSON of any size in bounded memory: FHIR Bulk Data files, plain or gzipped."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

MOST_LINE = 2 * 1024 * 1024
_AT_A_TIME = 256 * 1024
_SHOWN = 1000
_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"


class FileBroken(Exception):
    """The file cannot be read to its end; what came before in it was whole."""


class Line(NamedTuple):
    """A line without its end. One that is too long has only its beginning, and is not *whole*."""

    number: int
    text: bytes
    whole: bool = True


def lines(
    path: Path, *, progress: Callable[[int], None] = lambda _: None, most: int = MOST_LINE
) -> Iterator[Line]:
    """Yield the lines of *path* that hold anything, or raise FileBroken where it breaks.

    *progress* is told how many bytes of the file were read since last time. A
    line that the file breaks off within is not yielded: nobody knows what it
    would have said.
    """
    number, begun, size = 1, b"", 0
    for chunk in _chunks(path, progress):
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            yield from _line(number, begun + end, size + len(end), most)
            number, begun, size = number + 1, b"", 0
        begun, size = (begun + rest)[: most + 1], size + len(rest)
    yield from _line(number, begun, size, most)


def batches(read: Iterator[Line], *, most: int = 2000, size: int = 8 * MOST_LINE) -> Iterator[list[Line]]:
    """Yield *read* in lists of at most so many lines, and hardly more than so many bytes.

    When the file breaks, the lines before that are yielded first.
    """
    batch: list[Line] = []
    broken: FileBroken | None = None
    taken = 0
    try:
        for line in read:
            batch.append(line)
            taken += len(line.text)
            if len(batch) >= most or taken >= size:
                yield batch
                batch, taken = [], 0
    except FileBroken as error:
        broken = error
    if batch:
        yield batch
    if broken:
        raise broken


def _line(number: int, text: bytes, size: int, most: int) -> Iterator[Line]:
    if size > most:
        yield Line(number, text[:_SHOWN], whole=False)
        return
    stripped = (text.removeprefix(_BOM) if number == 1 else text).strip(b" \t\r\n")
    if stripped:
        yield Line(number, stripped)


def _chunks(path: Path, progress: Callable[[int], None]) -> Iterator[bytes]:
    """Yield what *path* holds, unpacked when it begins as gzip does, whatever its name is."""
    try:
        with path.open("rb") as file:
            source = gzip.GzipFile(fileobj=file) if file.peek(2)[:2] == _GZIP else file
            at = 0
            while chunk := source.read1(_AT_A_TIME):
                progress(file.tell() - at)
                at = file.tell()
                yield chunk
    except EOFError:
        raise FileBroken("the gzip file breaks off before its end") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise FileBroken(f"the gzip file is damaged: {error}") from None
    except OSError as error:
        raise FileBroken(error.strerror or type(error).__name__) from None

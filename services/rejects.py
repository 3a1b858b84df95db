"""The lines of a bulk file that were not let in, kept beside it for whoever must mend them."""

import os
import re
from base64 import b64encode
from pathlib import Path
from typing import IO

import msgspec

from .ndjson import Line

ENDING = ".rejected.ndjson"
_NUMBERS = re.compile(r"\d{6,}")


class LineRejected(Exception):
    """A line was not let in. The text says why, without anything that could be a person's number."""

    def __init__(self, reason: str) -> None:
        super().__init__(_NUMBERS.sub("…", reason))


class Rejects:
    """`FILE.rejected.ndjson`: line number, reason and the line itself, readable by its owner alone.

    What an earlier run left is removed, so that the file tells of the last run;
    when nothing is rejected there is no file.
    """

    def __init__(self, of: Path) -> None:
        self.path = of.with_name(of.name + ENDING)
        self.path.unlink(missing_ok=True)
        self._file: IO[bytes] | None = None

    def add(self, line: Line, reason: str) -> None:
        """Keep *line*."""
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            self._file = os.fdopen(os.open(self.path, flags, 0o600), "wb")
        kept: dict[str, object] = {"line": line.number, "reason": reason}
        try:
            kept["text"] = line.text.decode()
        except UnicodeDecodeError:
            kept["base64"] = b64encode(line.text).decode()
        self._file.write(msgspec.json.encode(kept) + b"\n")

    def close(self) -> None:
        """End the file, if there is one."""
        if self._file is not None:
            self._file.close()

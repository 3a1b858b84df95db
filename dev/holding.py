"""Hold a folder, so that nobody seeds what another process serves."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .refusals import AlreadyInUse

_HELD = "in-use"


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the folder *data*, or raise AlreadyInUse. The hold ends with the process, however that ends."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / _HELD).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyInUse from None
        yield

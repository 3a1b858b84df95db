"""Serve the yardstick: `python -m bench.bare_server PORT FILE`."""

import sys
from pathlib import Path

import uvicorn

from .bare import bare


def main(port: str, page: str) -> None:
    """Serve the bytes of the file *page* on *port*, by the same server that the portal runs on."""
    uvicorn.run(bare(Path(page).read_bytes()), port=int(port), log_level="error", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

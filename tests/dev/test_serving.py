"""Claims about how servers start and stop."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from dev.addresses import HOST
from dev.refusals import PortTaken
from dev.serving import listening

from .demo import ROOT, free_port


def test_a_request_under_way_is_answered_before_the_end() -> None:
    """After SIGTERM the last visitor has their answer, what is open is closed, and the exit code is 0."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.dev.slow_server", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    assert server.stdout.readline() == "ready\n"

    with ThreadPoolExecutor() as visitors:
        answer = visitors.submit(httpx.get, f"http://{HOST}:{port}/page", trust_env=False, timeout=10)
        assert server.stdout.readline() == "asked for /page\n"
        server.terminate()
        said, _ = server.communicate(timeout=10)

    assert answer.result().text == "done"
    assert (said, server.returncode) == ("closed\n", 0)


def test_ports_are_given_back_when_one_is_taken() -> None:
    """Whoever cannot have all ports holds none."""
    port = free_port()

    with socket.create_server((HOST, port + 1)):
        with pytest.raises(PortTaken), listening([port, port + 1]):
            pass
        with listening([port]) as sockets:
            assert list(sockets) == [port]

"""A demo in a process of its own, on ports that nobody uses."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev.addresses import HOST, Addresses

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Running:
    """A demo that is ready, and what it has said so far."""

    process: "subprocess.Popen[str]"
    addresses: Addresses
    data: Path
    said: str

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop, and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE)


@contextmanager
def running(data: Path, port: int, **environment: str) -> Iterator[Running]:
    """Start the demo, wait until it says that it is ready, and end it in any case."""
    process = command("--data", str(data), "--port", str(port), **environment)
    try:
        yield Running(process, Addresses(port), data, "".join(_until_ready(process)))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def command(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Start `python -m dev` with *arguments*."""
    return subprocess.Popen(
        [sys.executable, "-m", "dev", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    """Return a port that is free, with those beside it that a demo needs."""
    for port in range(9140, 9180):
        if all(_free(one) for one in Addresses(port).ports):
            return port
    raise RuntimeError("no ports are free")


def _free(port: int) -> bool:
    try:
        with socket.create_server((HOST, port)):
            return True
    except OSError:
        return False


def _until_ready(process: "subprocess.Popen[str]") -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line
        if "is ready" in line:
            return
    raise RuntimeError("the demo ended before it was ready")

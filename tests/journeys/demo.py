"""The demo as a newcomer starts it, on ports of its own, in a small country."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from dev.addresses import Addresses
from tests.journeys.ports import Line, free

ROOT = Path(__file__).resolve().parents[2]
_PEOPLE = "40"
_READY = 60  # seconds that a busy machine may take


@dataclass(frozen=True)
class Demo:
    """A demo that runs. *births* is the portal's line to the birth register."""

    addresses: Addresses
    data: Path
    births: Line
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run `python -m dev …` beside it, and return what it says."""
        command = [sys.executable, "-m", "dev", "--data", str(self.data), *arguments]
        ran = subprocess.run(
            command,
            cwd=self.data,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@contextmanager
def running(folder: Path) -> Iterator[Demo]:
    """Seed *folder* and run the demo in it until the end."""
    addresses = free()
    births = Line(addresses.register_ports["birthdata"])
    with births.served():
        demo = Demo(addresses, folder, births, _environment(births))
        demo.run("seed", "--people", _PEOPLE)
        with _process(demo):
            yield demo


@contextmanager
def _process(demo: Demo) -> Iterator[None]:
    command = [sys.executable, "-m", "dev", "--data", str(demo.data), "--port", str(demo.addresses.port)]
    with (demo.data / "said.txt").open("w+") as said:
        process = subprocess.Popen(
            command, cwd=demo.data, env=demo.environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, demo, said.name)
            yield
        finally:
            process.terminate()
            left = process.wait(timeout=20)
    assert left == 0, Path(said.name).read_text()


def _wait(process: "subprocess.Popen[bytes]", demo: Demo, said: str) -> None:
    """Wait until the portal can serve; every port listens before it does."""
    for _ in range(_READY * 10):
        assert process.poll() is None, Path(said).read_text()
        try:
            if httpx.get(f"{demo.addresses.portal}/readyz", trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(Path(said).read_text())


def _environment(births: Line) -> dict[str, str]:
    """Nothing that a developer has set changes the demo, and the birth register is reached by our line."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "BIRTHDATA_URL": f"http://127.0.0.1:{births.port}"}

"""`make bench`: Mine vaksiner against a bare server that returns the same bytes."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

from auth.cookies import SESSION_COOKIE
from auth.identity import PersonId
from dev.personas import persona
from dev.places import vaccines

from . import load, stage
from .citizen import DOSES, delivery, sign_in
from .parts import parts
from .report import Figure, median_share, report

PORT, BARE_PORT = 9300, 9340
CONNECTIONS = 32
ENOUGH = 0.01


def main() -> int:
    """Measure both servers in turn, print medians and shares; fail when the share is below ENOUGH."""
    asked = _parser().parse_args()
    stage.pin(stage.LOAD_CORE)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        number = _prepare(data)
        demo = ["-m", "dev", "--data", str(data), "--port", str(PORT)]
        with stage.server(demo, PORT) as portal:
            cookie = sign_in(f"http://localhost:{PORT}", number)
            page = _page(cookie)
            (data / "page.html").write_bytes(page)
            bare = ["-m", "bench.bare_server", str(BARE_PORT), str(data / "page.html")]
            with stage.server(bare, BARE_PORT) as yardstick:
                request = _request(cookie)
                rounds = [
                    (_measure(portal, request, asked.seconds), _measure(yardstick, request, asked.seconds))
                    for _ in range(asked.rounds)
                ]
        print(report(rounds, page=len(page)))
        print(parts(data, number))
    return 0 if median_share(rounds) >= ENOUGH else 1


def _prepare(data: Path) -> PersonId:
    """Seed a small country and give somebody thirty doses, through the register's own import."""
    _run("dev", "--data", str(data), "seed", "--people", "200")
    citizen = persona("ODD").number
    (data / "bench.ndjson").write_bytes(b"".join(delivery(citizen)))
    settings = vaccines(data)
    places = {
        "VACCINES_DATABASE_URL": settings.database_url,
        "VACCINES_KEYS_FILE": str(settings.keys_file),
    }
    _run("services.vaccines", "import", str(data / "bench.ndjson"), **places)
    return citizen


def _run(module: str, *arguments: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
    )


def _request(cookie: str) -> bytes:
    return f"GET /vaccines HTTP/1.1\r\nHost: localhost\r\nCookie: {SESSION_COOKIE}={cookie}\r\n\r\n".encode()


def _page(cookie: str) -> bytes:
    answer = httpx.get(f"http://localhost:{PORT}/vaccines", headers={"Cookie": f"{SESSION_COOKIE}={cookie}"})
    if answer.status_code != httpx.codes.OK or answer.text.count("<tr") <= DOSES:
        raise load.AnswerWrong(f"status {answer.status_code}, or not {DOSES} doses")
    return answer.content


def _measure(server: stage.Server, request: bytes, seconds: float) -> Figure:
    load.run(server.port, request, connections=CONNECTIONS, seconds=seconds / 4)  # to warm up
    before = server.cpu_seconds
    seen = load.run(server.port, request, connections=CONNECTIONS, seconds=seconds)
    used = server.cpu_seconds - before
    return Figure(seen.rate, used / len(seen.latencies), seen.percentile(0.5), seen.percentile(0.99))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="how long each run lasts")
    parser.add_argument("--rounds", type=int, default=5, help="how many runs of each")
    return parser


if __name__ == "__main__":
    sys.exit(main())

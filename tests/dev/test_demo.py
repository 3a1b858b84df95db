"""Claims about the demo as a developer runs it: one process, started and stopped on the command line."""

import asyncio
import signal
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from auth.caller import Purpose
from dev import keys
from dev.addresses import HOST, Addresses
from dev.look_up import Looked, LookUp, look_up
from dev.refusals import LookUpFailed
from dev.registers import JOURNAL_KEY
from dev.seeding import Seeded, seed

from .countries import DAY
from .demo import Running, command, free_port, running


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small country."""
    data = tmp_path_factory.mktemp("demo")
    seed(data, Seeded(60, 1, DAY))
    return data


@pytest.fixture(scope="module")
def demo(country: Path) -> Iterator[Running]:
    """The demo on that country, running."""
    with running(country, free_port()) as started:
        yield started


def _looked(demo: Running, **asked: str) -> Looked:
    key = keys.load_or_create(demo.data / JOURNAL_KEY)
    return asyncio.run(look_up(LookUp(persona="KARI", **asked), demo.addresses, key))  # type: ignore[arg-type]


def _entries(demo: Running, register: str) -> int:
    with sqlite3.connect(demo.data / register / "register.db") as connection:
        found: int = connection.execute("SELECT count(*) FROM access_entry").fetchone()[0]
    connection.close()
    return found


def test_it_says_where_to_go_and_as_whom(demo: Running) -> None:
    """The portal's address is the last word, after the personas with their numbers."""
    assert "07838608064  Kari Tveitdal" in demo.said
    assert (
        demo.said.rstrip()
        .splitlines()[-1]
        .startswith(f"Mine helseopplysninger is ready: {demo.addresses.portal}")
    )


def test_everything_answers_on_a_port_of_its_own(demo: Running) -> None:
    """Portal, pretend ID-porten and each register."""
    registers = [demo.addresses.register(name) for name in demo.addresses.register_ports]
    healthy = [f"{origin}/readyz" for origin in (demo.addresses.portal, *registers)]
    metadata = f"{demo.addresses.idporten}/.well-known/openid-configuration"

    answers = [httpx.get(url, trust_env=False) for url in (*healthy, metadata)]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert answers[-1].json()["issuer"] == demo.addresses.idporten


def test_signing_in_leads_to_the_pretend_idporten(demo: Running) -> None:
    """Its address follows from the portal's port."""
    answer = httpx.get(f"{demo.addresses.portal}/login", trust_env=False)

    assert answer.status_code in (302, 303)
    assert answer.headers["location"].startswith(f"{demo.addresses.idporten}/")


@pytest.mark.parametrize("register", ["vaccines", "birthdata"])
def test_a_named_nurse_reads_and_leaves_an_entry(demo: Running, register: str) -> None:
    """The register tells her, and the row is there when she has her answer."""
    before = _entries(demo, register)

    looked = _looked(demo, register=register, nurse="Randi Prøve", reason="KVAL")

    assert (looked.practitioner.name, looked.refused) == ("Randi Prøve", None)
    assert looked.resources > 0
    assert _entries(demo, register) == before + 1


def test_a_nurse_who_is_stopped_leaves_an_entry_too(demo: Running) -> None:
    """Health personnel have no way into the list of whom a citizen may act for."""
    before = _entries(demo, "population")

    looked = _looked(demo, register="population", purpose=Purpose.BREAK_THE_GLASS)

    assert looked.refused
    assert _entries(demo, "population") == before + 1


def test_the_command_finds_the_demo_by_its_folder(demo: Running) -> None:
    """No port need be said; the answer tells where the citizen sees it."""
    asked = command("--data", str(demo.data), "look-up", "--persona", "kari", "--register", "vaccines")

    said, _ = asked.communicate(timeout=60)

    assert asked.returncode == 0
    assert f"{demo.addresses.portal}/access-log" in said


def test_two_demos_do_not_share_a_folder(demo: Running) -> None:
    """Nor does anybody seed what is being served."""
    for arguments in (("--port", str(free_port())), ("seed",)):
        second = command("--data", str(demo.data), *arguments)
        said, _ = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "a demo uses this folder" in said


def test_it_stops_when_told_and_keeps_its_keys(tmp_path: Path) -> None:
    """The exit code is 0, and a restart has the same keys, so that nobody is signed out."""
    seed(tmp_path, Seeded(40, 1, DAY))
    kept = [tmp_path / name for name in ("portal-key.json", "idporten/keys.json", "sessions/keys.json")]
    port, stops, found = free_port(), [signal.SIGTERM, signal.SIGINT], []

    for number in stops:
        with running(tmp_path, port) as started:
            assert started.stop(number) == 0
        found.append([path.read_bytes() for path in kept])

    assert found[0] == found[1]


def test_a_taken_port_is_named_before_anything_is_made(tmp_path: Path) -> None:
    """The message says which port and what to do; no country was made in vain."""
    port = free_port()
    with socket.create_server((HOST, port + 1)):
        refused = command("--data", str(tmp_path), "--port", str(port))
        said, _ = refused.communicate(timeout=60)

    assert refused.returncode == 1
    assert f"port {port + 1} is in use" in said
    assert not (tmp_path / "vaccines").exists()


@pytest.mark.parametrize("arguments", [(), ("seed",)], ids=["demo", "seed"])
def test_production_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Where real people are, nobody may be anybody."""
    refused = command("--data", str(tmp_path), *arguments, ENVIRONMENT="production")
    said, _ = refused.communicate(timeout=60)

    assert refused.returncode == 1
    assert "production" in said


def test_a_look_up_without_a_demo_says_so(tmp_path: Path) -> None:
    """Instead of a traceback, what to start."""
    key = keys.load_or_create(tmp_path / JOURNAL_KEY)

    with pytest.raises(LookUpFailed, match="make demo"):
        asyncio.run(look_up(LookUp("KARI", "vaccines"), Addresses(free_port()), key))

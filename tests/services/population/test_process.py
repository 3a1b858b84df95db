"""The register as a process of its own, and its commands."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from services.population import signing
from services.population.__main__ import commands
from services.population.main import create


@pytest.fixture(autouse=True)
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of a register that keeps everything in one folder."""
    monkeypatch.setenv("POPULATION_DATABASE_URL", f"sqlite:///{tmp_path / 'register.db'}")
    monkeypatch.setenv("POPULATION_KEYS_FILE", str(tmp_path / "keys.json"))
    monkeypatch.setenv("POPULATION_MANDATE_KEYS_FILE", str(tmp_path / "mandate_keys.json"))
    return tmp_path


def test_a_first_start_makes_all_that_is_needed(told: Path) -> None:
    """Database, keys and signing keys; then it is ready."""
    with TestClient(create()) as client:
        assert client.get("/readyz").status_code == 200
        assert client.get("/jwks").json() == signing.load(told / "mandate_keys.json").jwks


def test_a_new_signing_key_comes_first_after_the_next_start(told: Path) -> None:
    """And the previous one is shown still."""
    with TestClient(create()) as client:
        [before] = client.get("/jwks").json()["keys"]
    code = commands().run(["rotate-mandate-key"])

    with TestClient(create()) as client:
        after = client.get("/jwks").json()["keys"]

    assert (code, after[1]) == (0, before)


def test_commands_need_no_running_register(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys can be changed before anybody is registered."""
    (told / "keys.json").unlink(missing_ok=True)
    commands().run(["migrate"])
    unusable = commands().run(["rotate-keys"])

    with TestClient(create()):
        pass

    assert (unusable, commands().run(["rotate-keys"])) == (2, 0)
    assert "keys.json" in capsys.readouterr().err

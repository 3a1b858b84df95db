"""A register is opened from its settings, alone, and says what is wrong with them all at once."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from starlette.testclient import TestClient

from services.fhir import search_form
from services.opening import Opened, issuer_keys, open_register, served
from services.settings import SettingsUnusable, read
from services.vaccines.app import create_app
from services.vaccines.settings import Settings
from storage.turns import TurnsClosed
from tests import tokens
from tests.synthetic import number

ME = number(1)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def issuer() -> Iterator[str]:
    """A token issuer on a port of its own, with metadata and keys as OpenID providers have."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here = f"http://{self.headers['Host']}"
            pages: dict[str, Any] = {
                "/.well-known/openid-configuration": {
                    "issuer": here,
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                    "code_challenge_methods_supported": ["S256"],
                },
                "/keys": {"keys": [tokens.KEY.as_dict(private=False)]},
            }
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(pages.get(self.path, {})).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("localhost", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def opened(tmp_path: Path, issuer: str, **more: Any) -> Opened:
    """The vaccine register, with keys from where the settings say."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'register.db'}",
        keys_file=tmp_path / "keys.json",
        token_issuer=issuer,
        **more,
    )
    keys = issuer_keys(settings, now=tokens.now)
    return open_register(settings, "services.vaccines", keys=keys, now=tokens.now)


def visitor(register: Opened) -> TestClient:
    """Whoever asks the register, as long as it is served."""
    app = create_app(
        turns=register.turns,
        keyset=register.keyset,
        bearer=register.bearer,
        now=register.now,
        levels=register.levels,
    )
    return TestClient(served(app, register))


def search(client: TestClient, token: str) -> int:
    """Ask, and return the status."""
    headers = FORM | {"Authorization": f"Bearer {token}"}
    return int(
        client.post("/fhir/Immunization/_search", content=search_form(ME), headers=headers).status_code
    )


def test_a_register_finds_its_issuers_keys(tmp_path: Path, issuer: str) -> None:
    """By the issuer's metadata, when the first caller comes; another's token is refused."""
    with visitor(opened(tmp_path, issuer)) as client:
        assert search(client, tokens.citizen(ME, iss=issuer)) == 200
        assert search(client, tokens.citizen(ME)) == 401


def test_or_where_it_is_told_that_they_are(tmp_path: Path, issuer: str) -> None:
    """Then the metadata are not asked for."""
    with visitor(opened(tmp_path, "https://other.test", token_jwks_url=f"{issuer}/keys")) as client:
        assert search(client, tokens.citizen(ME, iss="https://other.test")) == 200


def test_an_issuer_that_is_silent_is_nobodys_fault(tmp_path: Path) -> None:
    """The caller may come again; their token is not called bad."""
    nowhere = "http://localhost:9"
    with visitor(opened(tmp_path, nowhere)) as client:
        assert search(client, tokens.citizen(ME, iss=nowhere)) == 503


async def test_the_end_of_serving_closes_the_register(tmp_path: Path) -> None:
    """Nothing is taken in that could not be kept."""
    register = opened(tmp_path, tokens.ISSUER)
    with visitor(register) as client:
        assert client.get("/readyz").status_code == 200

    with pytest.raises(TurnsClosed):
        await register.turns.take(lambda _: None)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels are words; the rest has defaults that a demo can run on."""
    monkeypatch.setenv("VACCINES_LEVELS", "idporten-loa-high  eidas-loa-high")

    assert read(Settings).levels == {"idporten-loa-high", "eidas-loa-high"}
    assert not read(Settings).real_people


@pytest.mark.parametrize("name", ["VACCINES_TOKEN_ISSUER", "VACCINES_TOKEN_JWKS_URL"])
@pytest.mark.parametrize(
    ("address", "real_people", "taken"),
    [
        ("http://tokens.example", "true", False),
        ("http://tokens.example", "false", True),
        ("http://localhost:8001", "true", False),
        ("http://localhost:8002", "true", True),
        ("https://tokens.example", "true", True),
    ],
)
def test_real_peoples_data_trust_no_keys_from_an_open_line(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str, real_people: str, *, taken: bool
) -> None:
    """Whoever is on the line could put their own keys there, and open everything."""
    monkeypatch.setenv("VACCINES_TOKEN_ISSUER", "https://tokens.example")
    monkeypatch.setenv(name, address)
    monkeypatch.setenv("VACCINES_REAL_PEOPLE", real_people)

    if taken:
        read(Settings)
    else:
        with pytest.raises(SettingsUnusable, match=name):
            read(Settings)


def test_real_peoples_data_trust_no_issuer_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be whoever answers where the demo has its pretend provider."""
    monkeypatch.setenv("VACCINES_REAL_PEOPLE", "true")

    with pytest.raises(SettingsUnusable, match="VACCINES_TOKEN_ISSUER"):
        read(Settings)


def test_all_faults_are_told_at_once_and_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database's address can hold a password, so what was set is not repeated."""
    named = ["VACCINES_REAL_PEOPLE", "VACCINES_DATABASE_URL", "VACCINES_TOKEN_ISSUER"]
    for name in named:
        monkeypatch.setenv(name, "hemmelig")
    monkeypatch.setenv("VACCINES_LEVELS", " ")

    with pytest.raises(SettingsUnusable) as fault:
        read(Settings)
    told = str(fault.value)
    assert all(name in told for name in [*named, "VACCINES_LEVELS"])
    assert "hemmelig" not in told

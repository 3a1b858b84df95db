"""Claims about where the demo keeps what it makes, and what the environment may change of it."""

from pathlib import Path

import pytest

from dev import places
from dev.addresses import Addresses, port_of, remember_port
from dev.refusals import NotForProduction, NotSetUp
from dev.settings import dev_settings

ADDRESSES = Addresses(9140)
REGISTERS = [places.vaccines, places.birthdata, places.population]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of settings is read but those that a test writes."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.__name__)
def test_a_real_registers_variables_do_not_lead_the_demo_to_its_data(
    register: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeding replaces databases, so it must never be somebody's."""
    for name in ("VACCINES", "BIRTHDATA", "POPULATION"):
        monkeypatch.setenv(f"{name}_DATABASE_URL", "postgresql://real.example/register")
        monkeypatch.setenv(f"{name}_KEYS_FILE", "real/keys.json")
    assert callable(register)

    found = register(Path("made-up"))

    assert found.database_url.startswith("sqlite:///made-up/")
    assert str(found.keys_file).startswith("made-up/")


def test_everything_follows_from_the_portals_port() -> None:
    """The pretend ID-porten signs people in and gives tokens, and sessions stay in the folder."""
    settings = places.signing_in(Path("made-up"), ADDRESSES)

    assert settings.portal_url == "http://localhost:9140"
    assert settings.oidc_issuer == settings.tokens_from == "http://localhost:9141"
    assert settings.session_database_url.startswith("sqlite:///made-up/")


def test_another_provider_may_sign_people_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tokens for the registers still come from the pretend one."""
    monkeypatch.setenv("OIDC_ISSUER", "https://login.example")
    monkeypatch.setenv("OIDC_CLIENT_ID", "somebody")

    settings = places.signing_in(Path("made-up"), ADDRESSES)

    assert (settings.oidc_issuer, settings.oidc_client_id) == ("https://login.example", "somebody")
    assert settings.tokens_from == ADDRESSES.idporten


def test_a_faulty_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of a traceback, which variable is wrong."""
    monkeypatch.setenv("OIDC_ID_TOKEN_ALG", "none")

    with pytest.raises(NotSetUp, match="OIDC_ID_TOKEN_ALG"):
        places.signing_in(Path("made-up"), ADDRESSES)


@pytest.mark.parametrize("said", ["production", "Production ", "PROD"])
def test_production_is_refused_however_it_is_written(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may be anybody here."""
    monkeypatch.setenv("ENVIRONMENT", said)

    with pytest.raises(NotForProduction):
        dev_settings()


def test_the_last_port_is_remembered(tmp_path: Path) -> None:
    """A folder without one has the usual port."""
    assert port_of(tmp_path) == 8000

    remember_port(tmp_path, 9140)
    assert port_of(tmp_path) == 9140

"""Settings of signing in, the key file, and the names of devices."""

from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from pydantic import ValidationError

from auth.assertion import ClientAssertion
from auth.client_key import KeyFileUnusable, load
from auth.devices import device_of
from auth.levels import accepted_levels
from auth.settings import AuthSettings
from tests.auth.clock import Clock


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting comes from where the tests run."""
    for name in AuthSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_settings_everything_is_here() -> None:
    """As the demo has it."""
    settings = AuthSettings()

    assert (settings.production, settings.tokens_from) == (False, settings.oidc_issuer)
    assert settings.at_portal("/login/callback") == "http://localhost:8000/login/callback"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their names in capitals."""
    monkeypatch.setenv("OIDC_ISSUER", "https://idporten.no")
    monkeypatch.setenv("PORTAL_URL", "https://portal.example/")
    monkeypatch.setenv("ENVIRONMENT", "production")

    settings = AuthSettings()

    assert (settings.production, settings.tokens_from) == (True, "https://idporten.no")
    assert settings.at_portal("/logout") == "https://portal.example/logout"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://login.example"),
        ("TOKEN_ISSUER", "http://login.example"),
        ("PORTAL_URL", "http://portal.example"),
        ("OIDC_ID_TOKEN_ALG", "none"),
        ("OIDC_ID_TOKEN_ALG", "HS256"),
        ("OIDC_SCOPE", "profile"),
        ("OIDC_ACR", ""),
        ("ENVIRONMENT", "staging"),
    ],
)
def test_a_dangerous_setting_stops_a_production(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Before anybody can sign in by it, and the message names the setting."""
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError, match=f"(?i){name}"):
        AuthSettings()


def test_production_trusts_nobody_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settings it would be whoever answers where the demo has its pretend provider."""
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(ValidationError, match="PORTAL_URL, OIDC_ISSUER"):
        AuthSettings()


def test_levels_are_ordered() -> None:
    """High opens where substantial is asked for; foreign ones only when the settings say so."""
    assert accepted_levels("idporten-loa-high", eidas=False) == {"idporten-loa-high"}
    assert accepted_levels("idporten-loa-substantial", eidas=True) == {
        "idporten-loa-substantial",
        "idporten-loa-high",
        "eidas-loa-substantial",
        "eidas-loa-high",
    }
    assert accepted_levels("urn:another:level", eidas=True) == {"urn:another:level"}


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (RSAKey.generate_key(2048), "RS256"),
        (RSAKey.generate_key(2048, {"alg": "PS256"}), "PS256"),
        (ECKey.generate_key("P-256"), "ES256"),
        (ECKey.generate_key("P-384"), "ES384"),
        (OKPKey.generate_key("Ed25519"), "Ed25519"),
    ],
    ids=["RSA", "RSA with a wish", "P-256", "P-384", "Ed25519"],
)
def test_a_key_is_read_from_either_kind_of_file(tmp_path: Path, key: Key, algorithm: str) -> None:
    """JWK or PEM; its name is the setting's, the file's, or its thumbprint."""
    (tmp_path / "key.pem").write_bytes(key.as_pem(private=True))  # type: ignore[union-attr]
    (tmp_path / "key.json").write_text(str(key.as_dict(private=True)).replace("'", '"'))

    pem, jwk = load(tmp_path / "key.pem", kid="named"), load(tmp_path / "key.json")

    assert (jwk.algorithm, pem.kid, jwk.kid) == (algorithm, "named", key.thumbprint())
    assert ("d" in jwk.public, jwk.public["kid"], jwk.public["use"]) == (False, jwk.kid, "sig")


@pytest.mark.parametrize(
    "key",
    [RSAKey.generate_key(2048), ECKey.generate_key("P-521"), OKPKey.generate_key("Ed25519")],
    ids=["RSA", "P-521", "Ed25519"],
)
def test_every_kind_of_key_signs_an_assertion(tmp_path: Path, clock: Clock, key: Key) -> None:
    """By its own algorithm, for the issuer, and never twice the same."""
    (tmp_path / "key.pem").write_bytes(key.as_pem(private=True))  # type: ignore[union-attr]
    ours = load(tmp_path / "key.pem")
    assertion = ClientAssertion("client", ours, issuer="https://login.example", now=clock)

    tokens = [jwt.decode(assertion.signed(), key, algorithms=[ours.algorithm]) for _ in range(2)]

    assert [token.header for token in tokens] == [{"typ": "JWT", "alg": ours.algorithm, "kid": ours.kid}] * 2
    assert tokens[0].claims["jti"] != tokens[1].claims["jti"]
    assert tokens[0].claims["aud"] == "https://login.example"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"{}", b'{"kty": "oct", "k": "AAAA"}', b"-----BEGIN PRIVATE KEY-----", None],
    ids=["empty", "half", "no key", "a shared secret", "half a PEM", "a public key"],
)
def test_a_file_without_a_private_key_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """By the file's name, and nothing of what it holds."""
    public = RSAKey.generate_key(2048).as_pem(private=False)
    (tmp_path / "key").write_bytes(public if content is None else content)

    with pytest.raises(KeyFileUnusable, match=r"^key holds no"):
        load(tmp_path / "key")


def test_a_missing_key_file_is_refused(tmp_path: Path) -> None:
    """In the same words."""
    with pytest.raises(KeyFileUnusable):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/130.0 Safari/604.1",
            "Chrome · iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18.0 Safari/605.1.15", "Safari · macOS"),
        ("Mozilla/5.0 (Linux; Android 15) SamsungBrowser/26.0 Chrome/122.0", "Samsung Internet · Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0", "Firefox · Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_coarsely(user_agent: str, device: str) -> None:
    """Browser and system, nothing that would tell two alike apart."""
    assert device_of(user_agent) == device

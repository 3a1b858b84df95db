"""The register's signing keys, in their file and as they are shown."""

from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.population import signing
from services.population.signing import Signer, SigningKeysUnusable


def opened(token: str, signer: Signer) -> dict[str, object]:
    """Return the claims of *token* by the keys that *signer* shows."""
    return jwt.decode(token, KeySet.import_key_set(signer.jwks), algorithms=["ES256"]).claims  # type: ignore[arg-type]


def test_keys_are_made_on_the_first_start_and_kept(tmp_path: Path) -> None:
    """Only their owner may read the file, and the next start finds the same."""
    path = tmp_path / "deep" / "keys.json"
    first = signing.load_or_create(path)

    assert signing.load_or_create(path).jwks == first.jwks
    assert path.stat().st_mode & 0o077 == 0


def test_no_private_half_is_shown(tmp_path: Path) -> None:
    """What is shown can check signatures and make none."""
    [key] = signing.load_or_create(tmp_path / "keys.json").jwks["keys"]

    assert set(key) == {"kty", "crv", "x", "y", "use", "alg", "kid"}


def test_a_rotation_keeps_the_previous_key_in_sight(tmp_path: Path) -> None:
    """What was signed before still checks out; the key before the previous is gone."""
    path = tmp_path / "keys.json"
    tokens: list[str] = []
    for _ in range(3):
        tokens.append(signing.load_or_create(path).sign({"n": len(tokens)}, kind="mandate+jwt"))
        signing.rotate(path)
    signer = signing.load(path)

    assert len(signer.jwks["keys"]) == 2
    assert opened(tokens[2], signer) == {"n": 2}
    for gone in tokens[:2]:
        with pytest.raises((JoseError, ValueError)):
            opened(gone, signer)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b'{"keys": []}', b'{"keys": [{}]}', b'{"keys": [{"kty": "EC", "crv": "P-256"}]}', b"[1]"],
    ids=["empty", "no keys", "none", "no key", "half a key", "another thing"],
)
def test_a_file_that_holds_no_keys_is_said_to(tmp_path: Path, content: bytes) -> None:
    """It is never replaced silently: mandates signed before would stop to check out."""
    path = tmp_path / "keys.json"
    path.write_bytes(content)

    with pytest.raises(SigningKeysUnusable, match=r"keys\.json"):
        signing.load_or_create(path)

    assert path.read_bytes() == content

"""Signing keys: rotation, and what a restart keeps."""

from pathlib import Path

import pytest

from dev.idporten.jwts import TokenNotGood
from dev.idporten.keys import ACCESS_TOKEN_ALG, ID_TOKEN_ALG, SigningKeys

CLAIMS = {"sub": "somebody"}


def signed(keys: SigningKeys) -> str:
    """A token of today."""
    return keys.sign(CLAIMS, alg=ACCESS_TOKEN_ALG, typ="at+jwt")


def test_a_token_from_before_a_rotation_is_still_good() -> None:
    """Nobody is signed out because keys change."""
    keys = SigningKeys()
    token = signed(keys)

    keys.rotate()

    assert keys.read(token, alg=ACCESS_TOKEN_ALG, typ="at+jwt") == CLAIMS


def test_a_rotation_signs_with_new_keys_and_publishes_the_old_ones_too() -> None:
    """Clients that have kept the former key set meet a name they do not know, and fetch anew."""
    keys = SigningKeys()
    before = {key["kid"] for key in keys.public()["keys"]}

    keys.rotate()

    after = [key["kid"] for key in keys.public()["keys"]]
    assert before < set(after)
    assert after[0] not in before


def test_a_second_rotation_retires_the_first_key() -> None:
    """One former key is kept, not all of them."""
    keys = SigningKeys()
    token = signed(keys)

    keys.rotate()
    keys.rotate()

    with pytest.raises(TokenNotGood):
        keys.read(token, alg=ACCESS_TOKEN_ALG, typ="at+jwt")


def test_a_restart_with_a_folder_keeps_keys_and_subjects(tmp_path: Path) -> None:
    """Tokens that are out stay good, and clients know the same people again."""
    before = SigningKeys(tmp_path / "idporten")
    token, subject = signed(before), before.subject("1", client_id="portal")

    after = SigningKeys(tmp_path / "idporten")

    assert after.read(token, alg=ACCESS_TOKEN_ALG, typ="at+jwt") == CLAIMS
    assert after.subject("1", client_id="portal") == subject


def test_the_kept_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds private keys, so nobody else on the machine may read it."""
    SigningKeys(tmp_path).rotate()

    [file] = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("alg", "typ"),
    [(ID_TOKEN_ALG, "at+jwt"), (ACCESS_TOKEN_ALG, "JWT"), (ACCESS_TOKEN_ALG, "")],
    ids=["another algorithm", "another type", "no type"],
)
def test_a_token_is_read_only_as_what_it_is(alg: str, typ: str) -> None:
    """An ID token is no access token, though one provider signed both."""
    keys = SigningKeys()

    with pytest.raises(TokenNotGood):
        keys.read(signed(keys), alg=alg, typ=typ)

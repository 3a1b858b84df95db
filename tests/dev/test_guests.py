"""Other people's programs at the pretend ID-porten."""

from pathlib import Path

import msgspec
import pytest
from joserfc.jwk import RSAKey

from dev.clients import guests
from dev.refusals import ClientsUnusable

KEY = RSAKey.generate_key(2048, {"kid": "theirs"}, private=True)
THEIRS = {
    "client_id": "another-portal",
    "jwks": {"keys": [KEY.as_dict(private=False)]},
    "redirect_uris": ["http://localhost:3000/callback"],
}


def test_a_listed_program_may_sign_people_in(tmp_path: Path) -> None:
    """It is known by its key and its addresses, and may exchange a citizen's token, but vouch for nobody."""
    listed = tmp_path / "clients.json"
    listed.write_bytes(msgspec.json.encode([THEIRS]))

    [client] = guests(listed)

    assert (client.client_id, client.may_attest) == ("another-portal", False)
    assert client.check_redirect_uri("http://localhost:3000/callback")


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b'[{"client_id": "x"}]', msgspec.json.encode([THEIRS | {"jwks": {"keys": [{"kty": "?"}]}}])],
    ids=["nothing", "no list", "no key", "a key of no kind"],
)
def test_a_file_that_lists_no_clients_is_refused(tmp_path: Path, content: bytes) -> None:
    """The developer hears which file it was."""
    listed = tmp_path / "clients.json"
    listed.write_bytes(content)

    with pytest.raises(ClientsUnusable, match=r"clients\.json"):
        guests(listed)


def test_without_a_file_there_are_no_guests() -> None:
    """The portal and the journal system are enough for the demo."""
    assert guests(None) == ()

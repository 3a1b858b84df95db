"""Whatever is sent, the provider answers for itself: refused, never broken."""

from random import Random
from urllib.parse import quote_from_bytes

import pytest

from .conversation import ASKED, VERIFIER
from .world import World

PATHS = (
    "/par", "/token", "/revoke", "/authorize", "/logout", "/logout/confirm", "/userinfo", "/login/x",
    "/.well-known/openid-configuration", "/jwks", "/static/idporten.css", "/static/../app.py", "/%00", "//",
)  # fmt: skip
NAMES = (
    *ASKED, "client_id", "client_assertion", "client_assertion_type", "code", "code_verifier", "grant_type",
    "subject_token", "subject_token_type", "actor_token", "actor_token_type", "audience", "resource",
    "authorization_details", "token", "token_type_hint", "id_token_hint", "post_logout_redirect_uri",
    "request_uri", "prompt", "max_age", "ui_locales", "pid", "level", "lang", "cancel", "response_mode",
)  # fmt: skip
VALUES = (
    b"", b"x", b"null", b"[]", b"{}", b"-1", b"9" * 400, b"\x00", b"\xff\xfe", b'"', b"\\", b"\r\nX: y",
    "Åse Ánná".encode(), b"\xe2\x80\xaeabc", "😀".encode(), b"e30.e30.e30", b"eyJhbGciOiJub25lIn0.e30.",
    b"[" * 5000, b"http://evil.example/", b"javascript:alert(1)", b"urn:idporten:x", b"openid profile",
    b"urn:ietf:params:oauth:grant-type:token-exchange", b"urn:ietf:params:oauth:token-type:jwt",
    b"client_credentials", b"authorization_code", b"urn:mho:register:vaccines", VERIFIER.encode(), b"none",
)  # fmt: skip


def rubbish(chance: Random) -> bytes:
    """Some parameters, a few of them twice."""
    pairs = ((chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randrange(12)))
    return b"&".join(name.encode() + b"=" + quote_from_bytes(value).encode() for name, value in pairs)


@pytest.mark.parametrize("seed", range(8))
async def test_rubbish_from_strangers_is_refused_and_never_an_error_of_ours(world: World, seed: int) -> None:
    """Sixty requests a seed, to every address, by form and by query."""
    chance, statuses = Random(seed), set()
    for _ in range(60):
        path, text = chance.choice(PATHS), rubbish(chance)
        sent = {"content": text, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
        form = await world.browser.post(path, **sent)  # type: ignore[arg-type]
        query = await world.browser.get(f"{path}?{text.decode()}")
        statuses |= {form.status_code, query.status_code}

    assert max(statuses) < 500
    assert 400 in statuses


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", ["/par", "/token", "/revoke"])
async def test_rubbish_from_a_client_that_proves_itself_is_refused_too(
    world: World, path: str, seed: int
) -> None:
    """Behind the first door everything is checked as well."""
    chance, statuses = Random(seed), set()
    for _ in range(40):
        fields = {name: chance.choice(VALUES) for name in chance.sample(NAMES, 6)}
        fields = {name: value for name, value in fields.items() if not name.startswith("client_")}
        form = {name: value.decode(errors="replace") for name, value in fields.items()}
        statuses.add((await world.post(path, form)).status_code)

    assert max(statuses) < 500


@pytest.mark.parametrize(
    "text", [b"a=1&a=2", b"\xff=1", b"a=%ff", b"&" * 100 + b"a=1&" * 60, b"%", b"=", b"a"]
)
async def test_a_form_that_cannot_be_read_in_one_way_is_refused(world: World, text: bytes) -> None:
    """As an invalid request, or as an unknown client when it can be read after all."""
    answer = await world.browser.post(
        "/token", content=text, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert answer.json()["error"] in {"invalid_request", "invalid_client"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/token", "/par", "/authorize", "/login/x", "/jwks"])
async def test_other_methods_are_not_allowed(world: World, path: str, method: str) -> None:
    """405, as it should be."""
    assert (await world.browser.request(method, path)).status_code == 405

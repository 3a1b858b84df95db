"""Citizens who signed in with another provider, and use this token service all the same."""

from typing import Any

import httpx
import pytest
from joserfc.jwk import KeySet, RSAKey

from dev.idporten.config import LoginIssuer

from .conversation import ID_TOKEN, ends_with, exchange
from .world import MOTHER, PORTAL_KEY, World, claims_of, new_key, signed

ELSEWHERE = "https://login.example"
KEY = RSAKey.generate_key(2048, auto_kid=True)
JWKS = KeySet([KEY]).as_dict(private=False)
METADATA = {
    "issuer": ELSEWHERE,
    "token_endpoint": f"{ELSEWHERE}/token",
    "jwks_uri": f"{ELSEWHERE}/keys",
}


def provider(request: httpx.Request) -> httpx.Response:
    """The other provider's metadata and keys."""
    return httpx.Response(200, json=METADATA if "well-known" in request.url.path else JWKS)


def trusting(*, jwks: Any = None, http: Any = provider) -> World:
    """A token service that trusts the other provider's word about the portal's visitors."""
    return World(
        changes={
            "trusted_login_issuers": [LoginIssuer(ELSEWHERE, "portal-there", jwks)],
            "http": httpx.AsyncClient(transport=httpx.MockTransport(http)),
        }
    )


def id_token(world: World, *, key: Any = KEY, alg: str = "RS256", **changes: Any) -> str:
    """The other provider's word, with changes."""
    now = int(world.clock().timestamp())
    header = {"kid": changes.pop("kid", key.kid), "typ": changes.pop("typ", "JWT"), "alg": alg}
    claims = {
        "iss": ELSEWHERE,
        "aud": "portal-there",
        "sub": "x",
        "pid": MOTHER,
        "iat": now,
        "exp": now + 120,
    }
    return signed(key, claims | {"acr": "idporten-loa-high", "auth_time": now - 5} | changes, **header)


async def swap(world: World, token: str) -> httpx.Response:
    """Exchange an ID token."""
    return await exchange(world, token, subject_token_type=ID_TOKEN)


@pytest.mark.parametrize(
    "jwks", [None, f"{ELSEWHERE}/keys", lambda: JWKS], ids=["found by metadata", "by address", "at hand"]
)
async def test_its_id_token_is_exchanged(jwks: Any) -> None:
    """The register sees the same as if the citizen had signed in here."""
    world = trusting(jwks=jwks)

    answer = await swap(world, id_token(world))

    claims = claims_of(answer.json()["access_token"])
    assert (claims["sub"], claims["acr"]) == (MOTHER, "idporten-loa-high")
    assert claims["auth_time"] == claims["iat"] - 5


@pytest.mark.parametrize(("minutes", "status"), [(119, 200), (121, 400)])
async def test_an_id_token_counts_for_two_hours(minutes: int, status: int) -> None:
    """As long as a session may last, whatever its own expiry says."""
    world = trusting()
    token = id_token(world)
    world.clock.turn(minutes=minutes)

    assert (await swap(world, token)).status_code == status


async def test_a_list_of_audiences_is_good_when_the_token_was_made_for_the_portal() -> None:
    """`azp` says so."""
    world = trusting()

    answer = await swap(world, id_token(world, aud=["portal-there", "x"], azp="portal-there"))

    assert answer.status_code == 200


REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("for another client there", {"aud": "somebody-else"}),
    ("made for another client", {"aud": ["portal-there", "x"], "azp": "x"}),
    ("by an issuer that nobody trusts", {"iss": "https://evil.example"}),
    ("without a pid", {"pid": None}),
    ("with a pid that may be real", {"pid": "02013299997"}),
    ("with a pid that is a number", {"pid": 12878540016}),
    ("without a time", {"iat": None}),
    ("from the future", {"iat": 4_000_000_000}),
    ("from before all time", {"iat": -(10**400)}),
    ("with another key", {"key": new_key(), "alg": "ES256"}),
    ("with the portal's key", {"key": PORTAL_KEY, "alg": "ES256"}),
    ("of an access token's type", {"typ": "at+jwt"}),
    ("without a kid", {"kid": None}),
]


@pytest.mark.parametrize("changes", [case[1] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
async def test_an_id_token_that_breaks_a_rule_is_not_exchanged(changes: dict[str, Any]) -> None:
    """Nobody becomes anybody by it."""
    world = trusting()

    await ends_with(await swap(world, id_token(world, **dict(changes))), 400, "invalid_request")


async def test_nobody_elses_id_token_counts_unless_we_were_told(world: World) -> None:
    """No setting, no trust, and nothing is fetched."""
    await ends_with(await swap(world, id_token(world)), 400, "invalid_request")


@pytest.mark.parametrize("status", [500, 404])
async def test_a_provider_that_is_down_is_no_fault_of_the_token(status: int) -> None:
    """The portal may try again."""
    world = trusting(http=lambda _: httpx.Response(status, json={}))

    await ends_with(await swap(world, id_token(world)), 503, "temporarily_unavailable")

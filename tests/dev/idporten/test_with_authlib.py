"""Authlib's own client, which nobody here wrote, signs in."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet

from .conversation import CHALLENGE, VERIFIER, choose
from .world import CALLBACK, ISSUER, MOTHER, PORTAL_KEY, World


class ShortLived(PrivateKeyJWT):
    """Authlib's assertions live for an hour unless told otherwise; ours may not."""

    alg = "ES256"

    def __init__(self, world: World) -> None:
        super().__init__(token_endpoint=ISSUER, headers={"kid": PORTAL_KEY.kid})
        self._world = world

    def sign(self, auth: Any, token_endpoint: str) -> str:
        """Sign an assertion that lives for half a minute."""
        now = int(self._world.clock().timestamp())
        self.claims = {"iat": now, "exp": now + 30}
        return str(super().sign(auth, token_endpoint))


@pytest.fixture
async def client(world: World) -> AsyncIterator[AsyncOAuth2Client]:
    """Authlib's client, with the portal's key."""
    async with AsyncOAuth2Client(
        "portal",
        PORTAL_KEY,
        token_endpoint_auth_method=ShortLived(world),
        scope="openid profile",
        redirect_uri=CALLBACK,
        transport=httpx.ASGITransport(world.app),
    ) as authlibs:
        yield authlibs


async def code_for(world: World, client: AsyncOAuth2Client) -> str:
    """Push, sign in and come back, as Authlib has it."""
    url, state = client.create_authorization_url(
        f"{ISSUER}/authorize", nonce="n", code_challenge=CHALLENGE, code_challenge_method="S256"
    )
    asked = dict(parse_qsl(urlsplit(url).query))
    proof = client.client_auth(client.token_endpoint_auth_method)
    pushed = await client.post(f"{ISSUER}/par", data=asked, auth=proof)
    request_uri = pushed.json()["request_uri"]
    page = await world.browser.get("/authorize", params={"client_id": "portal", "request_uri": request_uri})
    back = await choose(world, page.headers["location"])
    assert f"state={state}" in back.headers["location"]
    return str(dict(parse_qsl(urlsplit(back.headers["location"]).query))["code"])


async def test_authlibs_client_signs_in_and_its_claims_are_found_good(
    world: World, client: AsyncOAuth2Client
) -> None:
    """The whole way, with Authlib's and joserfc's checks at the end."""
    code = await code_for(world, client)
    token = await client.fetch_token(f"{ISSUER}/token", code=code, code_verifier=VERIFIER, client_id="portal")
    keys = KeySet.import_key_set((await world.browser.get("/jwks")).json())

    decoded = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
    claims = CodeIDToken(decoded.claims, decoded.header, params={"nonce": "n", "client_id": "portal"})
    claims.validate(now=int(world.clock().timestamp()))
    assert claims["pid"] == MOTHER


async def test_authlibs_client_reads_userinfo(world: World, client: AsyncOAuth2Client) -> None:
    """With the token that it has just been given."""
    code = await code_for(world, client)
    await client.fetch_token(f"{ISSUER}/token", code=code, code_verifier=VERIFIER, client_id="portal")

    answer = await client.get(f"{ISSUER}/userinfo")

    assert answer.json()["pid"] == MOTHER

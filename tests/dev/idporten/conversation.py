"""The turns of a sign-in, each of which a test can take differently."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from .world import CALLBACK, MOTHER, World

VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789"
CHALLENGE: str = create_s256_code_challenge(VERIFIER)  # type: ignore[no-untyped-call]
ASKED = {
    "response_type": "code",
    "redirect_uri": CALLBACK,
    "scope": "openid profile",
    "state": "a-state",
    "nonce": "a-nonce",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
    "acr_values": "idporten-loa-high",
}
OTHERS: dict[str, Any] = {"redirect_uri": "http://localhost:9000/back"}

ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"
JWT = "urn:ietf:params:oauth:token-type:jwt"


def parameters(response: httpx.Response) -> dict[str, str]:
    """What a redirect to a client says."""
    return dict(parse_qsl(urlsplit(response.headers["location"]).query))


async def push(world: World, *, proof: Mapping[str, str] | None = None, **changes: Any) -> httpx.Response:
    """Push an authorization request; a parameter that is None is left out."""
    return await world.post("/par", {**ASKED, **changes}, proof=proof)


async def authorize(
    world: World,
    *,
    client_id: str = "portal",
    browser: httpx.AsyncClient | None = None,
    proof: Mapping[str, str] | None = None,
    **changes: Any,
) -> httpx.Response:
    """Push a request and send the browser after it; not following where it leads."""
    pushed = (await push(world, proof=proof, **changes)).json()
    return await (browser or world.browser).get(
        "/authorize", params={"client_id": client_id, "request_uri": pushed["request_uri"]}
    )


async def choose(
    world: World, page: str, *, browser: httpx.AsyncClient | None = None, **form: str
) -> httpx.Response:
    """Send the login page's form."""
    return await (browser or world.browser).post(page, data=form or {"pid": MOTHER})


async def sign_in(
    world: World,
    pid: str = MOTHER,
    *,
    level: str = "idporten-loa-high",
    browser: httpx.AsyncClient | None = None,
    **changes: Any,
) -> dict[str, str]:
    """Sign in from beginning to end; what the browser comes back to the client with."""
    page = await authorize(world, browser=browser, **changes)
    return parameters(await choose(world, page.headers["location"], browser=browser, pid=pid, level=level))


async def redeem(
    world: World, code: str, *, proof: Mapping[str, str] | None = None, **changes: Any
) -> httpx.Response:
    """Change a code into tokens."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    }
    return await world.post("/token", {**form, **changes}, proof=proof)


async def tokens(world: World, pid: str = MOTHER, **changes: Any) -> dict[str, Any]:
    """Sign in and fetch the tokens."""
    answer: dict[str, Any] = (await redeem(world, (await sign_in(world, pid, **changes))["code"])).json()
    return answer


async def exchange(
    world: World, subject_token: str, *, proof: Mapping[str, str] | None = None, **changes: Any
) -> httpx.Response:
    """Exchange a citizen's token for one for the vaccination register."""
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token": subject_token,
        "subject_token_type": ACCESS_TOKEN,
        "audience": "urn:mho:register:vaccines",
        "scope": "vaccines.read access_log.read",
    }
    return await world.post("/token", {**form, **changes}, proof=proof)


async def ends_with(response: httpx.Response, status: int, error: str) -> None:
    """Assert that a program was refused with that status and OAuth error."""
    assert (response.status_code, response.json().get("error")) == (status, error)

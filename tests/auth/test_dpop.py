"""Tokens bound to a key of ours (RFC 9449)."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.jws import extract_compact

from auth.dpop import DpopKey
from auth.metadata import Metadata
from tests.auth.clock import Clock
from tests.auth.portal import open_portal
from tests.auth.provider import EXCHANGE, Provider, challenge
from tests.auth.test_tokens import VACCINES, visit


def opened(proof: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check a proof by the key it brings; return its header and claims."""
    token = jwt.decode(proof, ECKey.import_key(header_of(proof)["jwk"]), algorithms=["ES256"])
    return token.header, token.claims


def header_of(proof: str) -> dict[str, Any]:
    """Return the header, unchecked."""
    return dict(extract_compact(proof.encode()).headers())


def test_a_proof_is_for_one_request(clock: Clock) -> None:
    """Method, address without its query, time, and a name of its own; the public key alone."""
    key = DpopKey(now=clock)

    header, claims = opened(key.proof("POST", "https://tokens.example/token?a=b#c"))
    _, again = opened(key.proof("POST", "https://tokens.example/token"))

    assert (header["typ"], header["alg"], "d" in header["jwk"]) == ("dpop+jwt", "ES256", False)
    assert (claims["htm"], claims["htu"]) == ("POST", "https://tokens.example/token")
    assert (claims["iat"], claims["jti"] != again["jti"]) == (int(clock().timestamp()), True)


def test_a_proof_names_the_token_it_is_used_with(clock: Clock) -> None:
    """By its hash, beside the token in the header."""
    headers = DpopKey(now=clock).headers("GET", "https://register.example/fhir", "token")

    assert headers["Authorization"] == "DPoP token"
    assert opened(headers["DPoP"])[1]["ath"] == challenge("token")


def test_a_nonce_goes_back_to_the_server_it_came_from(clock: Clock) -> None:
    """And to no other."""
    key = DpopKey(now=clock)
    key.heard("https://a.example/token", httpx.Headers({"dpop-nonce": "n-1"}))

    proofs = [opened(key.proof("POST", f"https://{host}.example/other"))[1] for host in "ab"]

    assert [claims.get("nonce") for claims in proofs] == ["n-1", None]


async def test_the_token_service_gets_its_nonce(tmp_path: Path, provider: Provider) -> None:
    """It refuses the first proof with a nonce, and takes the second one with it."""
    provider.metadata["dpop_signing_alg_values_supported"] = ["ES256"]
    provider.tokens = lambda right: right | {"token_type": "DPoP"} if "id_token" not in right else right
    nonces = insist(provider)

    async with open_portal(tmp_path, provider, change=bound) as portal:
        token = await portal.auth.tokens.own(await visit(portal), audience=VACCINES, scope="a")

    assert (nonces, bool(token)) == ([None, "n-1"], True)


async def test_a_service_without_dpop_gives_plain_tokens(tmp_path: Path, provider: Provider) -> None:
    """The setting asks for it where it can be had."""
    async with open_portal(tmp_path, provider, change=bound) as portal:
        await portal.auth.tokens.own(await visit(portal), audience=VACCINES, scope="a")

    assert "DPoP" not in provider.asked[-1].headers


@pytest.mark.parametrize("offered", [None, [], ["RS256"]], ids=str)
def test_only_an_algorithm_of_ours_counts_as_dpop(offered: list[str] | None) -> None:
    """A provider that binds to other keys cannot bind to this one."""
    assert not Metadata("i", "t", dpop_signing_alg_values_supported=offered).takes_dpop


def bound(settings: Any) -> Any:
    """Ask for bound tokens."""
    return settings.model_copy(update={"token_dpop": True})


def insist(provider: Provider) -> list[str | None]:
    """Let the provider refuse an exchange whose proof lacks its nonce; return the nonces it saw."""
    seen: list[str | None] = []

    def reply(right: httpx.Response) -> httpx.Response:
        request = provider.asked[-1]
        if EXCHANGE.replace(":", "%3A").encode() not in request.content:
            return right
        seen.append(opened(request.headers["DPoP"])[1].get("nonce"))
        if seen[-1] == "n-1":
            return right
        return httpx.Response(400, json={"error": "use_dpop_nonce"}, headers={"DPoP-Nonce": "n-1"})

    provider.reply = reply
    return seen

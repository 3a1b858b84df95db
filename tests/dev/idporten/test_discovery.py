"""What clients learn before they ask for anything."""

from authlib.oauth2 import rfc9207
from authlib.oidc.discovery import OpenIDProviderMetadata

from .world import ISSUER, World

DISCOVERY = "/.well-known/openid-configuration"


async def test_the_metadata_are_whole_by_authlibs_reading_of_the_standard(world: World) -> None:
    """Issuer, endpoints, algorithms and lists are all there and of the right kinds."""
    document = (await world.browser.get(DISCOVERY)).json()

    OpenIDProviderMetadata(document).validate(metadata_classes=[rfc9207.AuthorizationServerMetadata])
    assert document["issuer"] == ISSUER


async def test_both_well_known_addresses_say_the_same(world: World) -> None:
    """OpenID clients read one, OAuth clients the other (RFC 8414)."""
    openid = await world.browser.get(DISCOVERY)
    oauth = await world.browser.get("/.well-known/oauth-authorization-server")

    assert openid.json() == oauth.json()


async def test_pushed_requests_and_the_issuer_parameter_are_announced(world: World) -> None:
    """A client that reads the metadata knows that it must push, and what to check on the way back."""
    document = (await world.browser.get(DISCOVERY)).json()

    assert document["require_pushed_authorization_requests"] is True
    assert document["authorization_response_iss_parameter_supported"] is True
    assert document["code_challenge_methods_supported"] == ["S256"]


async def test_every_endpoint_announced_answers(world: World) -> None:
    """None of the addresses is an empty promise."""
    document = (await world.browser.get(DISCOVERY)).json()

    addresses = [value for name, value in document.items() if name.endswith(("_endpoint", "_uri"))]
    statuses = [(await world.browser.get(address)).status_code for address in addresses]
    assert len(statuses) == 7
    assert 404 not in statuses


async def test_no_private_half_of_a_key_is_published(world: World) -> None:
    """The key set holds what signatures are checked with, and nothing to sign with."""
    keys = (await world.browser.get("/jwks")).json()["keys"]

    assert {(key["kty"], key["alg"], key["use"]) for key in keys} == {
        ("RSA", "RS256", "sig"),
        ("EC", "ES256", "sig"),
    }
    assert not {"d", "p", "q"} & set().union(*keys)

"""What the ID token says: ID-porten's claims and no others."""

from .conversation import OTHERS, authorize, parameters, redeem, sign_in, tokens
from .world import ISSUER, MOTHER, OTHER_KEY, World, claims_of


async def test_it_has_id_portens_claims_and_no_others(world: World) -> None:
    """`at_hash` is not among them, nor is a name."""
    claims = claims_of((await tokens(world))["id_token"])

    assert set(claims) == set("iss aud sub pid acr amr auth_time iat exp jti nonce locale sid".split())


async def test_it_says_who_signed_in_how_and_for_whom(world: World) -> None:
    """`amr` is an array, and says that this was no real eID."""
    claims = claims_of((await tokens(world, ui_locales="se"))["id_token"])

    expected = {
        "iss": ISSUER, "aud": "portal", "pid": MOTHER, "nonce": "a-nonce", "locale": "se",
        "acr": "idporten-loa-high", "amr": ["TestID"],
    }  # fmt: skip
    assert {name: claims[name] for name in expected} == expected


async def test_it_is_good_for_two_minutes_from_now(world: World) -> None:
    """By the provider's own clock."""
    now = int(world.clock().timestamp())

    claims = claims_of((await tokens(world))["id_token"])

    assert (claims["iat"], claims["auth_time"], claims["exp"]) == (now, now, now + 120)


async def test_a_later_sign_in_without_a_page_keeps_the_time_of_the_real_one(world: World) -> None:
    """`auth_time` before `iat` is how a client sees single sign-on."""
    first = claims_of((await tokens(world))["id_token"])
    world.clock.turn(minutes=10)

    code = parameters(await authorize(world))["code"]
    second = claims_of((await redeem(world, code)).json()["id_token"])

    assert second["auth_time"] == first["auth_time"] == second["iat"] - 600
    assert (second["sid"], second["jti"] == first["jti"]) == (first["sid"], False)


async def test_two_clients_know_a_person_by_two_names(world: World) -> None:
    """`sub` is pairwise; the same client meets the same name every time."""
    first = claims_of((await tokens(world))["id_token"])["sub"]
    again = claims_of((await tokens(world, prompt="login"))["id_token"])["sub"]
    other = world.proof("other", OTHER_KEY)
    code = parameters(await authorize(world, client_id="other", proof=other, **OTHERS))["code"]

    answer = await redeem(world, code, proof=world.proof("other", OTHER_KEY), **OTHERS)

    assert first == again != claims_of(answer.json()["id_token"])["sub"]


async def test_the_level_chosen_is_the_level_told(world: World) -> None:
    """When the client leaves it open, the visitor chooses."""
    answer = await sign_in(world, level="idporten-loa-substantial", acr_values=None)

    claims = claims_of((await redeem(world, answer["code"])).json()["id_token"])
    assert claims["acr"] == "idporten-loa-substantial"


async def test_nobody_gets_in_below_the_level_that_the_client_wants(world: World) -> None:
    """A form that says otherwise was not ours; ID-porten's level is a least one."""
    answer = await sign_in(world, level="idporten-loa-substantial", acr_values="idporten-loa-high")

    claims = claims_of((await redeem(world, answer["code"])).json()["id_token"])
    assert claims["acr"] == "idporten-loa-high"

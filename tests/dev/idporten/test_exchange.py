"""Token exchange for one's own data: one register, five minutes, the right scopes."""

from collections.abc import Awaitable, Callable

import pytest
from joserfc.jwk import KeySet

from auth.bearer import Bearer
from auth.caller import CallerKind

from .conversation import ID_TOKEN, JWT, ends_with, exchange, tokens
from .world import (
    BIRTHS,
    EPJ_KEY,
    FATHER,
    ISSUER,
    MOTHER,
    OTHER_KEY,
    PORTAL_KEY,
    SIGNING_KEYS,
    VACCINES,
    World,
    claims_of,
    signed,
)  # fmt: skip


async def test_the_register_meets_the_citizen_themselves(world: World) -> None:
    """A real register's check takes the token, and sees who it is and at which level."""
    out = await tokens(world)
    token = (await exchange(world, out["access_token"])).json()["access_token"]
    keys = KeySet.import_key_set(SIGNING_KEYS.public())  # type: ignore[arg-type]

    async def key(kid: str) -> object:
        return keys.get_by_kid(kid)

    bearer = Bearer(issuer=ISSUER, audience=VACCINES, keys=key, now=world.clock)  # type: ignore[arg-type]
    caller = await bearer.caller(f"Bearer {token}")

    assert (caller.kind, caller.subject, caller.acr) == (CallerKind.SELF, MOTHER, "idporten-loa-high")
    assert caller.scopes == {"vaccines.read", "access_log.read"}


async def test_the_token_is_for_one_register_and_five_minutes(world: World) -> None:
    """It names the client, when the citizen signed in, and itself."""
    answer = (await exchange(world, (await tokens(world))["access_token"])).json()

    claims = claims_of(answer["access_token"])
    assert claims["aud"] == VACCINES
    assert claims["exp"] - claims["iat"] == answer["expires_in"] == 300
    assert (claims["client_id"], claims["sub"]) == ("portal", MOTHER)


async def test_the_answer_has_the_form_of_the_standard(world: World) -> None:
    """RFC 8693, section 2.2.1; a refresh token is not among it."""
    answer = (await exchange(world, (await tokens(world))["access_token"])).json()

    assert answer.keys() == {"access_token", "issued_token_type", "token_type", "expires_in", "scope"}
    assert answer["issued_token_type"] == "urn:ietf:params:oauth:token-type:access_token"


REFUSALS = [
    ("a register that the client has no business with", {"audience": "urn:mho:register:x"}, "invalid_target"),
    ("no register", {"audience": None}, "invalid_request"),
    ("a resource too", {"resource": "http://evil.example"}, "invalid_target"),
    ("a scope that the client may not have", {"scope": "vaccines.write"}, "invalid_scope"),
    ("a scope too many", {"scope": "vaccines.read vaccines.write"}, "invalid_scope"),
    ("no scope", {"scope": None}, "invalid_scope"),
    ("no token", {"subject_token": None}, "invalid_request"),
    ("no type", {"subject_token_type": None}, "invalid_request"),
    ("an unknown type", {"subject_token_type": "urn:x:saml2"}, "invalid_request"),
    ("the wrong type", {"subject_token_type": ID_TOKEN}, "invalid_request"),
    ("a mandate without an actor", {"subject_token_type": JWT}, "invalid_request"),
    ("an actor without a mandate", {"actor_token": "x", "actor_token_type": ID_TOKEN}, "invalid_request"),
    ("an ID token wanted", {"requested_token_type": ID_TOKEN}, "invalid_request"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "error"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
)
async def test_an_exchange_that_breaks_a_rule_is_refused(
    world: World, changes: dict[str, str | None], error: str
) -> None:
    """RFC 8693 has invalid_request for every token that is not good."""
    token = (await tokens(world))["access_token"]

    answer = await exchange(world, **{"subject_token": token} | changes)

    await ends_with(answer, 400, error)


async def id_token(world: World) -> str:
    """The ID token of the same sign-in."""
    return str((await tokens(world))["id_token"])


async def register_token(world: World) -> str:
    """A token that has been exchanged before."""
    return str((await exchange(world, (await tokens(world))["access_token"])).json()["access_token"])


async def forged(world: World) -> str:
    """A good access token's claims, signed by the client."""
    claims = claims_of((await tokens(world))["access_token"])
    return signed(PORTAL_KEY, claims, typ="at+jwt")


async def tampered(world: World) -> str:
    """A good access token with another person between header and signature."""
    good = (await tokens(world))["access_token"]
    header, _, signature = good.split(".")
    fathers = signed(PORTAL_KEY, claims_of(good) | {"pid": FATHER})
    return f"{header}.{fathers.split('.')[1]}.{signature}"


@pytest.mark.parametrize("token", [id_token, register_token, forged, tampered])
async def test_only_an_access_token_of_ours_is_exchanged(
    world: World, token: Callable[[World], Awaitable[str]]
) -> None:
    """Not what looks like one."""
    answer = await exchange(world, await token(world))

    await ends_with(answer, 400, "invalid_request")


async def test_another_client_cannot_exchange_it(world: World) -> None:
    """A token that leaked from the portal is worth nothing to others."""
    token = (await tokens(world))["access_token"]

    answer = await exchange(world, token, proof=world.proof("other", OTHER_KEY))

    await ends_with(answer, 400, "invalid_request")


async def test_a_client_that_attests_does_not_exchange(world: World) -> None:
    """Journal systems do not act for citizens."""
    token = (await tokens(world))["access_token"]

    answer = await exchange(world, token, proof=world.proof("dev-epj", EPJ_KEY))

    await ends_with(answer, 400, "unauthorized_client")


async def test_an_expired_token_is_not_exchanged(world: World) -> None:
    """After two hours the citizen signs in anew."""
    token = (await tokens(world))["access_token"]
    world.clock.turn(seconds=7211)

    await ends_with(await exchange(world, token), 400, "invalid_request")


async def test_tokens_outlive_a_rotation_of_keys(world: World) -> None:
    """Nobody is signed out because keys change."""
    from dev.idporten.keys import SigningKeys  # noqa: PLC0415 - its own keys, to turn

    own = World(changes={"keys": SigningKeys()})
    token = (await tokens(own))["access_token"]

    own.config.keys.rotate()

    assert (await exchange(own, token, audience=BIRTHS, scope="birthdata.read")).status_code == 200

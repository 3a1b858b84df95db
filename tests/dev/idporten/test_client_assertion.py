"""How clients prove who they are: private_key_jwt, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import KeySet, RSAKey

from .conversation import ends_with, push, redeem
from .world import ISSUER, OTHER_KEY, PORTAL_CLIENT, PORTAL_KEY, World, new_key, signed

Forge = Callable[[World], str]
PORTAL_KID = PORTAL_KEY.kid


def changed(**claims: Any) -> Forge:
    """An assertion in which claims are other than they should be."""
    return lambda world: world.assertion(**claims)


def seconds(**offsets: int) -> Forge:
    """An assertion with times that many seconds from now."""

    def forge(world: World) -> str:
        now = int(world.clock().timestamp())
        times: dict[str, Any] = {name: now + offset for name, offset in offsets.items()}
        return world.assertion(**times)

    return forge


def under(**header: Any) -> Forge:
    """An assertion with another header."""

    def forge(world: World) -> str:
        now = int(world.clock().timestamp())
        claims = {"iss": "portal", "sub": "portal", "aud": ISSUER, "iat": now, "exp": now + 30, "jti": "1"}
        return signed(PORTAL_KEY, claims, **header)

    return forge


FORGERIES: list[tuple[str, Forge]] = [
    ("for the token endpoint", changed(aud=f"{ISSUER}/token")),
    ("for us and somebody else", changed(aud=[ISSUER, "http://evil.example"])),
    ("for nobody", changed(aud=None)),
    ("by another issuer", changed(iss="other")),
    ("about another client", changed(sub="other")),
    ("without an end", changed(exp=None)),
    ("without a beginning", changed(iat=None)),
    ("without jti", changed(jti=None)),
    ("with a jti that is a number", changed(jti=7)),
    ("with an endless jti", changed(jti="x" * 500)),
    ("stale", seconds(iat=-100, exp=-70)),
    ("from the future", seconds(iat=60, exp=90)),
    ("good for too long", seconds(exp=121)),
    ("that ends at no number", changed(exp=float("inf"))),
    ("that never ends", changed(iat=1_772_452_800.5, exp=10**400)),
    ("from before all time", changed(iat=-(10**400))),
    ("signed with another key", lambda world: world.assertion("portal", new_key())),
    ("signed with another client's key", lambda world: world.assertion("portal", OTHER_KEY)),
    ("under the right name by another key",
     lambda _: signed(new_key(), {"iss": "portal"}, kid=PORTAL_KID)),
    ("without a kid", under(kid=None)),
    ("with a kid that nobody has", under(kid="unknown")),
    ("of an access token's type", under(typ="at+jwt")),
    ("that brings its key along", under(jwk=PORTAL_KEY.as_dict(private=False))),
    ("with alg none", lambda _: "eyJhbGciOiJub25lIiwia2lkIjoieCJ9.eyJpc3MiOiJwb3J0YWwifQ."),
    ("in rubbish", lambda _: "not.a.token"),
    ("with a header that is a list", lambda _: "WyJhbGciXQ.e30.e30"),
]  # fmt: skip


def with_assertion(world: World, assertion: str) -> dict[str, str]:
    """The proof that a client would send, with *assertion* in it."""
    return world.proof() | {"client_assertion": assertion}


@pytest.mark.parametrize("forge", [case[1] for case in FORGERIES], ids=[case[0] for case in FORGERIES])
async def test_an_assertion_that_breaks_a_rule_proves_nothing(world: World, forge: Forge) -> None:
    """The client is not told more than that it was not recognised."""
    answer = await push(world, proof=with_assertion(world, forge(world)))

    await ends_with(answer, 401, "invalid_client")


async def test_an_assertion_is_good_once(world: World) -> None:
    """Whoever picks it up on the way can do nothing with it."""
    proof = world.proof()
    first = await push(world, proof=proof)

    second = await push(world, proof=proof)

    assert first.status_code == 201
    await ends_with(second, 401, "invalid_client")


async def test_an_assertion_is_good_once_at_all_endpoints_together(world: World) -> None:
    """What was used to push cannot be used to redeem."""
    proof = world.proof()
    await push(world, proof=proof)

    answer = await redeem(world, "any", proof=proof)

    await ends_with(answer, 401, "invalid_client")


async def test_the_same_jti_from_two_clients_is_two(world: World) -> None:
    """One client cannot use up another's."""
    first = world.proof() | {"client_assertion": world.assertion(jti="same")}
    second = world.proof("other") | {"client_assertion": world.assertion("other", OTHER_KEY, jti="same")}

    answers = [await push(world, proof=first)]
    answers.append(await push(world, proof=second, redirect_uri="http://localhost:9000/back"))

    assert [answer.status_code for answer in answers] == [201, 201]


@pytest.mark.parametrize(
    ("proof", "status", "error"),
    [
        ({"client_id": None}, 400, "invalid_request"),
        ({"client_id": "other"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_secret": "guess"}, 401, "invalid_client"),
        ({"client_assertion_type": "password"}, 401, "invalid_client"),
        ({"client_assertion": None}, 401, "invalid_client"),
    ],
    ids=["no client_id", "another's client_id", "unknown", "a secret too", "another type", "none"],
)
async def test_the_form_around_the_assertion_must_fit(
    world: World, proof: dict[str, str], status: int, error: str
) -> None:
    """ID-porten wants the client_id beside the assertion, and one proof only."""
    answer = await push(world, proof=world.proof() | proof)

    await ends_with(answer, status, error)


async def test_a_password_in_the_header_is_not_taken(world: World) -> None:
    """Nor beside a good assertion."""
    async with world.server() as server:
        answer = await server.post("/par", data=world.proof(), auth=("portal", "guess"))

    await ends_with(answer, 401, "invalid_client")


async def test_an_rsa_key_proves_as_well() -> None:
    """RS256 is what most of ID-porten's clients use."""
    key = RSAKey.generate_key(2048, auto_kid=True)
    portal = PORTAL_CLIENT.__class__(**{**PORTAL_CLIENT.__dict__, "keys": KeySet([key])})
    world = World(changes={"clients": [portal]})
    now = int(world.clock().timestamp())
    claims = {"iss": "portal", "sub": "portal", "aud": [ISSUER], "iat": now, "exp": now + 120, "jti": "1"}

    answer = await push(world, proof=with_assertion(world, signed(key, claims, alg="RS256")))

    assert answer.status_code == 201

"""Acting for a child: by the population register's word, for the one whom it names, once."""

from typing import Any

import httpx
import pytest

from .conversation import ACCESS_TOKEN, JWT, ends_with, exchange, tokens
from .world import (
    CHILD,
    FATHER,
    ISSUER,
    MOTHER,
    POPULATION,
    POPULATION_KEY,
    PORTAL_KEY,
    VACCINES,
    World,
    claims_of,
    new_key,
    population_jwks,
    signed,
)  # fmt: skip

RULE = {"rule": "parent-under-16", "until": "2031-03-07"}


def mandate(world: World, *, key: Any = POPULATION_KEY, **changes: Any) -> str:
    """The register's word that the mother may act for her child."""
    now = int(world.clock().timestamp())
    claims = {
        "iss": POPULATION, "aud": ISSUER, "sub": CHILD, "may_act": {"sub": MOTHER}, "mandate": RULE,
        "iat": now, "exp": now + 60, "jti": "once",
    }  # fmt: skip
    header = {"typ": "mandate+jwt", "kid": changes.pop("kid", key.kid)} | changes.pop("header", {})
    return signed(key, claims | changes, **header)


async def for_child(world: World, word: str, *, actor: str = MOTHER, **changes: Any) -> httpx.Response:
    """Hold a mandate up, as *actor*."""
    token = (await tokens(world, actor, prompt="login"))["access_token"]
    acting = {"subject_token_type": JWT, "actor_token": token, "actor_token_type": ACCESS_TOKEN}
    return await exchange(world, word, **acting | changes)


async def test_the_register_sees_child_parent_and_rule(world: World) -> None:
    """The parent's name goes along, so that the child can be told who it was."""
    answer = await for_child(world, mandate(world))

    claims = claims_of(answer.json()["access_token"])
    assert (claims["sub"], claims["act"]) == (CHILD, {"sub": MOTHER, "name": "Kari Liksom"})
    assert (claims["mandate"], claims["aud"], claims["acr"]) == (RULE, VACCINES, "idporten-loa-high")


async def test_a_mandate_without_an_end_is_copied_as_it_is(world: World) -> None:
    """`until` may be null, but not missing."""
    word = mandate(world, mandate={"rule": "guardian", "until": None})

    claims = claims_of((await for_child(world, word)).json()["access_token"])

    assert claims["mandate"] == {"rule": "guardian", "until": None}


REFUSALS: list[tuple[str, dict[str, Any]]] = [
    ("for another actor", {"may_act": {"sub": FATHER}}),
    ("for nobody", {"may_act": None}),
    ("for no one in particular", {"may_act": {}}),
    ("for a list of actors", {"may_act": [{"sub": MOTHER}]}),
    ("for another token service", {"aud": "http://localhost:9999"}),
    ("for several token services", {"aud": [ISSUER, "http://localhost:9999"]}),
    ("by another issuer", {"iss": "urn:mho:register:vaccines"}),
    ("by the token service", {"iss": ISSUER}),
    ("without an end", {"exp": None}),
    ("good for too long", {"exp": 4_000_000_000}),
    ("expired", {"iat": 1_772_452_000, "exp": 1_772_452_060}),
    ("without jti", {"jti": None}),
    ("with an empty jti", {"jti": ""}),
    ("without a rule", {"mandate": None}),
    ("with an empty rule", {"mandate": {"rule": "", "until": None}}),
    ("with an end in words", {"mandate": {"rule": "x", "until": "soon"}}),
    ("about a number that may be real", {"sub": "02013299997"}),
    ("signed with another key", {"key": new_key()}),
    ("signed with another key under the right name", {"key": new_key(), "kid": POPULATION_KEY.kid}),
    ("signed by the portal", {"key": PORTAL_KEY}),
    ("of no type", {"header": {"typ": None}}),
    ("of an access token's type", {"header": {"typ": "at+jwt"}}),
]


@pytest.mark.parametrize("changes", [case[1] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
async def test_a_mandate_that_breaks_a_rule_opens_nothing(world: World, changes: dict[str, Any]) -> None:
    """The error is the exchange's only one for tokens that are not good."""
    answer = await for_child(world, mandate(world, **dict(changes)))

    await ends_with(answer, 400, "invalid_request")


async def test_a_mandate_is_good_once(world: World) -> None:
    """Each request asks the register anew, and a copy is worth nothing."""
    word = mandate(world)
    first = await for_child(world, word)

    second = await for_child(world, word)

    assert first.status_code == 200
    await ends_with(second, 400, "invalid_request")


async def test_somebody_elses_mandate_is_not_used_up_by_trying(world: World) -> None:
    """The father's attempt fails, and the mother's still works."""
    word = mandate(world)
    await ends_with(await for_child(world, word, actor=FATHER), 400, "invalid_request")

    assert (await for_child(world, word)).status_code == 200


async def test_a_mandate_cannot_be_its_own_actor(world: World) -> None:
    """Who acts must have signed in."""
    word = mandate(world)

    answer = await for_child(world, word, actor_token=word, actor_token_type=JWT)

    await ends_with(answer, 400, "invalid_request")


async def test_without_the_registers_keys_nobody_acts_for_anybody() -> None:
    """A provider that was told nothing of the population register trusts no mandate."""
    world = World(changes={"population": None})

    await ends_with(await for_child(world, mandate(world)), 400, "invalid_request")


async def test_the_registers_keys_can_be_fetched() -> None:
    """Once, however many mandates come."""
    asked: list[str] = []

    def register(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=population_jwks())

    http = httpx.AsyncClient(transport=httpx.MockTransport(register))
    world = World(changes={"population": "http://population.test/jwks", "http": http})
    answers = [await for_child(world, mandate(world, jti=str(n))) for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert asked == ["http://population.test/jwks"]


async def test_a_register_that_is_down_is_no_fault_of_the_mandate() -> None:
    """The portal is told to try again, not that the mandate is bad."""
    world = World(changes={"population": "http://population.test/jwks"})

    await ends_with(await for_child(world, mandate(world)), 503, "temporarily_unavailable")

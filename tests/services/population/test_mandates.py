"""Mandates: the signed right to act for a child, and its refusals."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from joserfc.jwt import Token

from access_log.entry import Action, ActorKind
from services.errors import ReadRefused
from services.population.notices import Grade
from tests import tokens

from .register import CHILD, FATHER, FLAT, HOME, MOTHER, NOBODY, STRANGER, TEEN, Register

POPULATION = tokens.POPULATION


async def checked(register: Register, mandate: str) -> Token:
    """Return *mandate* opened with the keys that the register shows."""
    shown = (await register.http.get("/jwks")).json()
    return jwt.decode(mandate, KeySet.import_key_set(shown), algorithms=["ES256"])


async def test_a_mandate_says_who_may_act_for_whom(either: Register) -> None:
    """It is signed by a key that the register shows, and meant for the token service alone."""
    given = await either.client.mandate(
        CHILD, token=tokens.citizen(MOTHER, audience=POPULATION), request_id=""
    )
    token = await checked(either, given.mandate)

    assert token.header["typ"] == "mandate+jwt"
    assert token.claims | {"jti": ""} == {
        "iss": POPULATION,
        "aud": tokens.ISSUER,
        "sub": CHILD,
        "may_act": {"sub": MOTHER, "name": "Áile Čájet-Ørbeck"},
        "mandate": {"rule": "parent-of-child-under-16", "until": "2031-03-07"},
        "iat": int(tokens.NOW.timestamp()),
        "exp": int(tokens.NOW.timestamp()) + 60,
        "jti": "",
    }


async def test_the_child_sees_that_somebody_was_let_in(either: Register) -> None:
    """The entry names the parent and the right they have, and nothing is in the parent's log."""
    await either.client.mandate(CHILD, token=tokens.citizen(MOTHER, audience=POPULATION), request_id="")

    [entry] = await either.log(CHILD)
    assert (entry.actor_kind, entry.action) == (ActorKind.REPRESENTATIVE, Action.READ)
    assert (entry.actor_name, entry.rule) == ("Áile Čájet-Ørbeck", "parent-of-child-under-16")
    assert await either.log(MOTHER) == []


@pytest.mark.parametrize(
    ("actor", "child", "told", "kept"),
    [
        (STRANGER, CHILD, "no-responsibility", "no-responsibility"),
        (STRANGER, NOBODY, "no-responsibility", "child-unknown"),
        (NOBODY, CHILD, "actor-unknown", "actor-unknown"),
        (MOTHER, TEEN, "child-is-16", "child-is-16"),
        (MOTHER, MOTHER, "no-responsibility", "no-responsibility"),
    ],
    ids=["a stranger", "a number that is nobody's", "an actor without any record", "sixteen", "oneself"],
)
async def test_a_refusal_tells_its_rule_and_leaves_an_entry(
    register: Register, actor: str, child: str, told: str, kept: str
) -> None:
    """The child's log has the true rule, even where the actor hears another."""
    token = tokens.citizen(actor, audience=POPULATION)  # type: ignore[arg-type]

    with pytest.raises(ReadRefused) as refusal:
        await register.client.mandate(child, token=token, request_id="")  # type: ignore[arg-type]

    [entry] = await register.log(child)  # type: ignore[arg-type]
    assert (refusal.value.reason, entry.rule, entry.action) == (told, kept, Action.DENIED)


async def test_a_protected_child_and_a_stranger_look_alike_from_elsewhere(register: Register) -> None:
    """The parent who does not live there gets the very answer that a stranger gets."""
    register.keep(lambda connection: register.store.protect(connection, CHILD, Grade.CONFIDENTIAL))
    register.keep(lambda connection: register.store.move(connection, FATHER, FLAT, since=date(2020, 1, 1)))

    told = [
        (await register.post("/mandates", CHILD, tokens.citizen(who, audience=POPULATION))).content
        for who in (FATHER, STRANGER)
    ]

    assert told[0] == told[1]
    assert [entry.rule for entry in await register.log(CHILD)] == ["no-responsibility", "child-protected"]


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ((2031, 3, 6, 22, 59, 59), 200),
        ((2031, 3, 6, 23, 0, 0), 403),
    ],
    ids=["the last second of the day before, in Oslo", "midnight in Oslo"],
)
async def test_the_right_ends_at_midnight_in_oslo(
    register: Register, moment: tuple[int, int, int, int, int, int], status: int
) -> None:
    """In winter that is 23.00 in UTC."""
    register.at(*moment)

    answer = await register.post("/mandates", CHILD, tokens.citizen(FATHER, audience=POPULATION))

    assert answer.status_code == status


async def test_a_mandate_does_not_outlive_the_right(register: Register) -> None:
    """Twenty seconds before midnight it lasts twenty seconds."""
    register.at(2031, 3, 6, 22, 59, 40)

    answer = await register.post("/mandates", CHILD, tokens.citizen(MOTHER, audience=POPULATION))
    token = await checked(register, answer.json()["mandate"])

    assert token.claims["exp"] == int(datetime(2031, 3, 6, 23, 0, tzinfo=UTC).timestamp())


async def test_moving_together_again_opens_at_once(register: Register) -> None:
    """Rights follow the facts of the day both ways."""
    answers = []
    for address in (FLAT, HOME):
        register.keep(partial(register.store.move, number=CHILD, address=address, since=tokens.NOW.date()))
        answers.append(await register.post("/mandates", CHILD, tokens.citizen(MOTHER, audience=POPULATION)))

    assert [answer.status_code for answer in answers] == [403, 200]


async def test_lost_responsibility_closes_at_once(register: Register) -> None:
    """From the first day without it."""
    register.keep(
        lambda connection: register.store.end_responsibility(
            connection, CHILD, FATHER, day=date(2026, 11, 23)
        )
    )

    answer = await register.post("/mandates", CHILD, tokens.citizen(FATHER, audience=POPULATION))

    assert (answer.status_code, "no-responsibility" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("token", "status", "rule"),
    [
        ("nonsense", 401, "token-malformed"),
        (tokens.citizen(MOTHER, audience=tokens.VACCINES), 401, "token-other-audience"),
        (tokens.citizen(MOTHER, audience=POPULATION, exp=1), 401, "token-expired"),
        (tokens.citizen(MOTHER, audience=POPULATION, scope="vaccines.read"), 403, "scope-missing"),
        (tokens.citizen(MOTHER, audience=POPULATION, acr="low"), 403, "level-too-low"),
        (tokens.representative(CHILD, MOTHER, audience=POPULATION), 403, "own-token-only"),
        (tokens.nurse(STRANGER, audience=POPULATION), 403, "own-token-only"),
        (tokens.research(audience=POPULATION), 403, "own-token-only"),
    ],
    ids=["nonsense", "another's", "expired", "no scope", "low level", "acting", "nurse", "research"],
)
async def test_only_a_citizens_own_token_gets_a_mandate(
    register: Register, token: str, status: int, rule: str
) -> None:
    """Every other attempt is in the child's log, once."""
    answer = await register.post("/mandates", CHILD, token)

    [entry] = await register.log(CHILD)
    assert (answer.status_code, entry.action, entry.rule) == (status, Action.DENIED, rule)

"""Whom a citizen may act for, as the register answers it."""

from datetime import date

import pytest

from access_log.entry import Action, ActorKind
from services.errors import ReadRefused
from services.population.notices import Grade
from tests import tokens

from .register import CHILD, FATHER, FLAT, MOTHER, NOBODY, STRANGER, TEEN, Register

POPULATION = tokens.POPULATION


async def test_a_mother_hears_who_her_children_are(either: Register) -> None:
    """The younger one she may act for until a day; of the older one she hears why not."""
    token = tokens.citizen(MOTHER, audience=POPULATION)

    household = await either.client.household(MOTHER, token=token, request_id="")

    assert household.me is not None
    assert household.me.name == "Áile Čájet-Ørbeck"
    assert [(child.name, child.until) for child in household.relatives] == [("Nils Ørbeck", date(2031, 3, 7))]
    assert [(child.name, child.rule) for child in household.refused] == [("Eli Ørbeck", "child-is-16")]


async def test_each_child_told_about_sees_it_in_their_own_log(either: Register) -> None:
    """One entry for the citizen and one for each child, and nobody else's."""
    await either.post("/people/_search", MOTHER, tokens.citizen(MOTHER, audience=POPULATION))

    [mine], [childs], [teens] = [await either.log(person) for person in (MOTHER, CHILD, TEEN)]

    assert (mine.actor_kind, mine.data) == (ActorKind.SELF, "relatives")
    assert (childs.actor_kind, childs.actor_name) == (ActorKind.REPRESENTATIVE, "Áile Čájet-Ørbeck")
    assert (teens.actor_kind, teens.rule) == (ActorKind.PERSON, "child-is-16")


async def test_somebody_without_any_record(register: Register) -> None:
    """The register says that it knows nobody, and keeps that somebody asked."""
    token = tokens.citizen(NOBODY, audience=POPULATION)

    household = await register.client.household(NOBODY, token=token, request_id="")

    assert (household.me, household.relatives, household.refused) == (None, [], [])
    assert len(await register.log(NOBODY)) == 1


async def test_a_retried_question_leaves_one_entry(register: Register) -> None:
    """The request id says that it is the same."""
    token = tokens.citizen(MOTHER, audience=POPULATION)
    same = {"X-Request-ID": "8a7f5f6c-6d0f-4f0e-9d43-0a1f4f0f2f11"}

    first = await register.post("/people/_search", MOTHER, token, **same)
    second = await register.post("/people/_search", MOTHER, token, **same)

    assert first.content == second.content
    assert [len(await register.log(person)) for person in (MOTHER, CHILD)] == [1, 1]


async def test_a_protected_child_elsewhere_is_not_brought_up(register: Register) -> None:
    """The parent who does not live with it hears neither its name nor that there is a reason."""
    register.keep(lambda connection: register.store.protect(connection, CHILD, Grade.STRICTLY_CONFIDENTIAL))
    register.keep(lambda connection: register.store.move(connection, FATHER, FLAT, since=date(2020, 1, 1)))
    answer = await register.post("/people/_search", FATHER, tokens.citizen(FATHER, audience=POPULATION))

    assert "Nils" not in answer.text
    assert "protected" not in answer.text


async def test_a_child_who_is_grown_or_has_died_is_not_brought_up(register: Register) -> None:
    """A list of family must not hurt, nor follow grown people about."""
    register.at(2027, 5, 17, 12, 0)  # The elder's eighteenth birthday.
    register.keep(lambda connection: register.store.die(connection, CHILD, day=date(2027, 1, 1)))

    answer = await register.post("/people/_search", MOTHER, tokens.citizen(MOTHER, audience=POPULATION))

    assert (answer.json()["relatives"], answer.json()["refused"]) == ([], [])


async def test_facts_are_read_anew_at_each_question(register: Register) -> None:
    """A move takes effect on its day, within the same minute of asking."""
    token = tokens.citizen(MOTHER, audience=POPULATION)
    await register.client.household(MOTHER, token=token, request_id="")
    register.keep(lambda connection: register.store.move(connection, CHILD, FLAT, since=date(2026, 11, 23)))

    household = await register.client.household(MOTHER, token=token, request_id="")

    assert [child.rule for child in household.refused] == ["no-parent-at-address", "child-is-16"]


@pytest.mark.parametrize(
    ("token", "rule"),
    [
        (tokens.citizen(STRANGER, audience=POPULATION), "not-your-data"),
        (tokens.citizen(MOTHER, audience=POPULATION, scope="access_log.read"), "scope-missing"),
        (tokens.citizen(MOTHER, audience=POPULATION, acr="idporten-loa-substantial"), "level-too-low"),
        (tokens.representative(MOTHER, FATHER, audience=POPULATION), "own-token-only"),
        (tokens.nurse(STRANGER, audience=POPULATION), "own-token-only"),
        (tokens.system(audience=POPULATION), "own-token-only"),
        (tokens.citizen(MOTHER, audience=tokens.VACCINES), "token-other-audience"),
        (tokens.citizen(MOTHER, audience=POPULATION, exp=1), "token-expired"),
    ],
    ids=["a stranger", "no scope", "low level", "acting", "nurse", "system", "another register's", "expired"],
)
async def test_a_refused_question_leaves_one_denied_entry(register: Register, token: str, rule: str) -> None:
    """It is in the log of whom it was about, with the rule that stopped it."""
    with pytest.raises(ReadRefused, match=rule):
        await register.client.household(MOTHER, token=token, request_id="")

    [entry] = await register.log(MOTHER)
    assert (entry.action, entry.rule) == (Action.DENIED, rule)

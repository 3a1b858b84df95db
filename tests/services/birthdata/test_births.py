"""Who sees which births, over the wire and back."""

from datetime import date, time

import pytest

from access_log.entry import Action, ActorKind
from services.birthdata.births import Birth, Role
from services.birthdata.notification import Notification
from services.errors import ReadRefused
from tests import tokens

from .register import (
    CHILD,
    FATHER,
    FIRST_TWIN,
    GRANDMOTHER,
    MOTHER,
    NOBODY,
    STRANGER,
    TWIN,
    Register,
)

BIRTHDATA = tokens.BIRTHDATA


async def births(register: Register, person: str, token: str) -> list[Birth]:
    """Return what the register shows of *person* to the bearer of *token*."""
    return await register.client.births(person, token=token, request_id="")  # type: ignore[arg-type]


async def test_what_was_noted_comes_through_whole(either: Register) -> None:
    """Every item, an Apgar of 0 among them, and two modes in their order."""
    [seen] = await births(either, CHILD, tokens.citizen(CHILD, audience=BIRTHDATA))

    noted = {
        name: getattr(FIRST_TWIN, name) for name in Birth.__struct_fields__ if name not in {"id", "role"}
    }
    assert {name: getattr(seen, name) for name in noted} == noted
    assert (seen.role, seen.weeks_and_days) == (Role.CHILD, (39, 4))


async def test_what_was_not_noted_stays_missing(either: Register) -> None:
    """Of the second twin hardly anything is registered, and nothing is guessed."""
    [seen] = await births(either, TWIN, tokens.citizen(TWIN, audience=BIRTHDATA))

    assert seen == Birth(id=seen.id, role=Role.CHILD, born=date(2015, 3, 7), order=2)


async def test_a_mother_sees_her_own_birth_and_each_of_her_childrens(register: Register) -> None:
    """Earliest first, twins in the order of their birth; also after the child is sixteen."""
    register.at(2040, 1, 1, 12, 0)

    seen = await births(register, MOTHER, tokens.citizen(MOTHER, audience=BIRTHDATA))

    assert [(birth.role, birth.born, birth.order) for birth in seen] == [
        (Role.CHILD, date(1985, 6, 1), None),
        (Role.MOTHER, date(2015, 3, 7), 1),
        (Role.MOTHER, date(2015, 3, 7), 2),
    ]


async def test_the_same_birth_has_the_same_id_for_child_and_mother(register: Register) -> None:
    """And it is nobody's number or key."""
    [childs] = await births(register, CHILD, tokens.citizen(CHILD, audience=BIRTHDATA))
    mothers = await births(register, MOTHER, tokens.citizen(MOTHER, audience=BIRTHDATA))

    assert childs.id in [birth.id for birth in mothers]


async def test_a_grandmother_sees_her_own_delivery_only(register: Register) -> None:
    """Her daughter's births are not hers."""
    seen = await births(register, GRANDMOTHER, tokens.citizen(GRANDMOTHER, audience=BIRTHDATA))

    assert [(birth.role, birth.weight) for birth in seen] == [(Role.MOTHER, 3600)]


@pytest.mark.parametrize("person", [FATHER, STRANGER, NOBODY], ids=["a father", "a stranger", "unknown"])
async def test_nobody_else_has_births_of_their_own_here(register: Register, person: str) -> None:
    """An empty answer, and an entry for the look."""
    seen = await births(register, person, tokens.citizen(person, audience=BIRTHDATA))  # type: ignore[arg-type]

    [entry] = await register.log(person)  # type: ignore[arg-type]
    assert (seen, entry.action) == ([], Action.READ)


async def test_a_representative_sees_the_childs_own_birth_only(register: Register) -> None:
    """A mother of fifteen is herself represented: her deliveries stay hers."""
    token = tokens.representative(MOTHER, GRANDMOTHER, audience=BIRTHDATA)

    seen = await births(register, MOTHER, token)

    assert [birth.role for birth in seen] == [Role.CHILD]


async def test_a_look_leaves_one_entry_in_the_log_of_whom_it_was_about(either: Register) -> None:
    """A retried look too; the child's log names who acted for it."""
    token = tokens.representative(CHILD, MOTHER, audience=BIRTHDATA)
    same = {"X-Request-ID": "8a7f5f6c-6d0f-4f0e-9d43-0a1f4f0f2f11"}
    await either.search(CHILD, token, **same)
    await either.search(CHILD, token, **same)

    [entry] = await either.log(CHILD)

    assert (entry.actor_kind, entry.data, entry.actor_name) == (
        ActorKind.REPRESENTATIVE,
        "births",
        "Mor Testesen",
    )
    assert await either.log(MOTHER) == []


async def test_health_personnel_see_the_births_of_whom_they_name(register: Register) -> None:
    """With the entry that names them."""
    seen = await births(register, MOTHER, tokens.nurse(STRANGER, audience=BIRTHDATA))

    [entry] = await register.log(MOTHER)
    assert len(seen) == 3
    assert entry.practitioner is not None
    assert entry.practitioner.name == "Sykepleier Siv"


@pytest.mark.parametrize(
    ("token", "rule"),
    [
        (tokens.citizen(STRANGER, audience=BIRTHDATA), "not-your-data"),
        (tokens.citizen(MOTHER, audience=BIRTHDATA), "not-your-data"),
        (tokens.citizen(CHILD, audience=BIRTHDATA, scope="vaccines.read"), "scope-missing"),
        (tokens.citizen(CHILD, audience=BIRTHDATA, acr="low"), "level-too-low"),
        (tokens.citizen(CHILD, audience=tokens.VACCINES), "token-other-audience"),
        (tokens.citizen(CHILD, audience=BIRTHDATA, exp=1), "token-expired"),
        (tokens.representative(TWIN, MOTHER, audience=BIRTHDATA), "not-your-data"),
        (
            tokens.representative(CHILD, MOTHER, audience=BIRTHDATA, until=tokens.NOW.date()),
            "right-ended",
        ),
        (tokens.nurse(STRANGER, audience=BIRTHDATA, scope="access_log.read"), "scope-missing"),
    ],
    ids=[
        "a stranger",
        "her own mother without a mandate",
        "no scope",
        "low level",
        "another register's",
        "expired",
        "for the twin",
        "a right that ended at midnight",
        "a nurse without scope",
    ],
)
async def test_a_refused_look_leaves_one_denied_entry(register: Register, token: str, rule: str) -> None:
    """It is in the child's log, with the rule that stopped it."""
    with pytest.raises(ReadRefused, match=rule):
        await births(register, CHILD, token)

    [entry] = await register.log(CHILD)
    assert (entry.action, entry.rule) == (Action.DENIED, rule)


@pytest.mark.parametrize(
    ("born", "clock"),
    [
        (date(1967, 1, 1), time(0, 0)),
        (date(2020, 2, 29), time(23, 59, 59)),
        (date(2020, 3, 29), time(2, 30)),
        (date(2020, 10, 25), time(2, 30)),
    ],
    ids=["the register's first day", "29 February", "the hour that is skipped", "the hour that comes twice"],
)
async def test_the_clock_on_the_wall_comes_through_unchanged(
    register: Register, born: date, clock: time
) -> None:
    """FHIR wants an offset with it; the hour that was noted is what is shown."""
    register.add(Notification(id="odd", child=STRANGER, born=born, time=clock))

    [seen] = await births(register, STRANGER, tokens.citizen(STRANGER, audience=BIRTHDATA))

    assert (seen.born, seen.time) == (born, clock)

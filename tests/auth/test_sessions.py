"""Sessions on the server, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, update

from auth.identity import ClosedTo, Person, PersonId, Relative
from auth.oidc import SignedIn
from auth.session import Session
from auth.session_store import SessionStore
from auth.tables import SESSION
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.sealed import Keyset
from storage.turns import Turns
from tests.auth.clock import Clock
from tests.auth.provider import ANNA

BERIT = "07831550117"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone) Safari/604.1"


@pytest.fixture(params=["sqlite", "postgresql"])
def turns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Turns]:
    """A database with the tables, of either kind."""
    sqlite = f"sqlite:///{tmp_path / 'sessions.sqlite3'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    engine = open_engine(url)
    upgrade(engine, "auth")
    turns = Turns(engine)
    yield turns
    turns.close()
    engine.dispose()


@pytest.fixture
def keyset() -> Keyset:
    """Keys of the test's own."""
    return Keyset.create()


@pytest.fixture
def store(turns: Turns, keyset: Keyset, clock: Clock) -> SessionStore:
    """A store without sessions."""
    return SessionStore(turns, keyset, now=clock)


def signed_in(person: str = ANNA, sid: str | None = "sid-1") -> SignedIn:
    """Return what a provider says of *person*."""
    return SignedIn(
        person=PersonId(person),
        name="Áŋŋá «Ån» Çelik",
        id_token="id",
        access_token="access",
        sid=sid,
        acr="idporten-loa-high",
        auth_time=datetime(2026, 5, 4, 11, 59, tzinfo=UTC),
        locale="nb",
    )


async def found(store: SessionStore, cookie: str, user_agent: str = "") -> Session:
    """Return the session of *cookie*, which must be there."""
    session = await store.find(cookie, user_agent)
    assert session is not None
    return session


async def test_a_session_remembers_who_it_is(store: SessionStore, clock: Clock) -> None:
    """All that the provider said comes back, sealed and opened again."""
    session = await found(store, await store.begin(signed_in(), user_agent=CHROME), CHROME)

    assert (session.person, session.name, session.device) == (ANNA, "Áŋŋá «Ån» Çelik", "Chrome · Linux")
    assert (session.id_token, session.access_token, session.auth_time) == (
        "id",
        "access",
        signed_in().auth_time,
    )
    assert (session.household_at, session.begun_at, session.ends_at) == (
        None,
        clock(),
        clock() + timedelta(minutes=30),
    )


async def test_a_cookie_copied_to_another_browser_is_nobody_there(store: SessionStore) -> None:
    """A newer version of the same browser is not another; whoever signed in goes on."""
    cookie = await store.begin(signed_in(), user_agent=CHROME)

    assert await store.find(cookie, PHONE) is None
    assert await store.find(cookie) is None
    assert await store.find(cookie, CHROME + ".1") is not None


@pytest.mark.parametrize("cookie", [None, "", "x", "A" * 43, "A" * 44, "é" * 43, "\0" * 43])
async def test_a_made_up_cookie_is_nobody(store: SessionStore, cookie: str | None) -> None:
    """However it looks."""
    await store.begin(signed_in())

    assert await store.find(cookie) is None


async def test_an_unused_session_ends_after_half_an_hour(store: SessionStore, clock: Clock) -> None:
    """One second before it is there, then it is gone."""
    first, second = await store.begin(signed_in()), await store.begin(signed_in())

    clock.on(minutes=29, seconds=59)
    assert await store.find(first) is not None

    clock.on(seconds=1)
    assert await store.find(second) is None


async def test_a_used_session_ends_after_two_hours(store: SessionStore, clock: Clock) -> None:
    """Staying does not help beyond that, and the page can know it."""
    cookie = await store.begin(signed_in())
    for _ in range(5):
        clock.on(minutes=20)
        await found(store, cookie)
    extended = await store.extend(await found(store, cookie))

    assert (extended.can_be_extended, extended.ends_at) == (False, clock() + timedelta(minutes=20))

    clock.on(minutes=20)
    assert await store.find(cookie) is None


async def test_a_session_that_is_extended_lasts_longer(store: SessionStore, clock: Clock) -> None:
    """Half an hour from then, also in the database."""
    cookie = await store.begin(signed_in())
    session = await found(store, cookie)
    clock.on(seconds=59)

    assert (await store.extend(session)).ends_at == clock() + timedelta(minutes=30)

    clock.on(minutes=29, seconds=30)
    assert await store.find(cookie) is not None


async def test_a_page_writes_at_most_once_a_minute(store: SessionStore, turns: Turns, clock: Clock) -> None:
    """Finding a session is one prepared statement; every minute one more notes that it is used."""
    cookie = await store.begin(signed_in())
    statements: list[str] = []
    event.listen(turns.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))

    for seconds in (1, 58, 1, 1):
        clock.on(seconds=seconds)
        await store.find(cookie)

    assert [statement.split()[0] for statement in statements].count("SELECT") == 4
    assert [statement.split()[0] for statement in statements].count("UPDATE") == 1


async def test_one_sees_and_ends_ones_own_sessions(store: SessionStore, clock: Clock) -> None:
    """The latest used first, this one marked; somebody else's are not among them."""
    phone = await store.begin(signed_in(), user_agent=PHONE)
    clock.on(minutes=1)
    here = await found(store, await store.begin(signed_in(), user_agent=CHROME), CHROME)
    await store.begin(signed_in(BERIT))

    listed = await store.sessions_of(here)

    assert [(one.device, one.here) for one in listed] == [
        ("Chrome · Linux", True),
        ("Safari · iPhone", False),
    ]
    assert await store.end_own(here, listed[1].handle)
    assert await store.find(phone, PHONE) is None


async def test_somebody_elses_session_cannot_be_ended(store: SessionStore) -> None:
    """A handle opens only one's own, even when it is known."""
    anna = await found(store, await store.begin(signed_in()))
    berits = await store.begin(signed_in(BERIT))
    berit = await found(store, berits)

    assert not await store.end_own(anna, berit.handle)
    assert await store.find(berits) is not None


async def test_all_others_end_at_once(store: SessionStore) -> None:
    """And this one stays, and somebody else's too."""
    here = await store.begin(signed_in())
    others = [await store.begin(signed_in()) for _ in range(3)]
    berits = await store.begin(signed_in(BERIT))

    assert await store.end_others(await found(store, here)) == 3
    assert [await store.find(other) for other in others] == [None] * 3
    assert None not in [await store.find(here), await store.find(berits)]


async def test_the_family_stays_through_a_renewal(store: SessionStore) -> None:
    """Handles in other tabs' addresses go on meaning the same children."""
    eli = Relative(Person(PersonId(BERIT), "Eli", date(2015, 3, 7)), "a-handle", date(2031, 3, 7))
    session = await found(store, await store.begin(signed_in()))
    grown = ClosedTo("Per", "child-is-16")
    session = await store.remember_household(session, name="Anna", born=None, family=(eli,), closed=(grown,))

    renewed = await found(store, await store.renew(session, signed_in()))

    assert (renewed.family, renewed.closed) == ((eli,), (grown,))
    assert renewed.citizen.person("a-handle", date(2026, 5, 4)).name == "Eli"


async def test_what_is_sealed_in_one_row_opens_in_no_other(
    store: SessionStore, turns: Turns, clock: Clock
) -> None:
    """Somebody who can write to the database cannot make one person another."""
    anna = await found(store, await store.begin(signed_in()))
    cookie = await store.begin(signed_in(BERIT))
    sealed = select(SESSION.c.sealed).where(SESSION.c.key == anna.key).scalar_subquery()

    await turns.take(
        lambda connection: (
            connection.execute(
                update(SESSION).where(SESSION.c.key != anna.key).values(sealed=sealed)
            ).rowcount
        )
    )

    assert await store.find(cookie) is None


async def test_sessions_that_ran_out_leave_the_database(
    store: SessionStore, turns: Turns, clock: Clock
) -> None:
    """The next sign-in of anybody sweeps them."""
    await store.begin(signed_in())
    clock.on(minutes=31)
    await store.begin(signed_in(BERIT))

    rows = await turns.take(lambda connection: connection.execute(select(SESSION.c.key)).all())

    assert len(rows) == 1


async def test_a_session_shows_nothing_of_who_it_is(store: SessionStore) -> None:
    """Printing one into a log tells neither number, name nor token."""
    shown = repr(await found(store, await store.begin(signed_in())))

    assert not [secret for secret in (ANNA, "Áŋŋá", "access_token", "id_token") if secret in shown]

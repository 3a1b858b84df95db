"""One commit for many callers, and nobody pays for a neighbour."""

import asyncio
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError

from storage.engine import open_engine
from storage.turns import Turns, TurnsClosed


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with one table, in which each number may stand once."""
    opened = open_engine(database_url)
    with opened.begin() as connection:
        connection.execute(text("CREATE TABLE kept (n INTEGER PRIMARY KEY)"))
    yield opened
    opened.dispose()


@pytest.fixture
def turns(engine: Engine) -> Iterator[Turns]:
    """The thread that takes work to that database."""
    taken = Turns(engine)
    yield taken
    taken.close()


def keep(n: int) -> Callable[[Connection], int]:
    """Work that keeps *n*, and answers with it."""

    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO kept VALUES (:n)"), {"n": n})
        return n

    return work


def kept(engine: Engine) -> list[int]:
    """What is there for whoever looks from outside."""
    with engine.begin() as connection:
        return list(connection.execute(text("SELECT n FROM kept ORDER BY n")).scalars())


def held_back(turns: Turns) -> tuple["asyncio.Task[bool]", Event]:
    """Keep the thread busy until the event is set, so that others queue up behind."""
    go_on = Event()
    return asyncio.create_task(turns.take(lambda _: go_on.wait(10))), go_on


async def test_the_answer_comes_after_the_commit(turns: Turns, engine: Engine) -> None:
    """Whoever has an answer can find it on the disk."""
    assert await turns.take(keep(1)) == 1
    assert kept(engine) == [1]


async def test_those_who_waited_share_a_commit(turns: Turns, engine: Engine) -> None:
    """Two hundred callers who queued up cost a handful of commits."""
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    busy, go_on = held_back(turns)
    everybody = [asyncio.create_task(turns.take(keep(n))) for n in range(200)]
    await asyncio.sleep(0)
    go_on.set()

    assert await asyncio.gather(*everybody) == list(range(200))
    await busy
    assert len(commits) <= 3


async def test_a_failing_neighbour_hurts_nobody(turns: Turns, engine: Engine) -> None:
    """Its error is its own, nothing of it stays, and everybody else is served exactly once."""
    busy, go_on = held_back(turns)

    def fails(connection: Connection) -> None:
        keep(1000)(connection)
        raise ValueError("mine alone")

    works: list[Callable[[Connection], Any]] = [keep(0), fails, keep(1), keep(1), keep(2)]
    everybody = [asyncio.create_task(turns.take(work)) for work in works]
    await asyncio.sleep(0)
    go_on.set()

    answers = await asyncio.gather(*everybody, return_exceptions=True)
    await busy
    assert [type(answer) for answer in answers] == [int, ValueError, int, IntegrityError, int]
    assert kept(engine) == [0, 1, 2]


async def test_whatever_work_raises_its_caller_hears(turns: Turns) -> None:
    """Also StopIteration, which no future can carry; nobody waits for ever."""

    def ends(_: Connection) -> int:
        return next(iter([]))

    with pytest.raises(RuntimeError):
        await asyncio.wait_for(turns.take(ends), 5)
    assert await asyncio.wait_for(turns.take(lambda _: 1), 5) == 1


async def test_a_caller_who_gives_up_harms_nobody(turns: Turns, engine: Engine) -> None:
    """What they asked for is kept all the same, and the next is served."""
    busy, go_on = held_back(turns)
    gone = asyncio.create_task(turns.take(keep(1)))
    await asyncio.sleep(0)
    gone.cancel()
    go_on.set()

    await busy
    assert await turns.take(keep(2)) == 2
    assert kept(engine) == [1, 2]


async def test_closing_serves_those_who_wait(engine: Engine) -> None:
    """Nobody who was let in is turned away at the end."""
    turns = Turns(engine)
    waiting = [asyncio.create_task(turns.take(keep(n))) for n in range(50)]
    await asyncio.sleep(0)

    await asyncio.to_thread(turns.close)

    assert await asyncio.gather(*waiting) == list(range(50))
    assert kept(engine) == list(range(50))


async def test_after_closing_nobody_is_let_in(engine: Engine) -> None:
    """They hear so at once, rather than wait for a thread that has ended."""
    turns = Turns(engine)
    turns.close()

    with pytest.raises(TurnsClosed):
        await turns.take(keep(1))


def test_callers_of_several_loops_are_each_answered(turns: Turns) -> None:
    """A loop that has ended meanwhile is passed over."""

    async def leave() -> None:
        asyncio.create_task(turns.take(lambda _: 0)).cancel()

    asyncio.run(leave())

    assert asyncio.run(turns.take(lambda _: 1)) == 1

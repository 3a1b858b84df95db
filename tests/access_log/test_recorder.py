"""No entry, no data: a read and its entry are one, and one request is one entry."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, Table, func, select, text

from access_log.entry import Action, ActorKind, Entry
from access_log.recorder import RETRIED_WITHIN, Recorder
from storage.sealed import Keyset
from storage.turns import Turns

from .entries import AT, ME, NURSE, OTHER, by_nurse, entry


async def log_of(recorder: Recorder, subject: str = ME, **asked: object) -> list[Entry]:
    """What stands about *subject*, without the entry that looking leaves."""
    look = entry("look", subject=subject, data="access-log")
    page = await recorder.about(look, **{"before": None, "limit": 100} | asked)  # type: ignore[arg-type]
    return [kept.entry for kept in page.entries]


def count(engine: Engine, table: Table) -> int:
    """How many entries there are, about anybody."""
    with engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


async def test_a_read_is_answered_when_its_entry_stands(
    recorder: Recorder, engine: Engine, table: Table
) -> None:
    """Whoever has the data can be found in the log."""
    assert await recorder.read(entry(), lambda connection: connection.execute(text("SELECT 7")).scalar()) == 7
    assert count(engine, table) == 1


async def test_a_read_that_fails_leaves_nothing(recorder: Recorder, engine: Engine, table: Table) -> None:
    """No data, no entry: nothing was told."""

    def fails(_: Connection) -> None:
        raise LookupError("the data are away")

    with pytest.raises(LookupError):
        await recorder.read(entry(), fails)
    assert count(engine, table) == 0


async def test_without_its_entry_a_read_gives_nothing(turns: Turns, engine: Engine, table: Table) -> None:
    """When the log cannot be written, neither is anything told."""
    recorder = Recorder(turns, Keyset.create(), table)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE access_entry RENAME TO gone"))

    with pytest.raises(Exception, match="access_entry"):
        await recorder.read(entry(), lambda _: "secret")


async def test_a_retried_request_is_one_entry(recorder: Recorder, engine: Engine, table: Table) -> None:
    """Also when both are under way at once; the first stays as it is."""
    later = entry(at=AT + timedelta(seconds=3))
    await asyncio.gather(*[recorder.note(one) for one in (entry(), later, entry())])

    assert count(engine, table) == 1
    assert [kept.at for kept in await log_of(recorder)] == [AT]


@pytest.mark.parametrize(
    "other",
    [entry("r2"), entry(data="births"), entry(action=Action.DENIED), entry(subject=OTHER), by_nurse()],
    ids=["another request", "other data", "another act", "another person", "somebody else by the same id"],
)
async def test_another_act_is_another_entry(
    recorder: Recorder, engine: Engine, table: Table, other: Entry
) -> None:
    """One page asks for several things about several people; each is told."""
    await recorder.note(entry())
    await recorder.note(other)

    assert count(engine, table) == 2


async def test_a_used_request_id_hides_no_later_look(recorder: Recorder) -> None:
    """Callers choose the id: one who keeps it is seen each time, beyond the minutes that a retry takes."""
    looks = [
        AT,
        AT + RETRIED_WITHIN,
        AT + timedelta(hours=1),
        AT + timedelta(hours=2),
        AT + timedelta(days=1),
    ]
    for at in looks:
        await recorder.note(by_nurse(at=at))

    assert [kept.at for kept in await log_of(recorder)] == [*reversed(looks[2:]), AT]


async def test_one_answer_about_several_people_is_in_each_log(recorder: Recorder) -> None:
    """A list of children is read by each child."""
    await recorder.read(entry(), lambda _: None, also=[entry(subject=OTHER)])

    assert len(await log_of(recorder, ME)) == len(await log_of(recorder, OTHER)) == 1


async def test_an_entry_comes_back_as_it_was_kept(recorder: Recorder) -> None:
    """Every field of it, whatever letters it holds."""
    kept = by_nurse(rule="Ŋ\u202e\n", client_id="dev-epj")
    await recorder.note(kept)

    assert await log_of(recorder) == [kept]


async def test_looking_at_the_log_is_in_the_log(recorder: Recorder) -> None:
    """But not on the page that it made."""
    look = entry("look", data="access-log")
    first = await recorder.about(look, before=None, limit=10)
    second = await recorder.about(entry("look2", data="access-log"), before=None, limit=10)

    assert first.entries == []
    assert [kept.entry for kept in second.entries] == [look]


async def test_pages_follow_one_another_without_a_gap(recorder: Recorder) -> None:
    """Latest first, each entry once, though others come in meanwhile."""
    for n in range(25):
        await recorder.note(entry(f"r{n}"))
        await recorder.note(entry(f"r{n}", subject=OTHER))

    seen, before = [], None
    while True:
        look = entry(f"look-{before}", subject=NURSE)
        page = await recorder.about(_about_me(look), before=before, limit=10)
        seen += [kept.entry.request_id for kept in page.entries if kept.entry.data == "vaccines"]
        before = page.next
        if before is None:
            break

    assert seen == [f"r{n}" for n in reversed(range(25))]


def _about_me(look: Entry) -> Entry:
    return entry(look.request_id, data="access-log")


@pytest.mark.parametrize(("kinds", "found"), [((), 3), ((ActorKind.PERSON,), 1), ((ActorKind.SYSTEM,), 0)])
async def test_groups_can_be_chosen_and_are_always_counted(
    recorder: Recorder, kinds: tuple[ActorKind, ...], found: int
) -> None:
    """What a filter hides still shows in the counts."""
    for one in (entry("r1"), entry("r2"), by_nurse("r3")):
        await recorder.note(one)

    page = await recorder.about(entry("look", data="access-log"), before=None, limit=10, kinds=kinds)

    assert len(page.entries) == found
    assert page.counts == {"self": 2, "person": 1}


async def test_the_database_alone_tells_nobody_anything(
    recorder: Recorder, engine: Engine, table: Table
) -> None:
    """No number, name or reason stands open in a row; equal people look equal, and that is all."""
    await recorder.note(by_nurse())

    with engine.begin() as connection:
        [row] = connection.execute(select(table))
    raw = b"".join(bytes(value) for value in row if isinstance(value, bytes | memoryview))
    assert not any(word.encode() in raw for word in (ME, NURSE, "Siv", "vaccines", "TREAT"))


async def test_a_hundred_readers_at_once_leave_a_hundred_entries(
    recorder: Recorder, engine: Engine, table: Table
) -> None:
    """Sharing a commit loses nobody."""
    await asyncio.gather(*[recorder.read(entry(f"r{n}"), lambda _: None) for n in range(100)])

    assert count(engine, table) == 100

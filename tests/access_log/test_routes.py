"""A register's log as the citizen's portal asks for it."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, Table, func, select

from access_log.admission import Admission
from access_log.contract import SEARCH_PATH
from access_log.entry import Action
from access_log.recorder import Recorder
from access_log.routes import routes
from access_log.strangers import MOST_A_MINUTE, Strangers
from services.shell import register_app
from storage.turns import Turns
from tests import tokens

from .entries import AT, ME, NURSE, OTHER, by_nurse, entry


@pytest.fixture
async def http(recorder: Recorder, turns: Turns) -> AsyncIterator[httpx.AsyncClient]:
    """A register that has nothing but its log."""
    admission = Admission("vaccines", tokens.bearer(), recorder, tokens.now, {tokens.HIGH})
    app = register_app(routes(admission), turns=turns, openapi={})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://r.test") as client:
        yield client


async def asked(http: httpx.AsyncClient, body: Mapping[str, Any] | bytes, token: str) -> httpx.Response:
    """Ask for a page of a log."""
    content = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return await http.post(SEARCH_PATH, content=content, headers={"Authorization": f"Bearer {token}"})


async def test_names_are_shown_and_numbers_are_not(recorder: Recorder, http: httpx.AsyncClient) -> None:
    """The health worker's name shall be seen, her own number shall not (rule ATT-8); nor a parent's."""
    await recorder.note(by_nurse("r1"))
    await recorder.note(entry("r2", actor=OTHER, actor_name="Mor"))

    answer = await asked(http, {"subject": ME}, tokens.citizen(ME))

    assert all(word in answer.text for word in ("Sykepleier Siv", "Fjordvik HF", "Mor"))
    assert not any(number in answer.text for number in (NURSE, OTHER))


async def test_reading_the_log_is_an_entry_too(http: httpx.AsyncClient, recorder: Recorder) -> None:
    """The next look shows the last one."""
    await asked(http, {"subject": ME}, tokens.citizen(ME))

    answer = await asked(http, {"subject": ME}, tokens.citizen(ME))

    [kept] = answer.json()["entries"]
    assert (kept["entry"]["action"], kept["entry"]["data"]) == ("read", "access-log")


async def test_a_cursor_goes_on_where_the_page_ended(http: httpx.AsyncClient, recorder: Recorder) -> None:
    """The last page has none."""
    for n in range(3):
        await recorder.note(entry(f"r{n}"))

    first = (await asked(http, {"subject": ME, "limit": 2}, tokens.citizen(ME))).json()
    rest = (await asked(http, {"subject": ME, "before": first["next"]}, tokens.citizen(ME))).json()

    assert [kept["entry"]["request_id"] for kept in first["entries"] + rest["entries"]] == ["r2", "r1", "r0"]
    assert rest["next"] is None


async def test_nobody_reads_anothers_log(http: httpx.AsyncClient, recorder: Recorder) -> None:
    """The attempt is in the log that was asked for."""
    answer = await asked(http, {"subject": ME}, tokens.citizen(OTHER))

    page = await recorder.about(entry("look"), before=None, limit=10)
    assert answer.status_code == 403
    assert [(kept.entry.action, kept.entry.rule) for kept in page.entries] == [
        (Action.DENIED, "not-your-data")
    ]


async def test_strangers_cannot_fill_the_log(http: httpx.AsyncClient, engine: Engine, table: Table) -> None:
    """What is noted stays for ever, so forgeries are noted up to a number a minute; all are refused."""
    statuses = {
        (await asked(http, {"subject": f"{n:011}"}, "a.b.c")).status_code for n in range(MOST_A_MINUTE + 5)
    }

    with engine.begin() as connection:
        noted = connection.execute(select(func.count()).select_from(table)).scalar_one()
    assert (statuses, noted) == ({401}, MOST_A_MINUTE)


def test_strangers_are_noted_again_in_the_next_minute() -> None:
    """A flood that has ended hides nothing."""
    strangers = Strangers(most=1)

    noted = [strangers.one_more(AT + timedelta(seconds=n)) for n in (0, 59, 60)]

    assert noted == [True, False, True]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\xff", 400),
        (b"[]", 400),
        ({"subject": 1}, 400),
        ({"subject": ME, "more": 1}, 400),
        ({"subject": ME, "kinds": ["martians"]}, 400),
        ({"subject": "1"}, 422),
        ({"subject": "１２３４５６７８９０１"}, 422),
        ({"subject": ME, "limit": 0}, 422),
        ({"subject": ME, "limit": 101}, 422),
        ({"subject": ME, "before": 0}, 422),
        ({"subject": ME, "before": 2**63}, 422),
    ],
)
async def test_a_search_that_makes_no_sense(
    http: httpx.AsyncClient, body: Mapping[str, Any] | bytes, status: int
) -> None:
    """It is refused, and nobody's log changes."""
    answer = await asked(http, body, tokens.citizen(ME))

    assert answer.status_code == status

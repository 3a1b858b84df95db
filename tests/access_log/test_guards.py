"""The database itself keeps what was kept, whoever asks it to forget."""

from contextlib import suppress

import pytest
from sqlalchemy import Engine, Table, select
from sqlalchemy.exc import DBAPIError

from access_log.recorder import Recorder

from .entries import entry

CHANGES = ["UPDATE access_entry SET kind = 'system'", "DELETE FROM access_entry", "TRUNCATE access_entry"]


@pytest.mark.parametrize("statement", CHANGES, ids=["update", "delete", "truncate"])
async def test_an_entry_stays(recorder: Recorder, engine: Engine, table: Table, statement: str) -> None:
    """Neither the program nor somebody with its password can change or remove one."""
    await recorder.note(entry())

    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    with engine.begin() as connection:
        [row] = connection.execute(select(table.c.kind))
    assert row.kind == "self"


REPLACEMENTS = {
    "sqlite": [
        "REPLACE INTO access_entry SELECT id, at, subject, 'system', request, sealed FROM access_entry",
        "REPLACE INTO access_entry SELECT id + 1, at, subject, 'system', request, sealed FROM access_entry",
    ],
    "postgresql": [
        "INSERT INTO access_entry SELECT * FROM access_entry ON CONFLICT (id) DO UPDATE SET kind = 'system'",
        "INSERT INTO access_entry SELECT * FROM access_entry ON CONFLICT (request) DO UPDATE SET kind = 'x'",
    ],
}


@pytest.mark.parametrize("which", [0, 1], ids=["by number", "by request"])
async def test_an_entry_is_not_replaced(recorder: Recorder, engine: Engine, table: Table, which: int) -> None:
    """SQLite's REPLACE would remove a row without asking a trigger for removals."""
    await recorder.note(entry())

    with suppress(DBAPIError), engine.begin() as connection:
        connection.exec_driver_sql(REPLACEMENTS[engine.dialect.name][which])
    with engine.begin() as connection:
        assert connection.execute(select(table.c.kind)).scalars().all() == ["self"]

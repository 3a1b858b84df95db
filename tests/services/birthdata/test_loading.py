"""Files of notifications: what comes in, what is rejected, and running it again."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.birthdata.__main__ import commands
from services.birthdata.loading import Loaded, Loader
from tests.synthetic import number

from .register import TODAY, Register

ONE = {"id": "1", "child": number(50), "mother": number(51), "born": "2015-03-07", "weight": 2850}
TWO = {"id": "2", "child": number(52), "born": "2020-02-29", "modes": ["vacuum"]}


def written(path: Path, notifications: Sequence[Any]) -> Path:
    """Write *notifications* to *path*, a line each."""
    path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in notifications))
    return path


def load(register: Register, path: Path) -> Loaded:
    """Load *path* into *register* as of today."""
    return Loader(register.turns.engine, register.store, TODAY, real_people=False).load(path)


def test_a_file_loaded_twice_changes_nothing(register: Register, tmp_path: Path) -> None:
    """The second time everything is known."""
    path = written(tmp_path / "births.ndjson", [ONE, TWO])

    first, second = load(register, path), load(register, path)

    assert (first.new, first.known, first.rejected) == (2, 0, 0)
    assert (second.new, second.known, second.rejected) == (0, 2, 0)


def test_what_is_rejected_is_kept_with_line_and_reason(register: Register, tmp_path: Path) -> None:
    """In the order of the file; the rest comes in all the same."""
    more = {**ONE, "id": "3", "apgar": 9}
    path = written(tmp_path / "births.ndjson", [{**ONE, "weight": 0}, [], TWO, more])

    loaded = load(register, path)

    rejected = [
        msgspec.json.decode(line)
        for line in (tmp_path / "births.ndjson.rejected.ndjson").read_bytes().splitlines()
    ]
    assert (loaded.new, loaded.rejected) == (1, 3)
    assert [(line["line"], line["reason"]) for line in rejected] == [
        (1, "weight 0 is outside 50-10000 g"),
        (2, "not a notification: Expected `object`, got `array`"),
        (4, "not a notification: Object contains unknown field `apgar`"),
    ]


def test_a_torn_file_gives_what_came_before_the_tear(register: Register, tmp_path: Path) -> None:
    """And says that it was torn; mended, it is completed."""
    whole = gzip.compress(b"\n".join(msgspec.json.encode(one) for one in (ONE, TWO)) + b"\n", mtime=0)
    path = tmp_path / "births.ndjson.gz"
    path.write_bytes(whole[:-12])
    torn = load(register, path)

    path.write_bytes(whole)
    mended = load(register, path)

    assert torn.broken
    assert torn.new + mended.new == 2


def test_the_command_says_what_became_of_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By an exit code too, and without any person in the words."""
    monkeypatch.setenv("BIRTHDATA_DATABASE_URL", f"sqlite:///{tmp_path / 'register.db'}")
    monkeypatch.setenv("BIRTHDATA_KEYS_FILE", str(tmp_path / "keys.json"))
    good, bad = written(tmp_path / "good", [ONE]), written(tmp_path / "bad", [{**TWO, "gestation": 1018}])

    codes = [commands().run(["import", str(path)]) for path in (good, bad, tmp_path / "missing")]

    said = capsys.readouterr()
    assert codes == [0, 1, 3]
    assert f"{good}: 1 new, 0 known, 0 rejected" in said.out
    assert number(50) not in said.out + said.err


def test_keys_can_be_rotated_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everybody's number is sealed anew, and the same file is then known still."""
    monkeypatch.setenv("BIRTHDATA_DATABASE_URL", f"sqlite:///{tmp_path / 'register.db'}")
    monkeypatch.setenv("BIRTHDATA_KEYS_FILE", str(tmp_path / "keys.json"))
    path = written(tmp_path / "births.ndjson", [ONE, TWO])
    ran = [commands().run(arguments) for arguments in (["migrate"], ["import", str(path)], ["rotate-keys"])]

    again = commands().run(["import", str(path)])

    assert [*ran, again] == [0, 0, 0, 0]
    assert "3 values are sealed under key 2." in capsys.readouterr().out

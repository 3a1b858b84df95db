"""`python -m services.vaccines`, as an operator runs it: in a process of its own, killed when they like."""

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from services.vaccines import tables
from services.vaccines.__main__ import commands
from storage.engine import open_engine
from tests.services.vaccines.bulk import immunization, patient, written
from tests.synthetic import number

MANY = 6000


@pytest.fixture(autouse=True)
def a_register_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings name a database and keys that nobody else has."""
    monkeypatch.setenv("VACCINES_DATABASE_URL", f"sqlite:///{tmp_path / 'register.db'}")
    monkeypatch.setenv("VACCINES_KEYS_FILE", str(tmp_path / "keys.json"))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Immunizations before the Patients they are about."""
    people = [patient(f"p{n}", number(n)) for n in range(MANY // 20)]
    events = [immunization(f"i{n}", f"Patient/p{n // 20}", lotNumber=str(n)) for n in range(MANY)]
    return [written(tmp_path / "a.ndjson.gz", events), written(tmp_path / "b.ndjson", people)]


def count(tmp_path: Path) -> int:
    """How many doses the register holds."""
    engine = open_engine(f"sqlite:///{tmp_path / 'register.db'}")
    with engine.begin() as connection:
        found = connection.execute(select(func.count()).select_from(tables.immunization)).scalar_one()
    engine.dispose()
    return found


def import_(files: Sequence[Path]) -> int:
    """Run the import here; return its exit code."""
    return commands().run(["import", *map(str, files)])


def test_all_is_in(files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and a summary, a line for each file and one in all."""
    assert import_(files) == 0

    assert (
        f"in all: {MANY + MANY // 20} read: {MANY + MANY // 20} new, 0 unchanged" in capsys.readouterr().out
    )
    assert count(tmp_path) == MANY


def test_some_are_rejected(files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, and where to see why."""
    bad = written(tmp_path / "bad.ndjson", [b"{"])

    assert import_([*files, bad]) == 1
    assert "bad.ndjson.rejected.ndjson" in capsys.readouterr().err


def test_files_of_rejects_are_no_input(tmp_path: Path) -> None:
    """`import *.ndjson` finds those of the last run, and passes them over."""
    bad = written(tmp_path / "bad.ndjson", [b"{"])
    import_([bad])

    import_(sorted(tmp_path.glob("*.ndjson")))
    assert not (tmp_path / "bad.ndjson.rejected.ndjson.rejected.ndjson").exists()


def test_a_file_that_breaks_off(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was whole is in, the other files are in, and the exit code says that something is missing."""
    files[0].write_bytes(files[0].read_bytes()[:-2000])

    assert import_(files) == 3
    assert 0 < count(tmp_path) < MANY
    assert "a.ndjson.gz: the gzip file breaks off before its end" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["missing.ndjson", "."])
def test_a_file_that_is_none(files: list[Path], tmp_path: Path, name: str) -> None:
    """The others are loaded all the same."""
    assert import_([tmp_path / name, *files]) == 3
    assert count(tmp_path) == MANY


def test_settings_that_cannot_be(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, before anything is read."""
    monkeypatch.setenv("VACCINES_REAL_PEOPLE", "perhaps")

    assert import_(files) == 2
    assert "VACCINES_REAL_PEOPLE" in capsys.readouterr().err


def test_a_database_that_is_down(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and a sentence, not a traceback."""
    monkeypatch.setenv("VACCINES_DATABASE_URL", "postgresql://nobody@localhost:9/none")

    assert import_(files) == 2
    assert "the database cannot be used" in capsys.readouterr().err


def test_a_killed_import_is_completed_by_the_next(files: list[Path], tmp_path: Path) -> None:
    """kill -9 in the middle: what was kept is whole, and running it again adds exactly the rest."""
    # A folder of its own has room for many small batches before the end.
    slow = written(tmp_path / "c.ndjson", [immunization(f"x{n}", "Patient/p0") for n in range(12_000)])
    program = [sys.executable, "-m", "services.vaccines", "import", *map(str, [*files, slow])]
    process = subprocess.Popen(program, env=dict(os.environ), stdout=subprocess.DEVNULL)
    _wait_until_some_are_in(tmp_path)
    process.send_signal(signal.SIGKILL)

    assert process.wait() == -signal.SIGKILL
    kept = count(tmp_path)
    assert 0 < kept < MANY + 12_000
    assert import_([*files, slow]) == 0
    assert count(tmp_path) == MANY + 12_000


def _wait_until_some_are_in(tmp_path: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if count(tmp_path):
                return
        except Exception:  # noqa: BLE001 - the tables are not there yet
            time.sleep(0.05)
    raise AssertionError("the import kept nothing in a minute")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """A file eight times as large takes hardly more."""
    peaks = []
    for n in (2_000, 16_000):
        lines = [patient("p", number(1)), *[immunization(f"m{one}", "Patient/p") for one in range(n)]]
        path = written(tmp_path / f"{n}.ndjson", lines)
        code = (
            "import resource, sys; from services.vaccines.__main__ import commands;"
            "commands().run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, "import", str(path)], check=True, capture_output=True, text=True
        )
        peaks.append(int(done.stdout.splitlines()[-1]))

    assert peaks[1] < peaks[0] * 1.3


def test_a_line_of_fifty_megabytes_costs_itself_alone(tmp_path: Path) -> None:
    """The others come in."""
    path = tmp_path / "long.ndjson.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"resourceType": "Patient", "id": "' + b"x" * 50_000_000 + b'"}\n')
    others = written(tmp_path / "b.ndjson", [patient("p", number(1)), immunization("i", "Patient/p")])

    assert import_([path, others]) == 1
    assert count(tmp_path) == 1


def test_rotating_keys_seals_everybody_anew(files: list[Path], tmp_path: Path) -> None:
    """Everybody is under the new key, and everybody is still found."""
    import_(files)

    assert commands().run(["rotate-keys"]) == 0
    engine = open_engine(f"sqlite:///{tmp_path / 'register.db'}")
    with engine.begin() as connection:
        versions = connection.execute(text("SELECT key_version, count(*) FROM person GROUP BY 1")).all()
    engine.dispose()
    assert [tuple(row) for row in versions] == [(2, MANY // 20)]
    assert import_(files) == 0
    assert count(tmp_path) == MANY


def test_migrating_twice_is_migrating_once(tmp_path: Path) -> None:
    """The second finds nothing to do."""
    assert commands().run(["migrate"]) == 0
    assert commands().run(["migrate"]) == 0
    assert count(tmp_path) == 0

"""Bulk files that nobody here wrote: what is good comes in once, what is not is kept aside with a reason."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from auth.identity import PersonId
from services.vaccines.doses import Dose
from services.vaccines.judged import Verdict
from services.vaccines.loading import load
from tests import tokens
from tests.services.vaccines.bulk import CVX, FNR, immunization, patient, written
from tests.services.vaccines.register import Register
from tests.synthetic import number

ME, OTHER = number(1), number(2)
Run = Callable[..., dict[str, int]]
Line = dict[str, Any] | bytes


@pytest.fixture
def run(register: Register, tmp_path: Path) -> Run:
    """Load lists of lines, each as a file; return how many lines became what, in all."""

    def load_all(*files: Sequence[Line], ending: str = "ndjson") -> dict[str, int]:
        paths = [written(tmp_path / f"{n}.{ending}", file) for n, file in enumerate(files)]
        return counted(register, paths)

    return load_all


def counted(register: Register, paths: Sequence[Path]) -> dict[str, int]:
    """Load *paths*; return how many lines became what, leaving out what nothing became."""
    loaded = load(register.engine, register.store, paths, real_people=False)
    totals = {verdict.value: sum(one.counts[verdict] for one in loaded) for verdict in Verdict}
    return {verdict: count for verdict, count in totals.items() if count}


def reasons(tmp_path: Path, file: str = "0.ndjson") -> list[tuple[int, str]]:
    """The line numbers and reasons of what was rejected."""
    kept = (tmp_path / f"{file}.rejected.ndjson").read_text().splitlines()
    return [(line["line"], line["reason"]) for line in map(json.loads, kept)]


async def doses_of(register: Register, person: PersonId = ME) -> tuple[Dose, ...]:
    """What the citizen sees."""
    token, request = tokens.citizen(person), "00000000-0000-4000-8000-000000000000"
    return (await register.client.history(person, token=token, request_id=request)).doses


GOOD: list[Line] = [
    immunization("i1", "Patient/p1"),
    patient("p1", ME),
    immunization("i2", "urn:uuid:p1"),
    immunization("i3", "https://ehr.example/fhir/Patient/p1"),
    immunization("i4", "Patient/p1/_history/2"),
    immunization("i5", "#c") | {"contained": [patient("c", ME)]},
    immunization("i6", "") | {"patient": {"identifier": {"system": FNR, "value": ME}}},
]


async def test_every_way_to_name_a_patient_is_understood(register: Register, run: Run) -> None:
    """By id, by URN, by address, by version, contained, and by number; and Patients may come last."""
    assert run(GOOD) == {"new": 7}
    assert len(await doses_of(register)) == 6


@pytest.mark.parametrize("ending", ["ndjson", "ndjson.gz"])
def test_running_it_twice_changes_nothing(register: Register, run: Run, ending: str) -> None:
    """The second time everything is known."""
    run(GOOD, ending=ending)

    assert run(GOOD, ending=ending) == {"unchanged": 7}
    assert register.doses() == 6


def test_the_order_of_files_does_not_matter(run: Run) -> None:
    """Patients of all files come first."""
    assert run([immunization("i1", "Patient/p1")], [patient("p1", ME)]) == {"new": 2}


def test_immunizations_may_come_in_a_later_run(run: Run) -> None:
    """Who a Patient id stands for is remembered."""
    run([patient("p1", ME)])

    assert run([immunization("i1", "Patient/p1")]) == {"new": 1}


async def test_what_was_sent_is_what_is_seen(register: Register, run: Run) -> None:
    """A foreign code as it is, a moment with its offset, the place; and an id of our own."""
    run(GOOD[:2])

    [dose] = await doses_of(register)
    assert (dose.vaccine.system, dose.vaccine.code, str(dose.given)) == (
        CVX,
        "140",
        "2013-08-28T01:15:23-04:00",
    )
    assert dose.organisation is not None
    assert (dose.organisation.name, dose.id) != ("PCP1234", "i1")


NEWER = {"meta": {"lastUpdated": "2024-01-02T00:00:00Z"}, "lotNumber": "new"}
OLDER = {"meta": {"lastUpdated": "2024-01-01T23:00:00+01:00"}, "lotNumber": "old"}


@pytest.mark.parametrize(
    "order", [[OLDER, NEWER], [NEWER, OLDER], [OLDER, NEWER, OLDER]], ids=["up", "down", "back"]
)
@pytest.mark.parametrize("apart", [False, True], ids=["one run", "several runs"])
async def test_the_newest_version_stands(
    register: Register, run: Run, order: list[dict[str, Any]], apart: object
) -> None:
    """In whatever order versions come, and in one run or in several."""
    run([patient("p1", ME)])
    versions = [immunization("i1", "Patient/p1") | version for version in order]
    for part in [[one] for one in versions] if apart else [versions]:
        run(part)

    [dose] = await doses_of(register)
    assert dose.lot == "new"


@pytest.mark.parametrize(
    ("first", "then", "verdict"),
    [
        ({}, {}, "unchanged"),
        ({}, {"lotNumber": "x"}, "rejected"),
        ({"meta": {"versionId": "9"}}, {"meta": {"versionId": "10"}, "lotNumber": "x"}, "replaced"),
        ({"meta": {"versionId": "10"}}, {"meta": {"versionId": "9"}, "lotNumber": "x"}, "unchanged"),
        ({"meta": {"versionId": "a"}}, {"meta": {"versionId": "b"}, "lotNumber": "x"}, "rejected"),
        ({"meta": NEWER["meta"]}, {"meta": NEWER["meta"], "lotNumber": "x"}, "rejected"),
        ({"meta": {"versionId": "1"}}, {"meta": {"tag": [{"code": "x"}]}}, "unchanged"),
        ({}, {"occurrenceDateTime": "2013", "meta": {"versionId": "2"}}, "rejected"),
    ],
    ids=[
        "the same", "other content", "later number", "earlier number", "no order", "same time", "other tag",
        "a version after none",
    ],
)  # fmt: skip
def test_versions_of_one_event(run: Run, first: dict[str, Any], then: dict[str, Any], verdict: str) -> None:
    """The same is left alone, a newer one replaces, and what cannot be told is for people to decide."""
    run([patient("p1", ME), immunization("i1", "Patient/p1") | first])

    assert run([immunization("i1", "Patient/p1") | then]) == {verdict: 1}


async def test_a_correction_may_move_the_day_and_the_person(register: Register, run: Run) -> None:
    """Then nothing stays behind where it was."""
    run([patient("p1", ME), patient("p2", OTHER), immunization("i1", "Patient/p1", meta={"versionId": "1"})])

    moved = immunization("i1", "Patient/p2", occurrenceDateTime="1999", meta={"versionId": "2"})
    assert run([moved]) == {"replaced": 1}
    assert (len(await doses_of(register)), len(await doses_of(register, OTHER))) == (0, 1)


REJECTED: dict[str, tuple[Line, str]] = {
    "no JSON": (b"{", "not JSON"),
    "no object": (b"17", "no resource"),
    "no UTF-8": (b'{"resourceType": "Immunization", "id": "\xff"}', "not UTF-8"),
    "deep": (b'{"a":' * 5000, "nested too deeply"),
    "a NUL": (immunization("i", "Patient/p1", lotNumber="\0"), "U+0000"),
    "other type": ({"resourceType": "Observation", "id": "o"}, "neither Patient nor Immunization"),
    "no type": ({"id": "o"}, "neither Patient nor Immunization"),
    "type is no text": ({"resourceType": ["Patient"]}, "neither Patient nor Immunization"),
    "no id": (immunization("", "Patient/p1"), "no id"),
    "no status": ({**immunization("i", "Patient/p1"), "status": "done"}, "status is none of"),
    "no date": (immunization("i", "Patient/p1", occurrenceDateTime=""), "occurrenceDateTime"),
    "no day": (immunization("i", "Patient/p1", occurrenceDateTime="2023-02-29"), "not a date"),
    "no such month": (immunization("i", "Patient/p1", occurrenceDateTime="2023-13"), "not a date"),
    "no vaccine": (immunization("i", "Patient/p1", vaccineCode={}), "names no vaccine"),
    "null": (immunization("i", "Patient/p1", lotNumber=None), "$.lotNumber"),
    "no patient": ({"resourceType": "Immunization", "id": "i", "status": "completed",
                    "vaccineCode": {"text": "x"}, "occurrenceString": "1990s"}, "names no patient"),
    "unknown patient": (immunization("i", "Patient/nobody"), "load the Patient first"),
    "no reference": (immunization("i", "Group/1"), "no reference to a Patient"),
    "nothing contained": (immunization("i", "#x"), "contained"),
    "no moment": (immunization("i", "Patient/p1", meta={"lastUpdated": "yesterday"}), "lastUpdated"),
    "US patient": ({"resourceType": "Patient", "id": "u",
                    "identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-71-2134"}]},
                   "no fødselsnummer or D-number"),
    "wrong digits": (patient("w", ME[:-1] + str((int(ME[-1]) + 1) % 10)), "check digits"),
    "a living person's": (patient("r", "02013299997"), "living person"),
    "two people": (patient("t", ME, identifier=[{"system": FNR, "value": one} for one in (ME, OTHER)]),
                   "more than one"),
    "another's id": (patient("p1", OTHER), "another person number"),
    "nobody's id": (patient("", ME), "no id"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REJECTED.values(), ids=REJECTED.keys())
def test_a_line_that_cannot_be_taken_is_kept_aside(run: Run, tmp_path: Path, line: Line, reason: str) -> None:
    """Its neighbours come in; the file of rejects has its number and a reason without any person."""
    run([patient("p1", ME)])
    counts = run([immunization("before", "Patient/p1"), line, immunization("after", "Patient/p1")])

    assert counts == {"new": 2, "rejected": 1}
    [(where, why)] = reasons(tmp_path)
    assert (where, reason in why) == (2, True)
    assert not any(one in why for one in (ME, OTHER, "02013299997"))


def test_what_is_rejected_is_kept_as_it_was_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    """The text byte for byte, in a file that nobody else may read."""
    run([b'{"half": ', b"\xff"])

    path = tmp_path / "0.ndjson.rejected.ndjson"
    kept = [json.loads(line) for line in path.read_text().splitlines()]
    assert (kept[0]["text"], kept[1]["base64"]) == ('{"half":', "/w==")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_rejects_tells_of_the_last_run(run: Run, tmp_path: Path) -> None:
    """When all is well, there is none."""
    run([b"{"])
    run([patient("p1", ME)])

    assert not (tmp_path / "0.ndjson.rejected.ndjson").exists()


async def test_duplicates_within_a_file_are_one_event(register: Register, run: Run) -> None:
    """However often they stand there."""
    one = immunization("i1", "Patient/p1")

    assert run([patient("p1", ME), patient("p1", ME), one, one, one]) == {"new": 2, "unchanged": 3}
    assert len(await doses_of(register)) == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2024-02-29", "1987", "1987-04"])
async def test_the_ends_of_time_are_dates(register: Register, run: Run, day: str) -> None:
    """They are kept as precise as they came."""
    run([patient("p1", ME), immunization("i1", "Patient/p1", occurrenceDateTime=day)])

    [dose] = await doses_of(register)
    assert str(dose.given) == day


async def test_a_time_in_words_is_kept_in_words(register: Register, run: Run) -> None:
    """FHIR lets a source say "as a child"; no date is made of it."""
    told = immunization("i1", "Patient/p1") | {"occurrenceString": "as a child"}
    del told["occurrenceDateTime"]
    run([patient("p1", ME), told])

    [dose] = await doses_of(register)
    assert (dose.given, dose.given_text) == (None, "as a child")


def test_it_is_the_same_on_postgresql(either_register: Register, tmp_path: Path) -> None:
    """New, unchanged and replaced, on both databases."""
    newer = immunization("i1", "Patient/p1", meta={"lastUpdated": "2024-01-02T00:00:00Z"})
    older = immunization("i1", "Patient/p1", lotNumber="1", meta={"lastUpdated": "2024-01-01T00:00:00Z"})
    path = written(tmp_path / "file.ndjson", [patient("p1", ME), older, *GOOD[2:]])

    assert counted(either_register, [path]) == {"new": 7}
    assert counted(either_register, [path]) == {"unchanged": 7}
    assert counted(either_register, [written(path, [newer])]) == {"replaced": 1}

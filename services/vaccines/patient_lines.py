"""The Patients of bulk files: whose number stands behind which id."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from auth.identity import PersonId

from ..admissible import NumberNotAdmitted, admissible
from ..fhir import D_NUMBER, FODSELSNUMMER
from ..ndjson import Line
from ..rejects import LineRejected
from .contract import Patient, PatientIdentifier
from .judged import Judged, Verdict, read, rejected
from .received import as_a, is_a, resource_in
from .store import Store


class Known(NamedTuple):
    """A Patient's id, as a blind index, and the person it stands for."""

    source: bytes
    number: PersonId


class PatientLines:
    """Remembers Patient ids, so that immunizations may name them, in this run or a later one."""

    def __init__(self, store: Store, *, real_people: bool) -> None:
        self._store = store
        self._real_people = real_people

    def wants(self, line: Line) -> bool:
        """Whether *line* is for us to judge."""
        return is_a(line, "Patient")

    def take(self, connection: Connection, lines: Sequence[Line]) -> list[Judged]:
        """Judge *lines* and keep what is new in them."""
        told = list(read(lines, self._known))
        good = [known for _, known in told if isinstance(known, Known)]
        keys = self._store.people_of(connection, {known.number for known in good})
        there = self._store.patients(connection, {known.source for known in good})
        before = len(there)
        verdicts = [
            known if isinstance(known, Judged) else _verdict(line, known, keys[known.number], there)
            for line, known in told
        ]
        self._store.add_patients(connection, dict(list(there.items())[before:]))
        return verdicts

    def _known(self, line: Line) -> Known:
        patient = as_a(Patient, resource_in(line))
        if not patient.id:
            raise LineRejected("the Patient has no id")
        number = number_among(patient.identifier, real_people=self._real_people)
        return Known(self._store.patient_of(patient.id), number)


def number_among(identifiers: Iterable[PatientIdentifier], *, real_people: bool) -> PersonId:
    """Return the one person number among *identifiers*, whatever else is there, or raise LineRejected."""
    numbers = {
        identifier.value
        for identifier in identifiers
        if identifier.system in (FODSELSNUMMER, D_NUMBER) and identifier.use != "old"
    }
    if not numbers:
        raise LineRejected("no fødselsnummer or D-number is among the Patient's identifiers")
    if len(numbers) > 1:
        raise LineRejected("more than one person number is among the Patient's identifiers")
    try:
        return admissible(numbers.pop(), real_people=real_people)
    except NumberNotAdmitted as fault:
        raise LineRejected(str(fault)) from None


def _verdict(line: Line, known: Known, key: str, there: dict[bytes, str]) -> Judged:
    """Compare with what is there, and add to it what is new."""
    if known.source not in there:
        there[known.source] = key
        return Judged(line, Verdict.NEW)
    if there[known.source] != key:
        # Moving somebody's history to another person is for people to decide.
        return rejected(line, "this Patient id has stood for another person number before")
    return Judged(line, Verdict.UNCHANGED)

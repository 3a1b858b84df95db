"""The Immunizations of bulk files: new ones kept, newer versions put in the place of older ones."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from auth.identity import PersonId

from ..fhir import D_NUMBER, FODSELSNUMMER
from ..ndjson import Line
from ..rejects import LineRejected
from .contract import Immunization, Patient, PatientIdentifier
from .judged import Judged, Verdict, read, rejected
from .keeping import Kept, kept
from .patient_lines import number_among
from .reading import NotADose
from .received import as_a, content_of, is_a, is_newer, resource_in, version_of
from .rows import Version, row_of
from .store import Store

_REFERENCE = re.compile(r"(?:urn:uuid:|(?:https?://\S+/)?Patient/)([^/?#\s]+)(?:/_history/\S+)?")


class Known(NamedTuple):
    """A dose, its version, and whose it is: by number, or by the blind index of a Patient's id."""

    taken: Kept
    version: Version
    whose: PersonId | bytes


class DoseLines:
    """Keeps doses; whatever is no Patient is judged here, what nobody can read among it."""

    def __init__(self, store: Store, *, real_people: bool) -> None:
        self._store = store
        self._real_people = real_people

    def wants(self, line: Line) -> bool:
        """Whether *line* is for us to judge."""
        return not is_a(line, "Patient")

    def take(self, connection: Connection, lines: Sequence[Line]) -> list[Judged]:
        """Judge *lines* and keep what is new or newer in them."""
        told = list(read(lines, self._known))
        good = [known for _, known in told if isinstance(known, Known)]
        keys = self._keys(connection, good)
        there = self._store.versions(connection, {known.taken.dose.id for known in good})
        batch = _Batch(there)
        verdicts = [
            known if isinstance(known, Judged) else batch.judge(line, known, keys.get(known.whose))
            for line, known in told
        ]
        self._store.replace(connection, list(batch.newer.values()))
        self._store.add(connection, list(batch.new.values()))
        return verdicts

    def _known(self, line: Line) -> Known:
        resource = resource_in(line)
        if resource.get("resourceType") != "Immunization":
            raise LineRejected("resourceType is neither Patient nor Immunization")
        sent = as_a(Immunization, resource)
        if not sent.id:
            raise LineRejected("the Immunization has no id")
        version = version_of(sent.meta, self._store.content_of(content_of(resource)))
        try:
            taken = kept(sent, self._store.id_of("bulk", sent.id))
        except NotADose as fault:
            raise LineRejected(str(fault)) from None
        return Known(taken, version, self._whose(sent, resource))

    def _whose(self, sent: Immunization, resource: dict[str, Any]) -> PersonId | bytes:
        """Return whom the patient reference means: a number that it carries itself, or a Patient's id."""
        patient = sent.patient
        if patient is None:
            raise LineRejected("the Immunization names no patient")
        if patient.identifier and patient.identifier.system in (FODSELSNUMMER, D_NUMBER):
            own = PatientIdentifier(patient.identifier.value, patient.identifier.system)
            return number_among([own], real_people=self._real_people)
        if patient.reference.startswith("#"):
            contained = _contained(resource, patient.reference[1:])
            return number_among(contained.identifier, real_people=self._real_people)
        found = _REFERENCE.fullmatch(patient.reference)
        if found is None:
            raise LineRejected("patient.reference is no reference to a Patient")
        return self._store.patient_of(found[1])

    def _keys(self, connection: Connection, good: Sequence[Known]) -> dict[PersonId | bytes, str]:
        numbers = {known.whose for known in good if isinstance(known.whose, str)}
        sources = {known.whose for known in good if isinstance(known.whose, bytes)}
        by_number = self._store.people_of(connection, numbers)
        by_source = self._store.patients(connection, sources)
        return dict([*by_number.items(), *by_source.items()])


class _Batch:
    """What a batch adds, seen against what was there and against its own earlier lines."""

    def __init__(self, there: dict[str, Version]) -> None:
        self._there = there
        self.new: dict[str, dict[str, Any]] = {}
        self.newer: dict[str, dict[str, Any]] = {}

    def judge(self, line: Line, known: Known, person: str | None) -> Judged:
        """Return what becomes of *line*, and keep its row when something does."""
        if person is None:
            return rejected(line, "its Patient is not known here; load the Patient first")
        before, version = self._there.get(known.taken.dose.id), known.version
        if before is None:
            self._keep(self.new, person, known)
            return Judged(line, Verdict.NEW)
        later, same = is_newer(version, before), version.content == before.content
        if later is None and not same:
            return rejected(line, "the same id was loaded with other content, and this is no newer version")
        if later:
            self._keep(self.new if known.taken.dose.id in self.new else self.newer, person, known)
        return Judged(line, Verdict.REPLACED if later and not same else Verdict.UNCHANGED)

    def _keep(self, rows: dict[str, dict[str, Any]], person: str, known: Known) -> None:
        rows[known.taken.dose.id] = row_of(person, known.taken, known.version)
        self._there[known.taken.dose.id] = known.version


def _contained(resource: dict[str, Any], id: str) -> Patient:  # noqa: A002
    inside = resource.get("contained")
    for one in inside if isinstance(inside, list) else []:
        if isinstance(one, dict) and one.get("resourceType") == "Patient" and one.get("id") == id:
            return as_a(Patient, one)
    raise LineRejected("patient.reference is to something contained that is not there")

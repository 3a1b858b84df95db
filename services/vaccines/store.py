"""Keeping doses, and finding them again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from auth.identity import PersonId
from storage.sealed import Keyset

from ..fhir import outcome, system_of
from ..people import People
from . import tables
from .contract import MOST_DOSES
from .rows import Version

_DOSE, _PERSON = tables.immunization.c, tables.person.c
_OF_PERSON = _PERSON.number_index == bindparam("number_index")
_WITH_PERSON = tables.immunization.join(tables.person, _PERSON.key == _DOSE.person)
# The hot read. The primary key holds a person's rows in this very order, read from its end.
_DOCUMENTS = (
    select(_DOSE.document)
    .select_from(_WITH_PERSON)
    .where(_OF_PERSON)
    .order_by(_DOSE.given.desc(), _DOSE.id.desc())
    .limit(MOST_DOSES + 1)
)
_COUNT = select(func.count()).select_from(_WITH_PERSON).where(_OF_PERSON)
_VERSIONS = select(_DOSE.id, _DOSE.content, _DOSE.updated, _DOSE.version)
_TOO_MANY = outcome("too-long", "most-doses", f"only the latest {MOST_DOSES} are shown")


class Store:
    """One register's doses, under its own keys."""

    def __init__(self, keyset: Keyset) -> None:
        self.people = People(tables.person, keyset)
        self._keyset = keyset

    def id_of(self, *origin: str) -> str:
        """Return the id of the event that came from *origin*; the same origin is the same event."""
        return self._keyset.index("\0".join(origin), purpose="immunization.id")[:16].hex()

    def content_of(self, text: str) -> bytes:
        """Return a keyed hash of what was received: enough to see whether it is the same again."""
        return self._keyset.index(text, purpose="immunization.content")

    def patient_of(self, source: str) -> bytes:
        """Return the blind index of a bulk file's Patient id."""
        return self._keyset.index(source, purpose="imported_patient.source")

    def searchset(self, connection: Connection, subject: PersonId) -> bytes:
        """Return a FHIR Bundle of what is known about *subject*, latest first."""
        index = {"number_index": self.people.index(subject)}
        documents = connection.execute(_DOCUMENTS, index).scalars().all()
        if len(documents) <= MOST_DOSES:
            return bundle(documents, subject, total=len(documents))
        total = connection.execute(_COUNT, index).scalar_one()
        return bundle(documents[:MOST_DOSES], subject, total=total)

    def versions(self, connection: Connection, ids: Iterable[str]) -> dict[str, Version]:
        """Return which of the events with *ids* are here, and in which version."""
        rows = connection.execute(_VERSIONS.where(_DOSE.id.in_(list(ids))))
        return {of: Version(bytes(content), updated, number) for of, content, updated, number in rows}

    def document(self, connection: Connection, of: str) -> bytes:
        """Return the document of the event with id *of*, which is here."""
        return bytes(connection.execute(select(_DOSE.document).where(_DOSE.id == of)).scalar_one())

    def add(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep new events. One that is here already stays as it is."""
        if rows:
            _add(connection, tables.immunization, rows)

    def replace(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put newer versions in the place of older ones, wherever among a person's rows they now belong."""
        if rows:
            ids = [{"of": row["id"]} for row in rows]
            connection.execute(delete(tables.immunization).where(_DOSE.id == bindparam("of")), ids)
            connection.execute(insert(tables.immunization), rows)

    def patients(self, connection: Connection, sources: Iterable[bytes]) -> dict[bytes, str]:
        """Return the keys of the people that bulk files call by *sources*."""
        table = tables.imported_patient.c
        rows = connection.execute(select(table.source, table.person).where(table.source.in_(list(sources))))
        return {bytes(source): person for source, person in rows}

    def add_patients(self, connection: Connection, keys: Mapping[bytes, str]) -> None:
        """Remember which people bulk files call by these sources."""
        if keys:
            rows = [{"source": source, "person": key} for source, key in keys.items()]
            _add(connection, tables.imported_patient, rows)

    def people_of(self, connection: Connection, numbers: Collection[PersonId]) -> dict[PersonId, str]:
        """Return the keys of the people with *numbers*, adding those who are new."""
        by_index = {self.people.index(number): number for number in numbers}
        there = self._keys(connection, by_index)
        new = [self.people.row(number) for index, number in by_index.items() if index not in there]
        if new:
            _add(connection, tables.person, new)
            # Somebody else may have added the same person a moment ago, under another key.
            there = self._keys(connection, by_index)
        return {by_index[index]: key for index, key in there.items()}

    def reseal(self, connection: Connection, *, most: int) -> int:
        """Seal up to *most* numbers anew under the primary key; return how many there were."""
        return self.people.reseal(connection, most=most)

    def _keys(self, connection: Connection, indexes: Iterable[bytes]) -> dict[bytes, str]:
        found = select(_PERSON.number_index, _PERSON.key).where(_PERSON.number_index.in_(list(indexes)))
        return {bytes(index): key for index, key in connection.execute(found)}


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def resource(document: bytes, subject: PersonId) -> bytes:
    """Return a whole Immunization: its document with its type and patient put in front."""
    return _start(subject) + document


def bundle(documents: Sequence[bytes], subject: PersonId, *, total: int) -> bytes:
    """Return a searchset of *documents*.

    They stand ready in the database, so that a search costs one query and one
    join of bytes.
    """
    before, after = b'{"resource":' + _start(subject), b',"search":{"mode":"match"}}'
    entries = [before + (after + b"," + before).join(documents) + after] if documents else []
    if total > len(documents):
        entries.append(msgspec.json.encode({"resource": _TOO_MANY, "search": {"mode": "outcome"}}))
    head = b'{"resourceType":"Bundle","type":"searchset","total":%d,' % total
    link = b'"link":[{"relation":"self","url":"Immunization/_search"}]'
    # An array of FHIR is never empty: a search that found nothing has no entry at all.
    return head + link + (b',"entry":[' + b",".join(entries) + b"]}" if entries else b"}")


def _start(subject: PersonId) -> bytes:
    """A document has lost its opening brace, and kept the one that closes it."""
    patient = msgspec.json.encode({"identifier": {"system": system_of(subject), "value": subject}})
    return b'{"resourceType":"Immunization","patient":' + patient + b","

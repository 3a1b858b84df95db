"""The register's tables, in a MetaData of its own: people apart from what is known about them."""

from sqlalchemy import ForeignKey, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from access_log.tables import access_entry

from ..people import KEY_LENGTH, person_table

metadata = MetaData()
person = person_table(metadata)
entries = access_entry(metadata)


class VaccineTable(SQLModel, registry=registry(metadata=metadata)):
    """What this register's tables are made from, so that they are nobody else's too."""


class ImmunizationRow(VaccineTable, table=True):
    """One event. The primary key keeps a person's rows together, in the order that they are shown.

    *document* is the FHIR JSON that is shown (keeping.Kept); the other columns
    repeat of it what is counted and searched for. *id* is made from whence the
    event came, so that the same event cannot be kept twice. *content* is a keyed
    hash of what was received, *updated* and *version* say which version it was.
    """

    __tablename__ = "immunization"
    __table_args__ = {"sqlite_with_rowid": False}

    person: str = Field(
        sa_type=String(KEY_LENGTH), sa_column_args=(ForeignKey("person.key"),), primary_key=True
    )
    given: str = Field(sa_type=String(40), primary_key=True)
    id: str = Field(sa_type=String(32), primary_key=True, unique=True)
    event: str = Field(sa_type=String(1))
    status: str = Field(sa_type=String(16))
    code_system: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    display: str = Field(sa_type=Text)
    atc: str = Field(sa_type=Text)
    product: str | None = Field(sa_type=Text)
    diseases: str = Field(sa_type=Text)
    given_text: str = Field(sa_type=Text)
    registered: str = Field(sa_type=String(40))
    number: str = Field(sa_type=Text)
    lot: str = Field(sa_type=Text)
    manufacturer: str = Field(sa_type=Text)
    organisation_number: str = Field(sa_type=Text)
    organisation_name: str = Field(sa_type=Text)
    country: str = Field(sa_type=String(2))
    source: str = Field(sa_type=String(16))
    status_reason: str = Field(sa_type=Text)
    indication: str = Field(sa_type=Text)
    consent_basis: str = Field(sa_type=String(32))
    reactions: str = Field(sa_type=Text)
    document: bytes = Field(sa_type=LargeBinary)
    content: bytes = Field(sa_type=LargeBinary(32))
    updated: str = Field(sa_type=String(40))
    version: str = Field(sa_type=Text)


class ImportedPatientRow(VaccineTable, table=True):
    """Whom a bulk file means by a Patient's id: found by blind index, since ids can be person numbers."""

    __tablename__ = "imported_patient"

    source: bytes = Field(sa_type=LargeBinary(32), primary_key=True)
    person: str = Field(sa_type=String(KEY_LENGTH), sa_column_args=(ForeignKey("person.key"),))


def _table(name: str) -> Table:
    return metadata.tables[name]


immunization = _table("immunization")
imported_patient = _table("imported_patient")

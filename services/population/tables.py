"""The population register's tables, on a MetaData of their own.

Numbers, names and addresses stand sealed. Facts that change have a day from
which they hold and, once it is known, the day on which they no longer do.
"""

from datetime import date

from sqlalchemy import Index, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from access_log.tables import access_entry

from ..people import KEY_LENGTH, person_table

metadata = MetaData()
person = person_table(metadata)
entries = access_entry(metadata)


class PopulationTable(SQLModel, registry=registry(metadata=metadata)):
    """What this register's tables are made from, so that they are nobody else's too."""


class ResidentRow(PopulationTable, table=True):
    """One person's name, sex as registered, birth and death."""

    __tablename__ = "resident"

    person: str = Field(primary_key=True, foreign_key="person.key", max_length=KEY_LENGTH)
    name_sealed: bytes
    key_version: int = Field(index=True)
    sex: str | None = Field(default=None, max_length=16)
    born: date | None = None
    died: date | None = None


class ParentRow(PopulationTable, table=True):
    """Somebody is a child's parent."""

    __tablename__ = "parent"
    __table_args__ = (Index("ix_parent_child", "child"), Index("ix_parent_parent", "parent"))

    id: int | None = Field(default=None, primary_key=True)
    child: str = Field(foreign_key="person.key", max_length=KEY_LENGTH)
    parent: str = Field(foreign_key="person.key", max_length=KEY_LENGTH)
    role: str = Field(max_length=16)
    valid_from: date | None = None
    valid_to: date | None = None


class ResponsibilityRow(PopulationTable, table=True):
    """Somebody has parental responsibility for a child."""

    __tablename__ = "responsibility"
    __table_args__ = (Index("ix_responsibility_child", "child"), Index("ix_responsibility_holder", "holder"))

    id: int | None = Field(default=None, primary_key=True)
    child: str = Field(foreign_key="person.key", max_length=KEY_LENGTH)
    holder: str = Field(foreign_key="person.key", max_length=KEY_LENGTH)
    kind: str = Field(max_length=16)
    valid_from: date | None = None
    valid_to: date | None = None


class AddressRow(PopulationTable, table=True):
    """Where somebody is registered. *place* is a blind index, equal for equal dwellings."""

    __tablename__ = "address"
    __table_args__ = (Index("ix_address_person", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.key", max_length=KEY_LENGTH)
    place: bytes | None = None
    address_sealed: bytes
    key_version: int = Field(index=True)
    valid_from: date | None = None
    valid_to: date | None = None


class ProtectionRow(PopulationTable, table=True):
    """Somebody's address is kept from others: code 7 (confidential) or 6 (strictly confidential)."""

    __tablename__ = "protection"
    __table_args__ = (Index("ix_protection_person", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.key", max_length=KEY_LENGTH)
    grade: str = Field(max_length=32)
    valid_from: date | None = None
    valid_to: date | None = None


def _table(name: str) -> Table:
    return metadata.tables[name]


resident = _table("resident")
parent = _table("parent")
responsibility = _table("responsibility")
address = _table("address")
protection = _table("protection")

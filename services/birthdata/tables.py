"""The birth register's tables, in a MetaData of its own: people apart from what is known of births."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, LargeBinary, MetaData, String, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from access_log.tables import access_entry

from ..people import KEY_LENGTH, person_table

metadata = MetaData()
person = person_table(metadata)
entries = access_entry(metadata)


class BirthTable(SQLModel, registry=registry(metadata=metadata)):
    """What this register's tables are made from, so that they are nobody else's too."""


def _person(*, unique: bool = False) -> str | None:
    key: str | None = Field(
        default=None,
        sa_type=String(KEY_LENGTH),
        sa_column_args=(ForeignKey("person.key"),),
        unique=unique,
        index=not unique,
    )
    return key


class BirthRow(BirthTable, table=True):
    """One child's birth. What is null is not registered.

    *id* is random and may be shown; *notification* is a blind index of the
    sender's own id, so that the same notification is kept once.
    """

    __tablename__ = "birth"

    id: str = Field(sa_type=String(36), primary_key=True)
    notification: bytes = Field(sa_type=LargeBinary(32), unique=True)
    child: str | None = _person(unique=True)
    mother: str | None = _person()
    father: str | None = _person()
    born: dt.date
    time: dt.time | None = None
    live_born: bool | None = None
    sex: str | None = Field(default=None, sa_type=String(16))
    weight: int | None = None
    length: float | None = None
    head: float | None = None
    gestation: int | None = None
    apgar_1: int | None = None
    apgar_5: int | None = None
    apgar_10: int | None = None
    presentation: str | None = Field(default=None, sa_type=String(24))
    start: str | None = Field(default=None, sa_type=String(24))
    modes: list[str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    place: str | None = Field(default=None, sa_type=String(24))
    institution: str | None = Field(default=None, sa_type=String(200))
    plurality: int | None = None
    order: int | None = None


birth: Table = metadata.tables["birth"]

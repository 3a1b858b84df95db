"""The access log's table. Each register makes one in its own database."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

TABLE = "access_entry"


def access_entry(metadata: MetaData) -> Table:
    """Return the table of entries within a register's own *metadata*.

    A row tells nothing by itself: *subject* is a blind index and *sealed* the
    whole entry under the register's keys. The actor's kind stands open, so that
    groups can be counted without opening every row.
    """
    return Table(
        TABLE,
        metadata,
        Column(
            "id",
            BigInteger().with_variant(Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("subject", LargeBinary(32), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("request", LargeBinary(32), nullable=False, unique=True),
        Column("sealed", LargeBinary, nullable=False),
        Index("ix_access_entry_subject", "subject", "id"),
        Index("ix_access_entry_subject_kind", "subject", "kind", "id"),
    )

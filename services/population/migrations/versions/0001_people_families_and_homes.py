"""People, their parents and homes, and the access log."""

import sqlalchemy as sa
from alembic import op

from access_log.guards import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = 22


def upgrade() -> None:
    """Make every table, and let the database itself keep the log add-only."""
    _people()
    _families()
    _homes()
    _access_log()


def downgrade() -> None:
    """Drop everything but the log, which nobody may remove."""
    for table in ("protection", "address", "responsibility", "parent", "resident", "person"):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("key", sa.String(_KEY), primary_key=True),
        sa.Column("number_index", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("number_sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_version", sa.SmallInteger, nullable=False),
    )
    op.create_index("ix_person_key_version", "person", ["key_version"])
    op.create_table(
        "resident",
        sa.Column("person", sa.String(_KEY), sa.ForeignKey("person.key"), primary_key=True),
        sa.Column("name_sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_version", sa.Integer, nullable=False),
        sa.Column("sex", sa.String(16)),
        sa.Column("born", sa.Date),
        sa.Column("died", sa.Date),
    )
    op.create_index("ix_resident_key_version", "resident", ["key_version"])


def _families() -> None:
    op.create_table(
        "parent",
        sa.Column("id", sa.Integer, primary_key=True),
        _person("child"),
        _person("parent"),
        sa.Column("role", sa.String(16), nullable=False),
        *_span(),
    )
    op.create_index("ix_parent_child", "parent", ["child"])
    op.create_index("ix_parent_parent", "parent", ["parent"])
    op.create_table(
        "responsibility",
        sa.Column("id", sa.Integer, primary_key=True),
        _person("child"),
        _person("holder"),
        sa.Column("kind", sa.String(16), nullable=False),
        *_span(),
    )
    op.create_index("ix_responsibility_child", "responsibility", ["child"])
    op.create_index("ix_responsibility_holder", "responsibility", ["holder"])


def _homes() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.Integer, primary_key=True),
        _person("person"),
        sa.Column("place", sa.LargeBinary(32)),
        sa.Column("address_sealed", sa.LargeBinary, nullable=False),
        sa.Column("key_version", sa.Integer, nullable=False),
        *_span(),
    )
    op.create_index("ix_address_person", "address", ["person"])
    op.create_index("ix_address_key_version", "address", ["key_version"])
    op.create_table(
        "protection",
        sa.Column("id", sa.Integer, primary_key=True),
        _person("person"),
        sa.Column("grade", sa.String(32), nullable=False),
        *_span(),
    )
    op.create_index("ix_protection_person", "protection", ["person"])


def _access_log() -> None:
    op.create_table(
        "access_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("request", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_access_entry_subject", "access_entry", ["subject", "id"])
    op.create_index("ix_access_entry_subject_kind", "access_entry", ["subject", "kind", "id"])
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def _person(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(_KEY), sa.ForeignKey("person.key"), nullable=False)


def _span() -> tuple[sa.Column[object], sa.Column[object]]:
    return sa.Column("valid_from", sa.Date), sa.Column("valid_to", sa.Date)

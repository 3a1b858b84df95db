"""People, births, and who has read them."""

import sqlalchemy as sa
from alembic import op

from access_log.guards import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = 22


def upgrade() -> None:
    """Create every table of the register's first version."""
    op.create_table(
        "person",
        sa.Column("key", sa.String(_KEY), primary_key=True),
        sa.Column("number_index", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False),
    )
    op.create_index("ix_person_key_version", "person", ["key_version"])
    _birth()
    _access_entry()


def _birth() -> None:
    measures = ("gestation", "apgar_1", "apgar_5", "apgar_10")
    op.create_table(
        "birth",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("notification", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("child", sa.String(_KEY), sa.ForeignKey("person.key"), unique=True),
        sa.Column("mother", sa.String(_KEY), sa.ForeignKey("person.key")),
        sa.Column("father", sa.String(_KEY), sa.ForeignKey("person.key")),
        sa.Column("born", sa.Date(), nullable=False),
        sa.Column("time", sa.Time()),
        sa.Column("live_born", sa.Boolean()),
        sa.Column("sex", sa.String(16)),
        sa.Column("weight", sa.Integer()),
        sa.Column("length", sa.Float()),
        sa.Column("head", sa.Float()),
        *(sa.Column(name, sa.Integer()) for name in measures),
        sa.Column("presentation", sa.String(24)),
        sa.Column("start", sa.String(24)),
        sa.Column("modes", sa.JSON(none_as_null=True)),
        sa.Column("place", sa.String(24)),
        sa.Column("institution", sa.String(200)),
        sa.Column("plurality", sa.Integer()),
        sa.Column("order", sa.Integer()),
    )
    op.create_index("ix_birth_mother", "birth", ["mother"])
    op.create_index("ix_birth_father", "birth", ["father"])


def _access_entry() -> None:
    op.create_table(
        "access_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("request", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_access_entry_subject", "access_entry", ["subject", "id"])
    op.create_index("ix_access_entry_subject_kind", "access_entry", ["subject", "kind", "id"])
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)

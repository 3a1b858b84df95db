"""People, their doses, and who has read them."""

import sqlalchemy as sa
from alembic import op

from access_log.guards import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table of the register's first version."""
    op.create_table(
        "person",
        sa.Column("key", sa.String(22), primary_key=True),
        sa.Column("number_index", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_version", sa.SmallInteger(), nullable=False, index=True),
    )
    _immunization()
    op.create_table(
        "imported_patient",
        sa.Column("source", sa.LargeBinary(32), primary_key=True),
        sa.Column("person", sa.String(22), sa.ForeignKey("person.key"), nullable=False),
    )
    _access_entry()


def _immunization() -> None:
    texts = ("code_system", "code", "display", "atc")
    more = ("number", "lot", "manufacturer", "organisation_number", "organisation_name")
    op.create_table(
        "immunization",
        sa.Column("person", sa.String(22), sa.ForeignKey("person.key"), primary_key=True),
        sa.Column("given", sa.String(40), primary_key=True),
        sa.Column("id", sa.String(32), primary_key=True, unique=True),
        sa.Column("event", sa.String(1), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("diseases", sa.Text(), nullable=False),
        sa.Column("given_text", sa.Text(), nullable=False),
        sa.Column("registered", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in more),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("indication", sa.Text(), nullable=False),
        sa.Column("consent_basis", sa.String(32), nullable=False),
        sa.Column("reactions", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(32), nullable=False),
        sa.Column("updated", sa.String(40), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )


def _access_entry() -> None:
    op.create_table(
        "access_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
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

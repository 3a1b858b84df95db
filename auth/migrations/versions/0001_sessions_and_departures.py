"""Sessions, and visits to the provider that have not come back yet."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "session",
        sa.Column("key", sa.LargeBinary(32), primary_key=True),
        sa.Column("handle", sa.String(22), nullable=False, unique=True),
        sa.Column("person", sa.LargeBinary(32), nullable=False),
        sa.Column("sid", sa.LargeBinary(32)),
        sa.Column("device", sa.String(60), nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_session_person", "session", ["person"])
    op.create_index("ix_session_sid", "session", ["sid"])
    op.create_index("ix_session_ends_at", "session", ["ends_at"])
    op.create_table(
        "departure",
        sa.Column("state", sa.LargeBinary(32), primary_key=True),
        sa.Column("browser", sa.LargeBinary(32), nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_departure_ends_at", "departure", ["ends_at"])


def downgrade() -> None:
    """Drop both: everybody signs in again."""
    op.drop_table("departure")
    op.drop_table("session")

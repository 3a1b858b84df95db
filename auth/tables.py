"""Where sessions and visits to the provider are kept.

Times are seconds since 1970: these columns are read on every page. Rows live
for two hours at most, so a new sealing key needs nothing sealed anew.
"""

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, String, Table

metadata = MetaData()

SESSION = Table(
    "session",
    metadata,
    Column("key", LargeBinary(32), primary_key=True),  # SHA-256 of what the cookie holds.
    Column("handle", String(22), nullable=False, unique=True),
    Column("person", LargeBinary(32), nullable=False, index=True),  # A blind index of the number.
    Column("sid", LargeBinary(32), index=True),  # A blind index of the provider's name for the session.
    Column("device", String(60), nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)

DEPARTURE = Table(
    "departure",
    metadata,
    Column("state", LargeBinary(32), primary_key=True),  # SHA-256 of `state`.
    Column("browser", LargeBinary(32), nullable=False),  # SHA-256 of what the login cookie holds.
    Column("ends_at", BigInteger, nullable=False, index=True),
    Column("used_at", BigInteger),
    Column("sealed", LargeBinary, nullable=False),
)

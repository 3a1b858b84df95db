"""The database itself refuses to change or remove an entry."""

_SQLITE = """
CREATE TRIGGER access_entry_no_{verb} BEFORE {verb} ON access_entry
BEGIN SELECT RAISE(ABORT, 'the access log is only added to'); END
"""

# SQLite's REPLACE removes the old row without asking the trigger above, so a row that is there already is
# passed over before that, as the recorder's own insert does with a request that it has seen.
_SQLITE_REPLACE = """
CREATE TRIGGER access_entry_no_replace BEFORE INSERT ON access_entry
WHEN EXISTS (SELECT 1 FROM access_entry WHERE id = NEW.id OR request = NEW.request)
BEGIN SELECT RAISE(IGNORE); END
"""

_POSTGRESQL = (
    """
CREATE FUNCTION access_entry_only_added() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the access log is only added to'; END $$
""",
    """
CREATE TRIGGER access_entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON access_entry
FOR EACH STATEMENT EXECUTE FUNCTION access_entry_only_added()
""",
)


def guards(dialect: str) -> tuple[str, ...]:
    """Return the statements, run once by each register's first migration, that make the log add-only."""
    if dialect == "postgresql":
        return _POSTGRESQL
    return (*(_SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")), _SQLITE_REPLACE)

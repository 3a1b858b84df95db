"""The PostgreSQL that other tests stand on."""

import psycopg


def test_every_test_gets_a_database_of_its_own(postgres_url: str) -> None:
    """It is new: there is no table of anybody's in it."""
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()

    assert tables == (0,)


def test_the_server_knows_our_letters(postgres_url: str) -> None:
    """Sámi names fold and sort as text, and the server's clock is UTC."""
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT lower('ŊÁJÁŠ ĐŽ'), current_setting('TimeZone')").fetchone()

    assert row == ("ŋájáš đž", "UTC")

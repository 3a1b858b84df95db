"""What the tests of storage may ask for."""

from tests.databases import database_url

__all__ = ["database_url"]

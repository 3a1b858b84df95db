"""What every test may ask for."""

# Authlib turns its own warnings on when it is first imported, past the filters that pytest has set.
# Imported here, before pytest sets them, its one about HTTPX stays ignored by name (pyproject.toml).
import authlib.deprecate  # noqa: F401

from tests.browser import browser
from tests.postgres import postgres, postgres_url

__all__ = ["browser", "postgres", "postgres_url"]

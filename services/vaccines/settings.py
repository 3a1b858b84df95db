"""What the vaccine register is told from outside."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from ..settings import RegisterSettings


class Settings(RegisterSettings):
    """The vaccine register's own defaults; variables are named VACCINES_…."""

    model_config = SettingsConfigDict(env_prefix="VACCINES_")

    database_url: str = "sqlite:///.data/vaccines/register.db"
    keys_file: Path = Path(".data/vaccines/keys.json")
    audience: str = "urn:mho:register:vaccines"

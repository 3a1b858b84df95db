"""What the birth register is told from outside."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from ..settings import RegisterSettings


class Settings(RegisterSettings):
    """The birth register's own defaults; variables are named BIRTHDATA_…."""

    model_config = SettingsConfigDict(env_prefix="BIRTHDATA_")

    database_url: str = "sqlite:///.data/birthdata/register.db"
    keys_file: Path = Path(".data/birthdata/keys.json")
    audience: str = "urn:mho:register:birthdata"

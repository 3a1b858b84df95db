"""What the population register is told from outside."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from ..settings import RegisterSettings


class Settings(RegisterSettings):
    """The population register's own defaults; variables are named POPULATION_….

    *mandate_keys_file* holds the keys that mandates are signed with.
    """

    model_config = SettingsConfigDict(env_prefix="POPULATION_")

    database_url: str = "sqlite:///.data/population/register.db"
    keys_file: Path = Path(".data/population/keys.json")
    audience: str = "urn:mho:register:population"
    mandate_keys_file: Path = Path(".data/population/mandate_keys.json")

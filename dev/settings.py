"""What a developer may say in the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from .refusals import NotForProduction

_PRODUCTION = frozenset({"production", "prod"})


class DevSettings(BaseSettings):
    """Where the demo keeps what it makes."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    environment: str = Field(default="development", description="The demo refuses `production`")
    dev_data: Path = Field(default=Path(".data"), description="The folder of databases and keys")
    dev_clients: Path | None = Field(
        default=None, description="A JSON file of other clients that the pretend ID-porten shall know"
    )


def dev_settings() -> DevSettings:
    """Return the settings, or raise NotForProduction."""
    settings = DevSettings()
    if settings.environment.strip().casefold() in _PRODUCTION:
        raise NotForProduction
    return settings

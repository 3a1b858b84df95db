"""What a register is told from outside: one base for all of them, read from the environment."""

from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from auth.metadata import may_be_spoken_to

S = TypeVar("S", bound=BaseSettings)


_DEMO = "http://localhost:8001"


class SettingsUnusable(Exception):
    """The environment does not describe a register that could run; the text lists every fault at once."""


class RegisterSettings(BaseSettings):
    """Where a register keeps its data, and whose tokens it trusts.

    A subclass gives the prefix of its variables and its own defaults. An empty
    *token_jwks_url* means where the issuer's metadata say that its keys are.
    *levels* are the levels of sign-in that open a citizen's data, separated by
    spaces in the environment. *real_people* lets in numbers that could belong
    to a living person: only a production deployment says so.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    database_url: str
    keys_file: Path
    audience: str
    real_people: bool = False
    token_issuer: str = Field(default=_DEMO, validate_default=True)
    token_jwks_url: str = ""
    levels: Annotated[frozenset[str], NoDecode, Field(min_length=1)] = frozenset({"idporten-loa-high"})

    @field_validator("levels", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return frozenset(value.split()) if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _a_database(cls, value: str) -> str:
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError:
            backend = ""
        if backend not in {"sqlite", "postgresql"}:
            raise ValueError("not an address of SQLite or PostgreSQL")
        return value

    @field_validator("token_issuer", "token_jwks_url")
    @classmethod
    def _an_address(cls, value: str, others: ValidationInfo) -> str:
        """Where real people are, keys from an open line, or from a demo's port, could be anybody's."""
        real_people = others.data.get("real_people", True)
        if value and not may_be_spoken_to(value, production=real_people):
            raise ValueError("not an address that begins with https://")
        if real_people and value == _DEMO:
            raise ValueError("where real people are, this must be set")
        return value


def read(settings: type[S]) -> S:
    """Return *settings* as the environment has them, or raise SettingsUnusable."""
    try:
        return settings()
    except ValidationError as error:
        prefix = settings.model_config.get("env_prefix", "")
        # The values stay out of the message: a database URL can hold a password.
        faults = [
            f"{prefix}{'_'.join(map(str, fault['loc']))}".upper() + f": {fault['msg']}"
            for fault in error.errors()
        ]
        raise SettingsUnusable("\n".join(faults)) from None

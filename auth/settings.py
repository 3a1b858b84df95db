"""The settings of signing in, read from the environment."""

from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from .levels import accepted_levels
from .metadata import may_be_spoken_to


class Environment(StrEnum):
    """Who may sign in: made-up people only, or real ones only."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"
]


class AuthSettings(BaseSettings):
    """Who signs people in, who gives tokens to the registers, and where sessions are kept.

    Without any setting everything is found on this machine, as the demo has it.
    """

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True
    )

    environment: Environment = Field(
        default=Environment.DEVELOPMENT, description="`production` lets real person numbers in"
    )
    portal_url: str = Field(default="http://localhost:8000", description="The portal's own address")

    oidc_issuer: str = Field(
        default="http://localhost:8001",
        description="The OpenID provider, letter by letter as it names itself",
    )
    oidc_client_id: str = Field(
        default="mine-helseopplysninger", min_length=1, description="The portal's name at the provider"
    )
    oidc_key_file: Path = Field(
        default=Path(".data/portal-key.json"),
        description="The private key the provider knows us by (JWK or PEM)",
    )
    oidc_key_id: str = Field(
        default="", description="The key's name there, when the key file does not say it"
    )
    oidc_scope: str = Field(default="openid profile", pattern=r"\bopenid\b", description="What to ask for")
    oidc_id_token_alg: Algorithm = Field(default="RS256", description="The one algorithm of ID tokens")
    oidc_acr: str = Field(
        default="idporten-loa-high", min_length=1, description="The lowest level of assurance that signs in"
    )
    oidc_eidas: bool = Field(
        default=False, description="Whether foreign eIDs of the same level sign in, when they name a number"
    )

    oidc_logout: Literal["post", "get"] = Field(
        default="post", description="How the provider takes a sign-out; with `get` no token is sent along"
    )

    token_issuer: str = Field(
        default="", description="Who gives tokens for the registers; empty: the provider"
    )
    token_dpop: bool = Field(
        default=False, description="Bind those tokens to a key of ours (DPoP), where their issuer can"
    )

    session_database_url: str = Field(
        default="sqlite:///.data/sessions.sqlite3", description="Where sessions are kept"
    )
    session_keys_file: Path = Field(
        default=Path(".data/sessions.keys.json"), description="The keys that seal what sessions hold"
    )

    @model_validator(mode="after")
    def _no_open_lines(self) -> Self:
        """Name every address that would send secrets in the clear, or that production has from the demo."""
        addresses = {
            "PORTAL_URL": self.portal_url,
            "OIDC_ISSUER": self.oidc_issuer,
            "TOKEN_ISSUER": self.tokens_from,
        }
        unsaid = {"PORTAL_URL", "OIDC_ISSUER"} if self.production else set()
        unsaid -= {name.upper() for name in self.model_fields_set}
        wrong = [
            name
            for name, url in addresses.items()
            if name in unsaid or not may_be_spoken_to(url, production=self.production)
        ]
        if wrong:
            raise ValueError(f"must be set to an https address: {', '.join(wrong)}")
        return self

    @property
    def production(self) -> bool:
        """Whether real people sign in here."""
        return self.environment is Environment.PRODUCTION

    @property
    def tokens_from(self) -> str:
        """The issuer of tokens for the registers."""
        return self.token_issuer or self.oidc_issuer

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels of assurance that sign somebody in."""
        return accepted_levels(self.oidc_acr, eidas=self.oidc_eidas)

    def at_portal(self, path: str) -> str:
        """Return the full address of a page of the portal."""
        return f"{self.portal_url.rstrip('/')}{path}"

"""The portal's settings, read from the environment. docs/operations.md explains each."""

from pathlib import Path

from pydantic import AnyHttpUrl, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from .assets import HtmxSource


class PortalSettings(BaseSettings):
    """Where the portal and its registers are found."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    portal_htmx_source: HtmxSource = Field(
        default=HtmxSource.CDN, description="Where htmx comes from; a CDN sees the visitor's IP address"
    )
    vaccines_url: AnyHttpUrl | None = Field(
        default=None, description="SYSVAK's address; none: in this process"
    )
    birthdata_url: AnyHttpUrl | None = Field(default=None, description="MFR's address; none: in this process")
    population_url: AnyHttpUrl | None = Field(
        default=None, description="The population register's address; none: in this process"
    )
    registers_ca_file: Path | None = Field(
        default=None, description="Trusted certificates of the registers (PEM)"
    )
    portal_contact: str = Field(default="", description="The e-mail address that citizens may write to")
    security_contact: str = Field(
        default="mailto:security@mine-helseopplysninger.example",
        description="Who to tell about a weakness (RFC 9116)",
    )

"""Open the portal from its settings: signing in, the registers' ends of the wire, assets."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import httpx
from pydantic import AnyHttpUrl
from starlette.types import ASGIApp

from auth.farewell import origin_of
from auth.metadata import may_be_spoken_to
from auth.settings import AuthSettings
from auth.wiring import open_auth
from services.birthdata.client import BirthRegister
from services.http import transport
from services.population.client import PopulationRegister
from services.vaccines.client import VaccineRegister

from .assets import assets, folder
from .settings import PortalSettings
from .wiring import Registers, Wiring

BEFORE_THE_OTHERS = 0.4  # seconds for the register that the others have to wait for


@dataclass(frozen=True, slots=True)
class Embedded:
    """Registers that run in the portal's own process; None is one that has its own machine."""

    vaccines: ASGIApp | None = None
    births: ASGIApp | None = None
    population: ASGIApp | None = None


def open_portal(
    settings: PortalSettings,
    auth_settings: AuthSettings,
    embedded: Embedded,
    *,
    now: Callable[[], datetime],
    inner: httpx.AsyncBaseTransport | None = None,
) -> Wiring:
    """Return what a portal is made of. *inner* stands in for the network to the provider."""
    _refuse_open_lines(settings, production=auth_settings.production)
    trusted = ssl.create_default_context(cafile=settings.registers_ca_file)
    return Wiring(
        auth=open_auth(auth_settings, now=now, inner=inner),
        registers=Registers(
            VaccineRegister(*_line(settings.vaccines_url, embedded.vaccines, trusted)),
            BirthRegister(*_line(settings.birthdata_url, embedded.births, trusted)),
            PopulationRegister(*_line(settings.population_url, embedded.population, trusted)),
        ),
        assets=assets(folder(), htmx=settings.portal_htmx_source),
        origin=origin_of(auth_settings.portal_url),
        security_contact=settings.security_contact,
        contact=settings.portal_contact,
        now=now,
    )


def _refuse_open_lines(settings: PortalSettings, *, production: bool) -> None:
    """Name every register whose answers, and the tokens that open it, would go in the clear."""
    addresses = {
        "VACCINES_URL": settings.vaccines_url,
        "BIRTHDATA_URL": settings.birthdata_url,
        "POPULATION_URL": settings.population_url,
    }
    wrong = [
        name
        for name, url in addresses.items()
        if url and not may_be_spoken_to(str(url), production=production)
    ]
    if wrong:
        raise ValueError(f"must be an https address: {', '.join(wrong)}")


def _line(
    url: AnyHttpUrl | None, app: ASGIApp | None, trusted: ssl.SSLContext
) -> tuple[httpx.AsyncBaseTransport, str]:
    """Return the line to a register: over the network when it has an address, else within this process."""
    if url is not None:
        return transport(trusted), str(url)
    if app is None:
        raise ValueError("a register needs an address, or to be in this process")
    # What goes wrong in there is the register's answer, as it is over a network.
    return httpx.ASGITransport(app, raise_app_exceptions=False), "http://register"

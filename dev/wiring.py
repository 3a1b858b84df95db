"""Everything of the demo in one process: portal, pretend ID-porten, and registers with ports of their own."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.types import ASGIApp

from auth.bearer import utc_now
from portal.app import create_app as create_portal
from portal.opening import Embedded, open_portal
from portal.settings import PortalSettings
from services.birthdata.app import create_app as create_birthdata
from services.opening import Opened, open_register
from services.population.app import create_app as create_population
from services.population.issuing import Mandates
from services.population.signing import Signer, load_or_create
from services.settings import read
from services.vaccines.app import create_app as create_vaccines

from . import places
from .addresses import Addresses
from .clients import guests
from .seeding import Seeded
from .settings import DevSettings
from .sign_in import portal_key, pretend_idporten


@dataclass(frozen=True, slots=True)
class Demo:
    """What runs on which port, the portal last; who signs people in; and how to let go of it all."""

    apps: dict[int, ASGIApp]
    login_issuer: str
    close: Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class _Registers:
    """The registers' apps by name, and what stands behind them."""

    apps: dict[str, Starlette]
    opened: tuple[Opened, ...]
    signer: Signer


def open_demo(data: Path, addresses: Addresses, seeded: Seeded, settings: DevSettings) -> Demo:
    """Return the demo, whole; nothing listens yet."""
    signing_in = places.signing_in(data, addresses)
    portal_key(signing_in)
    registers = _open_registers(data, addresses.idporten, signing_in.levels)
    embedded = Embedded(
        vaccines=registers.apps["vaccines"],
        births=registers.apps["birthdata"],
        population=registers.apps["population"],
    )
    wiring = open_portal(read(PortalSettings), signing_in, embedded, now=utc_now)
    idporten = pretend_idporten(
        data,
        addresses,
        signing_in,
        seeded,
        mandate_keys=lambda: registers.signer.jwks,
        guests=guests(settings.dev_clients),
        environment=settings.environment,
    )

    async def close() -> None:
        await wiring.close()
        for opened in registers.opened:
            opened.close()

    ports = addresses.register_ports
    apps: dict[int, ASGIApp] = {ports[name]: app for name, app in registers.apps.items()}
    apps |= {addresses.idporten_port: idporten, addresses.port: create_portal(wiring)}
    return Demo(apps, signing_in.oidc_issuer, close)


def _open_registers(data: Path, issuer: str, levels: frozenset[str]) -> _Registers:
    """Open the registers as their own main modules do, but where the demo keeps its data."""
    vaccines = open_register(places.vaccines(data, issuer, levels), "services.vaccines")
    birthdata = open_register(places.birthdata(data, issuer, levels), "services.birthdata")
    residents = places.population(data, issuer, levels)
    population = open_register(residents, "services.population")
    signer = load_or_create(residents.mandate_keys_file)
    mandates = Mandates(signer=signer, token_service=issuer, now=utc_now)
    apps = {
        "vaccines": create_vaccines(**_given(vaccines)),
        "birthdata": create_birthdata(**_given(birthdata)),
        "population": create_population(**_given(population), mandates=mandates),
    }
    return _Registers(apps, (vaccines, birthdata, population), signer)


def _given(opened: Opened) -> dict[str, Any]:
    """Return what every register's create_app asks for."""
    return {
        "turns": opened.turns,
        "keyset": opened.keyset,
        "bearer": opened.bearer,
        "now": opened.now,
        "levels": opened.levels,
    }

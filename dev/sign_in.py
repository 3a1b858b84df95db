"""The pretend ID-porten of the demo: its clients, its personas, and whom it knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from auth.bearer import utc_now
from auth.client_key import ClientKey, load
from auth.settings import AuthSettings
from auth.transport import open_client, open_transport

from . import clients, keys
from .addresses import Addresses
from .families.country import country
from .idporten.app import create_app
from .idporten.clients import Client
from .idporten.config import LoginIssuer, Persona, ProviderConfig
from .idporten.keys import SigningKeys
from .personas import PERSONAS
from .registers import JOURNAL_KEY
from .seeding import Seeded

IDPORTEN = "idporten"


def pretend_idporten(
    data: Path,
    addresses: Addresses,
    settings: AuthSettings,
    seeded: Seeded,
    *,
    mandate_keys: Callable[[], Mapping[str, Any]],
    environment: str,
    guests: Sequence[Client] = (),
) -> Starlette:
    """Return the provider and token service; it trusts another provider when that one signs people in.

    *guests* are other people's programs that sign people in here as the portal does.
    """
    names = _names(seeded)
    elsewhere = settings.oidc_issuer != addresses.idporten
    config = ProviderConfig(
        issuer=addresses.idporten,
        clients=(
            clients.portal(settings, portal_key(settings)),
            clients.journal_system(keys.load_or_create(data / JOURNAL_KEY)),
            *guests,
        ),
        personas=personas(utc_now().date()),
        keys=SigningKeys(data / IDPORTEN),
        knows=names.__contains__,
        now=utc_now,
        http=open_client(open_transport()),
        name_of=names.get,
        population=mandate_keys,
        trusted_login_issuers=(
            (LoginIssuer(settings.oidc_issuer, settings.oidc_client_id),) if elsewhere else ()
        ),
    )
    return create_app(config, environment=environment)


def portal_key(settings: AuthSettings) -> ClientKey:
    """Return the key that the portal proves itself by, as the portal itself reads it."""
    keys.load_or_create(settings.oidc_key_file)
    return load(settings.oidc_key_file, kid=settings.oidc_key_id)


def personas(day: date) -> tuple[Persona, ...]:
    """Return those who have a button of their own, with their age on *day*."""
    return tuple(
        Persona(
            one.number,
            one.name,
            f"{one.about['nb']}. {one.age(day)} år.",
            {
                "nn": f"{one.about['nn']}. {one.age(day)} år.",
                "en": f"{one.about['en']}. Aged {one.age(day)}.",
            },
        )
        for one in PERSONAS
    )


def _names(seeded: Seeded) -> dict[str, str]:
    """Return everybody who lives, by number; made up again, so that no list of them lies about."""
    people = country(seeded.people, seeded.seed, seeded.day)
    return {person.number: person.name for person in people if person.died is None}

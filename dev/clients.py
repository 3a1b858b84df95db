"""The programs that the pretend ID-porten knows: the portal, and a journal system that attests who asks."""

from pathlib import Path
from typing import Any

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from access_log.contract import SCOPE as ACCESS_LOG
from auth.client_key import ClientKey
from auth.login import CALLBACK, FRONTCHANNEL_LOGOUT, LOGOUT
from auth.settings import AuthSettings
from services.vaccines.contract import WRITE_SCOPE

from .idporten.clients import Client
from .refusals import ClientsUnusable
from .registers import AUDIENCES, JOURNAL_SYSTEM, READING


class _Registration(msgspec.Struct, forbid_unknown_fields=True):
    """A client by the names of OpenID Connect Dynamic Client Registration 1.0."""

    client_id: str
    jwks: dict[str, Any]
    redirect_uris: list[str]
    client_name: str = ""
    post_logout_redirect_uris: list[str] = []
    frontchannel_logout_uri: str | None = None


def portal(settings: AuthSettings, key: ClientKey) -> Client:
    """Return the portal: it signs people in, and gets tokens on their behalf."""
    return Client(
        client_id=settings.oidc_client_id,
        keys=_public(key),
        name="Mine helseopplysninger",
        redirect_uris=frozenset({settings.at_portal(CALLBACK)}),
        post_logout_redirect_uris=frozenset({settings.at_portal(LOGOUT)}),
        frontchannel_logout_uri=settings.at_portal(FRONTCHANNEL_LOGOUT),
        audiences=frozenset(AUDIENCES.values()),
        scopes=frozenset({*READING.values(), ACCESS_LOG}),
    )


def journal_system(key: ClientKey) -> Client:
    """Return a made-up journal system, trusted to say which health worker asks and why."""
    return Client(
        client_id=JOURNAL_SYSTEM,
        keys=_public(key),
        name="Journalsystemet",
        audiences=frozenset(AUDIENCES.values()),
        scopes=frozenset({*READING.values(), WRITE_SCOPE}),
        may_attest=True,
    )


def guests(path: Path | None) -> tuple[Client, ...]:
    """Return the clients in the JSON file *path*: programs of others, that do here what the portal does."""
    if path is None:
        return ()
    try:
        listed = msgspec.json.decode(path.read_bytes(), type=list[_Registration])
        return tuple(_guest(one) for one in listed)
    except (OSError, msgspec.MsgspecError, JoseError, ValueError) as fault:
        raise ClientsUnusable(path, fault) from None


def _guest(one: _Registration) -> Client:
    return Client(
        client_id=one.client_id,
        keys=KeySet.import_key_set(one.jwks),  # type: ignore[arg-type]
        name=one.client_name or one.client_id,
        redirect_uris=frozenset(one.redirect_uris),
        post_logout_redirect_uris=frozenset(one.post_logout_redirect_uris),
        frontchannel_logout_uri=one.frontchannel_logout_uri,
        audiences=frozenset(AUDIENCES.values()),
        scopes=frozenset({*READING.values(), ACCESS_LOG}),
    )


def _public(key: ClientKey) -> KeySet:
    public: Any = {"keys": [key.public]}
    return KeySet.import_key_set(public)

"""Everything of signing in, put together from its settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import httpx

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.sealed import load_or_create
from storage.turns import Turns

from .assertion import ClientAssertion
from .authorization import Registration
from .client_key import load
from .departures import Departures
from .dpop import DpopKey
from .login import CALLBACK, LOGOUT
from .metadata import Discovery
from .oidc import RelyingParty, Trust
from .session_store import SessionStore
from .settings import AuthSettings
from .token_client import TokenClient
from .tokens import TokenSource
from .transport import BoundedTransport, open_client, open_transport


@dataclass(frozen=True, slots=True)
class Auth:
    """What the portal needs to know who is here, and to ask the registers on their behalf."""

    settings: AuthSettings
    provider: RelyingParty
    sessions: SessionStore
    departures: Departures
    tokens: TokenSource
    landing: str
    """Where the provider sends the visitor after signing out; registered there."""
    turns: Turns
    transport: BoundedTransport

    async def close(self) -> None:
        """Finish what is under way with the database, and hang up on the providers."""
        self.turns.close()
        self.turns.engine.dispose()
        await self.transport.aclose()


def open_auth(
    settings: AuthSettings,
    *,
    now: Callable[[], datetime],
    inner: httpx.AsyncBaseTransport | None = None,
) -> Auth:
    """Open the session database, read the keys, and put the parts together.

    No provider is contacted yet. *inner* stands in for the network.
    """
    transport = open_transport(inner)
    turns = _open_sessions(settings)
    keyset = load_or_create(settings.session_keys_file)
    return Auth(
        settings=settings,
        provider=_provider(settings, transport, now),
        sessions=SessionStore(turns, keyset, now=now),
        departures=Departures(turns, keyset, now=now),
        tokens=_tokens(settings, transport, now),
        landing=settings.at_portal(LOGOUT),
        turns=turns,
        transport=transport,
    )


def _open_sessions(settings: AuthSettings) -> Turns:
    engine = open_engine(settings.session_database_url)
    upgrade(engine, "auth")
    return Turns(engine)


def _provider(
    settings: AuthSettings, transport: BoundedTransport, now: Callable[[], datetime]
) -> RelyingParty:
    http = open_client(transport)
    trust = Trust(
        issuer=settings.oidc_issuer,
        algorithm=settings.oidc_id_token_alg,
        levels=settings.levels,
        production=settings.production,
    )
    registration = Registration(
        client_id=settings.oidc_client_id,
        redirect_uri=settings.at_portal(CALLBACK),
        scope=settings.oidc_scope,
        acr=settings.oidc_acr,
        logout_method=settings.oidc_logout,
    )
    return RelyingParty(
        trust,
        registration,
        discovery=Discovery(
            settings.oidc_issuer,
            http=http,
            production=settings.production,
            now=now,
            needs=("authorization_endpoint", "jwks_uri"),
        ),
        http=http,
        client=TokenClient(transport, _assertion(settings, settings.oidc_issuer, now)),
        now=now,
    )


def _tokens(settings: AuthSettings, transport: BoundedTransport, now: Callable[[], datetime]) -> TokenSource:
    issuer = settings.tokens_from
    discovery = Discovery(issuer, http=open_client(transport), production=settings.production, now=now)
    dpop = DpopKey(now=now) if settings.token_dpop else None
    client = TokenClient(transport, _assertion(settings, issuer, now), dpop=dpop)
    return TokenSource(discovery, client, login_issuer=settings.oidc_issuer, now=now)


def _assertion(settings: AuthSettings, issuer: str, now: Callable[[], datetime]) -> ClientAssertion:
    key = load(settings.oidc_key_file, kid=settings.oidc_key_id)
    return ClientAssertion(settings.oidc_client_id, key, issuer=issuer, now=now)

"""Open a register from its settings: database in shape, keys read, token issuer known."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from joserfc.jwk import Key
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from auth.answers import AnswerNotTrusted, ProviderSilent
from auth.bearer import Bearer, KeyFinder, utc_now
from auth.keys import Keys
from auth.metadata import Discovery
from auth.transport import open_client, open_transport
from storage import migrations, sealed
from storage.engine import open_engine
from storage.memory import settle
from storage.turns import Turns

from .settings import RegisterSettings


@dataclass(frozen=True, slots=True)
class Opened:
    """What a register's `create_app` is given."""

    turns: Turns
    keyset: sealed.Keyset
    bearer: Bearer
    now: Callable[[], datetime]
    levels: frozenset[str]

    def close(self) -> None:
        """Serve what is under way, then let go of the database."""
        self.turns.close()
        self.turns.engine.dispose()


def open_register(
    settings: RegisterSettings,
    package: str,
    *,
    keys: KeyFinder | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Opened:
    """Return the register of *package* ready to serve, its database migrated.

    Without *keys* it asks the token issuer for them when the first caller comes.
    """
    turns, keyset = open_data(settings, package)
    bearer = Bearer(
        issuer=settings.token_issuer,
        audience=settings.audience,
        keys=keys or issuer_keys(settings, now=now),
        now=now,
    )
    return Opened(turns, keyset, bearer, now, settings.levels)


def open_data(settings: RegisterSettings, package: str) -> tuple[Turns, sealed.Keyset]:
    """Return the register's migrated database and its keys, for commands that serve nobody."""
    engine = open_engine(settings.database_url)
    migrations.upgrade(engine, package)
    return Turns(engine), sealed.load_or_create(settings.keys_file)


def issuer_keys(settings: RegisterSettings, *, now: Callable[[], datetime]) -> KeyFinder:
    """Return a finder of the token issuer's keys, which says 503 while the issuer cannot be asked."""
    http = open_client(open_transport())
    issuer = Discovery(settings.token_issuer, http=http, production=settings.real_people, now=now)

    async def address() -> str:
        return settings.token_jwks_url or await issuer.jwks_uri()

    keys = Keys(address, http=http, now=now)

    async def find(kid: str) -> Key:
        try:
            return await keys(kid)
        except (ProviderSilent, AnswerNotTrusted):
            raise HTTPException(503, "the token issuer's keys cannot be had", {"Retry-After": "5"}) from None

    return find


def served(app: Starlette, opened: Opened) -> Starlette:
    """Return *app* such that its server's shutdown closes what was *opened*."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        settle()
        try:
            yield
        finally:
            opened.close()

    app.router.lifespan_context = lifespan
    return app

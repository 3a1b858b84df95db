"""The portal as a process of its own: `uvicorn portal.main:create --factory`.

A register without an address runs within this process, with a database and
keys of its own all the same.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from pydantic import AnyHttpUrl
from starlette.applications import Starlette

from auth.bearer import utc_now
from auth.settings import AuthSettings
from services.birthdata import main as birthdata
from services.population import main as population
from services.settings import read
from services.vaccines import main as vaccines
from storage.memory import settle

from .app import create_app
from .logs import configure_logs
from .opening import Embedded, open_portal
from .settings import PortalSettings


def create() -> Starlette:
    """Return the portal as the environment describes it."""
    configure_logs()
    settings, auth_settings = read(PortalSettings), read(AuthSettings)
    embedded = Embedded(
        vaccines=_unless(settings.vaccines_url, vaccines.create),
        births=_unless(settings.birthdata_url, birthdata.create),
        population=_unless(settings.population_url, population.create),
    )
    wiring = open_portal(settings, auth_settings, embedded, now=utc_now)
    app = create_app(wiring)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(wiring.close)
            for register in (embedded.vaccines, embedded.births, embedded.population):
                if isinstance(register, Starlette):
                    await stack.enter_async_context(register.router.lifespan_context(register))
            settle()
            yield

    app.router.lifespan_context = lifespan
    return app


def _unless(url: AnyHttpUrl | None, create_register: Callable[[], Starlette]) -> Starlette | None:
    return None if url is not None else create_register()

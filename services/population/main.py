"""The population register as a process of its own: `uvicorn services.population.main:create --factory`."""

from starlette.applications import Starlette

from ..opening import open_register, served
from ..settings import read
from .app import create_app
from .issuing import Mandates
from .settings import Settings
from .signing import load_or_create


def create() -> Starlette:
    """Return the register as the environment describes it, its database migrated and its keys made."""
    settings = read(Settings)
    opened = open_register(settings, __package__)
    mandates = Mandates(
        signer=load_or_create(settings.mandate_keys_file),
        token_service=settings.token_issuer,
        now=opened.now,
        issuer=settings.audience,
    )
    app = create_app(
        turns=opened.turns,
        keyset=opened.keyset,
        bearer=opened.bearer,
        now=opened.now,
        levels=opened.levels,
        mandates=mandates,
        real_people=settings.real_people,
    )
    return served(app, opened)

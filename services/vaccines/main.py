"""The vaccine register as a process of its own: `uvicorn services.vaccines.main:create --factory`."""

from starlette.applications import Starlette

from ..opening import open_register, served
from ..settings import read
from .app import create_app
from .settings import Settings


def create() -> Starlette:
    """Return the register as the environment describes it, its database migrated."""
    settings = read(Settings)
    opened = open_register(settings, __package__)
    app = create_app(
        turns=opened.turns,
        keyset=opened.keyset,
        bearer=opened.bearer,
        now=opened.now,
        levels=opened.levels,
        real_people=settings.real_people,
    )
    return served(app, opened)

"""The demo from start to stop, and the making of its country."""

from functools import partial
from pathlib import Path

from auth.bearer import utc_now
from portal.assets import AssetsMissing
from portal.logs import configure_logs
from services.local_day import day_of

from . import said, serving
from .addresses import Addresses, remember_port
from .families.country import PEOPLE, SEED
from .refusals import NotSetUp
from .seeding import Seeded, Summary, seed, seeded
from .settings import DevSettings
from .wiring import open_demo


def make_country(data: Path, people: int, number: int) -> Summary:
    """Seed *data* as of today; it must be held."""
    return seed(data, Seeded(people, number, day_of(utc_now())))


def demo(data: Path, addresses: Addresses, sockets: serving.Sockets, settings: DevSettings) -> None:
    """Serve everything until somebody says stop. The country is made first, when there is none."""
    country = seeded(data)
    if country is None:
        said.written(make_country(data, PEOPLE, SEED))
        country = seeded(data)
    assert country is not None
    remember_port(data, addresses.port)
    configure_logs()
    try:
        opened = open_demo(data, addresses, country, settings)
    except AssetsMissing as missing:
        raise NotSetUp(f"{missing} is empty: run `make assets` first") from None
    welcome = partial(said.welcome, addresses, opened.login_issuer)
    serving.run(opened.apps, sockets, ready=welcome, close=opened.close)

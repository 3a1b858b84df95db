"""What the portal refuses to start with."""

from pathlib import Path

import pytest
from pydantic import AnyHttpUrl

from auth.bearer import utc_now
from portal.opening import Embedded, open_portal
from portal.settings import PortalSettings
from tests.auth.portal import settings


def test_a_register_is_never_asked_over_an_open_line(tmp_path: Path) -> None:
    """What goes that way is a citizen's token one way and their health data the other."""
    registers = PortalSettings(
        vaccines_url=AnyHttpUrl("http://vaccines.example"),
        birthdata_url=AnyHttpUrl("https://births.example"),
        population_url=AnyHttpUrl("http://localhost:8103"),
    )

    with pytest.raises(ValueError, match=r"VACCINES_URL$"):
        open_portal(registers, settings(tmp_path, environment="production"), Embedded(), now=utc_now)

"""Claims about the demo's pretend ID-porten."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from dev import places
from dev.addresses import Addresses
from dev.idporten.config import signs_in_here
from dev.personas import PERSONAS, persona
from dev.seeding import Seeded
from dev.sign_in import personas, pretend_idporten

from .countries import DAY, demo_country

ADDRESSES = Addresses(9140)
Knows = Callable[[str], bool]


@pytest.fixture
def knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Knows:
    """Whether the provider of the demo's country knows a number."""
    monkeypatch.chdir(tmp_path)
    settings = places.signing_in(tmp_path, ADDRESSES)
    app = pretend_idporten(
        tmp_path,
        ADDRESSES,
        settings,
        Seeded(1000, 1, DAY),
        mandate_keys=lambda: {"keys": []},
        environment="development",
    )
    known: Knows = app.state.provider.config.knows
    return known


def test_every_persona_has_a_button_with_words_in_three_languages() -> None:
    """With their age on the day."""
    [kari] = [one for one in personas(DAY) if one.pid == persona("KARI").number]

    assert len(personas(DAY)) == len(PERSONAS)
    assert kari.text.endswith("40 år.")
    assert kari.texts["en"].endswith("Aged 40.")
    assert all(signs_in_here(one.pid) for one in personas(DAY))


def test_everybody_who_lives_can_sign_in(knows: Knows) -> None:
    """The dead cannot, nor can a number that nobody has."""
    people = demo_country().people
    dead = [person.number for person in people if person.died]

    assert all(knows(person.number) for person in people if not person.died)
    assert dead
    assert not any(knows(number) for number in [*dead, "07831550036"])


async def test_it_has_its_address_from_the_portals_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its metadata name the port beside the portal's."""
    monkeypatch.chdir(tmp_path)
    settings = places.signing_in(tmp_path, ADDRESSES)
    app = pretend_idporten(
        tmp_path, ADDRESSES, settings, Seeded(40, 1, DAY), mandate_keys=dict, environment="development"
    )

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESSES.idporten) as http:
        metadata = (await http.get("/.well-known/openid-configuration")).json()

    assert metadata["issuer"] == "http://localhost:9141"

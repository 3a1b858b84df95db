"""Without new tokens no register is opened, and the session goes on."""

import json
import time
from base64 import urlsafe_b64decode

import httpx
import pytest

from tests.auth.provider import Claims
from tests.portal.house import House, text_of
from tests.portal.pages.routes import PAGES_ABOUT_A_PERSON
from tests.portal.registers import CHILD, MOTHER, REGISTERS

DOWN = httpx.ConnectError("nobody there")
every_page = pytest.mark.parametrize("path", PAGES_ABOUT_A_PERSON)


@every_page
async def test_a_token_service_that_is_down_costs_the_cards(house: House, path: str) -> None:
    """The page comes, and says who could not be asked; no register is."""
    browser = await house.citizen(name="Navn fra ID-porten")
    house.provider.down = DOWN

    answer = await browser.get(path)

    assert answer.status_code == 200
    assert "Navn fra ID-porten" in answer.text
    assert "akkurat nå" in text_of(answer)
    assert set(house.asked.values()) == {0}


@every_page
async def test_when_it_is_back_the_page_is_whole(house: House, path: str) -> None:
    """Without signing in again."""
    browser = await house.citizen()
    house.provider.down = DOWN
    await browser.get(path)
    house.provider.down = None

    page = text_of(await browser.get(path))

    assert "akkurat nå. Prøv igjen" not in page
    assert "Áile" in page


async def test_tokens_that_are_kept_outlast_a_short_silence(house: House) -> None:
    """A citizen who has just looked may look again."""
    browser = await house.citizen()
    await browser.get("/vaccines")
    house.provider.down = DOWN

    page = text_of(await browser.get("/vaccines"))

    assert "Gulfebervaksine" in page


@pytest.mark.parametrize("who", [MOTHER, CHILD], ids=["oneself", "a child"])
@every_page
async def test_a_token_service_that_never_answers_holds_nobody(
    brisk_house: House, path: str, who: str
) -> None:
    """Every card gives up by itself, in time, also those that wait for the same mandate."""
    browser = await brisk_house.citizen()
    handles = await brisk_house.handles(browser)
    brisk_house.clock.on(minutes=9)
    brisk_house.provider.hangs = True
    began = time.monotonic()

    answer = await browser.get(path, params={"person": handles[CHILD]} if who == CHILD else {})

    assert answer.status_code == 200
    assert "akkurat nå" in text_of(answer)
    assert time.monotonic() - began < 1.2


async def test_no_token_is_used_after_its_time(house: House) -> None:
    """A new one is asked for, and nobody notices."""
    browser = await house.citizen()
    await browser.get("/vaccines")
    given = len(house.provider.given)
    house.clock.on(minutes=6)

    page = text_of(await browser.get("/vaccines"))

    assert "Gulfebervaksine" in page
    assert len(house.provider.given) == given + 1


async def test_a_token_opens_one_register_and_one_person(house: House) -> None:
    """The portal asks for no more than each question needs."""
    browser = await house.citizen()
    handles = await house.handles(browser)
    await browser.get("/", params={"person": handles[CHILD]})
    seen = {
        (name, request.headers["Authorization"])
        for name in REGISTERS
        for request in house.registers[name].line.asked
    }

    audiences = [(name, claims_in(value)["aud"]) for name, value in seen]

    assert all(audience == f"urn:mho:register:{name}" for name, audience in audiences)


@pytest.mark.parametrize("error", ["invalid_grant", "invalid_target", "access_denied"])
async def test_a_token_service_that_says_no_costs_the_cards(house: House, error: str) -> None:
    """The citizen's own token has run out, perhaps; the page says that the register said no."""
    browser = await house.citizen()
    refusal = httpx.Response(400, json={"error": error})
    house.provider.reply = lambda answer: refusal if "access_token" in answer.text else answer

    answer = await browser.get("/")

    assert answer.status_code == 200
    assert "viser ikke dette" in text_of(answer)
    assert set(house.asked.values()) == {0}


def claims_in(authorization: str) -> Claims:
    """Return what a token says, unchecked."""
    payload = authorization.removeprefix("Bearer ").split(".")[1]
    return dict(json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))

"""The way to a provider: bounded answers, one fetch for all, keys with a floor."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from auth.answers import AnswerNotTrusted, ProviderSilent, fetched, json_object
from auth.kept import Kept
from auth.keys import Keys, UnknownKey, fits, keys_in
from auth.metadata import may_be_spoken_to
from auth.transport import BoundedTransport, open_client
from tests.auth.clock import Clock
from tests.auth.provider import Provider, portal_key, rsa_key

URL = "https://login.example/jwks"


def client(serve: Callable[[httpx.Request], Any], **bounds: Any) -> httpx.AsyncClient:
    """Return a client whose every request *serve* answers."""
    return open_client(BoundedTransport(httpx.MockTransport(serve), **bounds))


async def drip() -> AsyncIterator[bytes]:
    """Send a byte now and then, for ever."""
    while True:
        yield b" "
        await asyncio.sleep(0.01)


async def test_an_answer_that_drips_is_cut_off() -> None:
    """However often a byte comes, the whole must come in time."""
    http = client(lambda _: httpx.Response(200, stream=Drip()), seconds=0.1)

    with pytest.raises(ProviderSilent, match="ReadTimeout"):
        await fetched(http, URL)


async def test_an_answer_that_never_ends_is_cut_off() -> None:
    """By its size, whatever it said that would be."""
    http = client(lambda _: httpx.Response(200, stream=Drip()), size=3)

    with pytest.raises(ProviderSilent, match="RemoteProtocolError"):
        await fetched(http, URL)


async def test_no_connection_is_no_answer() -> None:
    """The library's own errors stop here."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(ProviderSilent, match="ConnectError"):
        await fetched(client(refuse), URL)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "1", "{", '{"a": NaN}', '{"a": 1, "a": 1}', '{"b": {"a": 1, "a": 2}}', '"\\ud800"', b"\xff{}"],
)
def test_json_that_could_mean_two_things_is_refused(text: str | bytes) -> None:
    """Or nothing at all."""
    with pytest.raises(AnswerNotTrusted):
        json_object(text)


async def test_one_fetch_serves_all_who_wait(clock: Clock) -> None:
    """Ten ask at once; when it fails, all hear it, and the next one asks again."""
    asked = 0

    async def fetch() -> int:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        if asked == 1:
            raise ProviderSilent
        return asked

    kept = Kept(fetch, lasts=lambda _: timedelta(minutes=1), now=clock)
    failed = await asyncio.gather(*(kept.value() for _ in range(10)), return_exceptions=True)

    assert {type(failure) for failure in failed} == {ProviderSilent}
    assert [await kept.value(), await kept.value(), asked] == [2, 2, 2]


async def test_made_up_names_of_keys_do_not_load_the_issuer(provider: Provider) -> None:
    """A stream of unknown names asks for the keys again once in each stretch of time."""
    keys = Keys(
        address, http=open_client(provider.transport), now=provider.clock, floor=timedelta(seconds=30)
    )

    for _ in range(100):
        with pytest.raises(UnknownKey):
            await keys("made-up")
        provider.clock.on(seconds=1)

    assert provider.asked_for("/jwks") == 1 + 4


async def test_a_register_finds_a_new_key_by_its_name(provider: Provider) -> None:
    """Also one that came after the set was fetched."""
    keys = Keys(address, http=open_client(provider.transport), now=provider.clock)
    await keys("first")
    provider.rotate("second")

    assert (await keys("second")).kid == "second"


@pytest.mark.parametrize(
    ("algorithm", "key", "fit"),
    [
        ("RS256", rsa_key("first"), True),
        ("PS256", rsa_key("first"), False),
        ("ES256", portal_key(), True),
        ("ES384", portal_key(), False),
        ("RS256", portal_key(), False),
        ("Ed25519", portal_key(), False),
    ],
    ids=["its own", "another of the same kind", "its curve", "another curve", "another kind", "yet another"],
)
def test_a_key_fits_the_algorithms_it_was_made_for(algorithm: str, key: Any, *, fit: bool) -> None:
    """By kind, curve, and what it says itself."""
    assert fits(key, algorithm) is fit


def test_a_set_is_read_without_what_cannot_be_used() -> None:
    """Short, secret, strange and broken keys are left out, and the good one is found."""
    good = rsa_key("first").as_dict(private=False)
    short = {"kty": "RSA", "n": "AQAB", "e": "AQAB"}
    secret = rsa_key("first").as_dict(private=True)

    found = keys_in(
        {"keys": [short, secret, {"kty": "AKP", "pub": "x"}, {"kty": "EC", "crv": "P-256"}, good]}
    )

    assert [key.kid for key in found] == ["first"]


@pytest.mark.parametrize(
    ("url", "trial", "production"),
    [
        ("https://login.example", True, True),
        ("http://login.example", True, False),
        ("http://localhost:8001", True, True),
        ("http://127.0.0.1:8001", True, True),
        ("http://[::1]:8001", True, True),
        ("http://localhost.example", True, False),
        ("https://user@login.example", False, False),
        ("https://login.example/#part", False, False),
        ("ftp://login.example", False, False),
        ("https://", False, False),
        ("", False, False),
        ("login.example", False, False),
    ],
)
def test_secrets_go_over_closed_lines(url: str, *, trial: bool, production: bool) -> None:
    """Https, or a line that does not leave the machine; in a trial any."""
    assert may_be_spoken_to(url, production=False) is trial
    assert may_be_spoken_to(url, production=True) is production


class Drip(httpx.AsyncByteStream):
    """An answer without end."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Drip."""
        return drip()


async def address() -> str:
    """Return where the keys are."""
    return URL

"""Where the time of one page goes: each part by itself, one at a time, in microseconds."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import httpx
import msgspec
from joserfc import jwt
from joserfc.jwk import ECKey, Key

from auth.bearer import Bearer, utc_now
from auth.identity import PersonId
from auth.oidc import SignedIn
from auth.session_store import SessionStore
from dev.places import vaccines
from portal.assets import HtmxSource, assets, folder
from portal.cards.shell import PersonChoice, Shell
from portal.cards.vaccine_search import Search, found
from portal.cards.vaccines import vaccine_card
from portal.html import Pages
from portal.i18n import Language
from services.fhir import search_form
from services.opening import open_data
from services.vaccines import contract
from services.vaccines.app import create_app
from services.vaccines.client import history_of
from storage.engine import open_engine
from storage.migrations import upgrade
from storage.sealed import Keyset
from storage.turns import Turns

TIMES = 500
_LEVEL = "idporten-loa-high"
_ISSUER = "http://localhost"


def parts(data: Path, number: PersonId) -> str:
    """Return the table for the person with *number* in the databases under *data*."""
    rows = asyncio.run(_parts(data, number))
    lines = [f"| {name} | {microseconds:,.0f} |" for name, microseconds in rows.items()]
    return "\n".join(("| part of Mine vaksiner, one at a time | µs |", "|---|---|", *lines))


async def _parts(data: Path, number: PersonId) -> dict[str, float]:
    key = ECKey.generate_key("P-256", {"kid": "bench"})
    turns, keyset = open_data(vaccines(data), "services.vaccines")
    bearer = Bearer(issuer=_ISSUER, audience=contract.AUDIENCE, keys=_always(key), now=utc_now)
    app = create_app(turns=turns, keyset=keyset, bearer=bearer, now=utc_now, levels={_LEVEL})
    token = _token(key, number)
    with closing(turns), closing(_session_turns(data)) as session_turns:
        sessions = SessionStore(session_turns, Keyset.create(), now=utc_now)
        cookie = await sessions.begin(_signed_in(number))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://register") as line:
            reply = await _ask(line, number, token)
            waited = {
                "find the session (its database, then unseal)": await _timed(lambda: sessions.find(cookie)),
                "ask the register (HTTP in the process, FHIR, durable entry)": await _timed(
                    lambda: _ask(line, number, token)
                ),
                "- of which: check a token seen before": await _timed(
                    lambda: bearer.caller(f"Bearer {token}")
                ),
                "- of which: an empty transaction": await _timed(lambda: turns.take(lambda _: None)),
            }
    return waited | _worked(reply)


def _worked(reply: bytes) -> dict[str, float]:
    """Time what needs no waiting: from the register's reply to the page."""
    history = history_of(msgspec.json.decode(reply, type=contract.Bundle))
    card = vaccine_card(history, utc_now())
    me = PersonChoice("me", "Odd Tomter", 63, 0)
    shell = Shell("/vaccines", "", me.name, (me,), me)
    context = {"shell": shell, "card": card, "found": found(card, Search())}
    pages = Pages(assets(folder(), htmx=HtmxSource.CDN))
    return {
        "read the reply": _each(lambda: history_of(msgspec.json.decode(reply, type=contract.Bundle))),
        "lay out card and search": _each(lambda: found(vaccine_card(history, card.fetched), Search())),
        "write the page": _each(lambda: pages.text("vaccines/page.html", Language.NB, context)),
    }


async def _ask(line: httpx.AsyncClient, number: PersonId, token: str) -> bytes:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Request-ID": str(uuid4()),
        "Authorization": f"Bearer {token}",
    }
    answer = await line.post(contract.SEARCH_PATH, content=search_form(number), headers=headers)
    return answer.raise_for_status().content


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    for _ in range(TIMES):
        await work()
    return (time.perf_counter() - began) / TIMES * 1e6


def _each(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(TIMES):
        work()
    return (time.perf_counter() - began) / TIMES * 1e6


def _session_turns(data: Path) -> Turns:
    engine = open_engine(f"sqlite:///{data}/bench-sessions.db")
    upgrade(engine, "auth")
    return Turns(engine)


def _signed_in(number: PersonId) -> SignedIn:
    return SignedIn(number, "Odd", "x" * 900, "x" * 600, "sid", _LEVEL, utc_now(), "nb")


def _always(key: Key) -> Callable[[str], Awaitable[Key]]:
    async def find(_: str) -> Key:
        return key

    return find


def _token(key: Key, number: PersonId) -> str:
    issued = int(utc_now().timestamp())
    claims = {
        "iss": _ISSUER,
        "aud": contract.AUDIENCE,
        "sub": number,
        "client_id": "bench",
        "scope": contract.READ_SCOPE,
        "acr": _LEVEL,
        "iat": issued,
        "exp": issued + 300,
        "jti": str(uuid4()),
    }
    return jwt.encode({"alg": "ES256", "kid": "bench", "typ": "at+jwt"}, claims, key)

"""A provider with its clients, its made-up people, and a clock that a test can turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet
from starlette.applications import Starlette

from dev.idporten.app import create_app
from dev.idporten.clients import Client
from dev.idporten.config import Persona, ProviderConfig
from dev.idporten.keys import SigningKeys

ISSUER = "http://localhost:8001"
PORTAL = "http://localhost:8000"
CALLBACK = f"{PORTAL}/login/callback"
LANDING = f"{PORTAL}/logout"
VACCINES = "urn:mho:register:vaccines"
BIRTHS = "urn:mho:register:birthdata"
POPULATION = "urn:mho:register:population"

MOTHER, FATHER, CHILD, STRANGER = "12878540016", "05918040066", "07831550036", "21891230025"
NURSE = {
    "identifier": "15811230070",
    "hpr_nr": "9144889",
    "authorization": "SP",
    "name": "Nina Liksom",
    "legal_entity": {"id": "999999901", "name": "Liksomby kommune"},
    "point_of_care": {"id": "999999902", "name": "Liksomby helsestasjon"},
}
REASON = {"purpose_of_use": "TREAT", "purpose_of_use_details": "PLANOPP", "decision_ref": "visit-1"}
NAMES = {MOTHER: "Kari Liksom", FATHER: "Ola Liksom", CHILD: "Eli Liksom"}


def new_key() -> Key:
    """A key for ES256, with a name."""
    return ECKey.generate_key("P-256", auto_kid=True)


PORTAL_KEY, OTHER_KEY, EPJ_KEY, POPULATION_KEY = (new_key() for _ in range(4))
# Making an RSA key takes long, and no test but those of rotation changes it.
SIGNING_KEYS = SigningKeys()

PORTAL_CLIENT = Client(
    client_id="portal",
    name="Mine helseopplysninger",
    keys=KeySet([PORTAL_KEY]),
    redirect_uris=frozenset({CALLBACK}),
    post_logout_redirect_uris=frozenset({LANDING}),
    frontchannel_logout_uri=f"{PORTAL}/login/frontchannel-logout",
    audiences=frozenset({VACCINES, BIRTHS, POPULATION}),
    scopes=frozenset({"vaccines.read", "birthdata.read", "population.read", "access_log.read"}),
)
OTHER_CLIENT = replace(
    PORTAL_CLIENT,
    client_id="other",
    name="En annen tjeneste",
    keys=KeySet([OTHER_KEY]),
    redirect_uris=frozenset({"http://localhost:9000/back"}),
    post_logout_redirect_uris=frozenset({"http://localhost:9000/"}),
    frontchannel_logout_uri="http://localhost:9000/over?way=front",
)
EPJ_CLIENT = Client(
    client_id="dev-epj",
    keys=KeySet([EPJ_KEY]),
    audiences=frozenset({VACCINES}),
    scopes=frozenset({"vaccines.read", "vaccines.write"}),
    may_attest=True,
)


class Clock:
    """A clock that stands until a test turns it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time now."""
        return self.time

    def turn(self, **by: float) -> None:
        """Let time pass."""
        self.time += timedelta(**by)


def population_jwks() -> Mapping[str, Any]:
    """The population register's keys, handed over instead of fetched."""
    return KeySet([POPULATION_KEY]).as_dict(private=False)


def nobody_there(request: httpx.Request) -> httpx.Response:
    """A network where nobody answers."""
    raise httpx.ConnectError("nobody there", request=request)


def config(clock: Clock, **changes: Any) -> ProviderConfig:
    """The settings that tests start from."""
    settings: dict[str, Any] = {
        "issuer": ISSUER,
        "clients": [PORTAL_CLIENT, OTHER_CLIENT, EPJ_CLIENT],
        "personas": [
            Persona(MOTHER, "Kari Liksom", "Mor til to", {"en": "Mother of two"}),
            Persona(FATHER, "Ola Liksom", "Far på en annen adresse"),
        ],
        "keys": SIGNING_KEYS,
        "knows": NAMES.__contains__,
        "name_of": NAMES.get,
        "now": clock,
        "http": httpx.AsyncClient(transport=httpx.MockTransport(nobody_there)),
        "population": population_jwks,
    }
    return ProviderConfig(**settings | changes)


@dataclass
class World:
    """The running provider, its clock, and a browser to visit it with."""

    clock: Clock = field(default_factory=Clock)
    changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.config = config(self.clock, **self.changes)
        self.app: Starlette = create_app(self.config, environment="development")
        self.browser = self.new_browser()

    def new_browser(self) -> httpx.AsyncClient:
        """A browser without any cookie, on our own pages."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=ISSUER,
            headers={"Sec-Fetch-Site": "same-origin"},
        )

    def server(self) -> httpx.AsyncClient:
        """A client's own connection to the provider."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=ISSUER)

    def assertion(self, client_id: str = "portal", key: Key = PORTAL_KEY, **changes: Any) -> str:
        """A client assertion; a claim that is changed to None is left out."""
        now = int(self.clock().timestamp())
        claims = {"iss": client_id, "sub": client_id, "aud": ISSUER, "iat": now, "exp": now + 30}
        return signed(key, claims | {"jti": token_urlsafe(16)} | changes, typ="JWT")

    def proof(self, client_id: str = "portal", key: Key = PORTAL_KEY) -> dict[str, str]:
        """What a client adds to a form to prove who it is."""
        return {
            "client_id": client_id,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": self.assertion(client_id, key),
        }

    async def post(
        self, path: str, form: Mapping[str, str | None], *, proof: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Post a form as a client; a parameter that is None is left out."""
        whole = {**form, **(self.proof() if proof is None else proof)}
        async with self.server() as server:
            return await server.post(path, data={k: v for k, v in whole.items() if v is not None})


def signed(key: Key, claims: Mapping[str, Any], **header: Any) -> str:
    """A token by *key*; claims and headers that are None are left out."""
    whole = {"alg": "ES256", "kid": key.kid} | header
    return jwt.encode(
        {name: value for name, value in whole.items() if value is not None},
        {name: value for name, value in claims.items() if value is not None},
        key,
        algorithms=[whole["alg"]],
        default_type=None,
    )


def claims_of(token: str) -> dict[str, Any]:
    """What a token of the provider claims, its signature checked."""
    keys = KeySet.import_key_set(SIGNING_KEYS.public())  # type: ignore[arg-type]
    return jwt.decode(token, keys, algorithms=["RS256", "ES256"]).claims

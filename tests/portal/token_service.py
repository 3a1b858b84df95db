"""The provider and token service at the edge of the house: nothing behind this line is pretended."""

import asyncio
import json
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from auth.identity import PersonId
from auth.oidc import SignedIn
from auth.tokens import ACCESS_TOKEN, JWT
from services.population.contract import AUDIENCE as POPULATION
from services.population.contract import MANDATE_TYPE
from services.population.signing import Signer
from tests import tokens
from tests.auth.clock import Clock
from tests.auth.provider import EXCHANGE, ISSUER, Claims, Provider

_ACCESS = "access-token-of-"


class TokenService(Provider):
    """Signs people in as the tests' provider does, and exchanges tokens as the registers' issuer does."""

    def __init__(self, clock: Clock, mandates: Signer) -> None:
        super().__init__(clock)
        self._mandates = mandates
        self.down: httpx.TransportError | None = None
        self.hangs = False
        self.tokens = self._named
        self.given: list[str] = []
        self._used: set[tuple[str, str]] = set()

    async def serve(self, request: httpx.Request) -> httpx.Response:
        """Answer the portal, unless the line is down or nobody speaks at its end."""
        if self.hangs:
            await asyncio.sleep(5)
        if self.down is not None:
            raise self.down
        return await super().serve(request)

    def signed_in(self, person: PersonId, **more: Any) -> SignedIn:
        """Return what the provider tells when *person* has signed in."""
        said: dict[str, Any] = {
            "person": person,
            "name": "",
            "id_token": f"id-token-of-{person}",
            "access_token": f"{_ACCESS}{person}",
            "sid": f"sid-of-{person}",
            "acr": tokens.HIGH,
            "auth_time": self.clock(),
            "locale": "nb",
        }
        return SignedIn(**(said | more))

    def _named(self, answer: Claims) -> Claims:
        return answer | {"access_token": f"{_ACCESS}{self.person['pid']}"} if "id_token" in answer else answer

    def exchanged(self, form: dict[str, str]) -> Claims:
        """Sign a token for one register: the citizen's own, or one by a mandate."""
        assert form["grant_type"] == EXCHANGE
        by_mandate = form["subject_token_type"] == JWT
        more = self._mandated(form) if by_mandate else {"sub": self._holder(form, "subject")}
        issued = int(self.clock().timestamp())
        lasting = {"iat": issued, "exp": issued + 300}
        asked = {"audience": form["audience"], "scope": form["scope"]}
        self.given.append(tokens.citizen(PersonId(more["sub"]), **asked, **(more | lasting)))
        return {"access_token": self.given[-1], "token_type": "Bearer", "expires_in": 300}

    def _mandated(self, form: dict[str, str]) -> Claims:
        """Believe a mandate by the population register's signature, from whom it names, once a register."""
        keys = KeySet.import_key_set(json.loads(json.dumps(self._mandates.jwks)))
        token = jwt.decode(form["subject_token"], keys, algorithms=["ES256"])
        claims = token.claims
        assert (token.header["typ"], claims["iss"], claims["aud"]) == (MANDATE_TYPE, POPULATION, ISSUER)
        assert claims["exp"] > self.clock().timestamp()
        assert claims["may_act"]["sub"] == self._holder(form, "actor")
        use = claims["jti"], form["audience"]
        assert use not in self._used
        self._used.add(use)
        return {"sub": claims["sub"], "act": claims["may_act"], "mandate": claims["mandate"]}

    @staticmethod
    def _holder(form: dict[str, str], which: str) -> str:
        assert form[f"{which}_token_type"] == ACCESS_TOKEN
        return form[f"{which}_token"].removeprefix(_ACCESS)

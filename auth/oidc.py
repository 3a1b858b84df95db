"""The relying party: sends a visitor to the provider, and learns from the return who it was.

Works with ID-porten and with any other certified OpenID provider, by settings
alone. Only the code flow is spoken, always with PKCE, `state` and `nonce`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

from .answers import AnswerNotTrusted, ProviderSilent
from .authorization import Callback, Registration, address, code_in, parameters
from .departure import Departure
from .id_token import Expected, IdToken, accepted, person_in
from .identity import PersonId
from .keys import Keys
from .metadata import Discovery, Metadata
from .refusals import Reason, SignInRefused
from .signature import signed_claims
from .token_client import RequestRefused, TokenClient


@dataclass(frozen=True, slots=True)
class Trust:
    """What we accept from the provider: settings, not the provider's own word."""

    issuer: str
    algorithm: str
    levels: frozenset[str]
    production: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came back, and what the provider handed over."""

    person: PersonId = field(repr=False)
    name: str = field(repr=False)
    id_token: str = field(repr=False)
    access_token: str = field(repr=False)
    sid: str | None = field(repr=False)
    acr: str
    auth_time: datetime | None
    locale: str


class RelyingParty:
    """The portal, as its provider knows it."""

    def __init__(
        self,
        trust: Trust,
        registration: Registration,
        *,
        discovery: Discovery,
        http: httpx.AsyncClient,
        client: TokenClient,
        now: Callable[[], datetime],
    ) -> None:
        self.trust = trust
        self.registration = registration
        self.discovery = discovery
        self.keys = Keys(discovery.jwks_uri, http=http, now=now)
        self._client = client
        self._now = now

    async def metadata(self) -> Metadata:
        """Return the provider's metadata, or raise SignInRefused."""
        try:
            return await self.discovery.metadata()
        except (ProviderSilent, AnswerNotTrusted) as error:
            raise refusal_of(error) from error

    async def way_out(self, departure: Departure, *, language: str) -> str:
        """Return the address to send the visitor to.

        Where the provider takes pushed requests, the address names one and
        shows nothing else (RFC 9126).
        """
        metadata = await self.metadata()
        endpoint = _needed(metadata.authorization_endpoint)
        asked = parameters(departure, self.registration, language=language)
        client = {"client_id": self.registration.client_id}
        if metadata.pushed_authorization_request_endpoint is None:
            return address(endpoint, client | asked)
        try:
            pushed = await self._client.pushed(metadata.pushed_authorization_request_endpoint, asked)
        except (ProviderSilent, AnswerNotTrusted, RequestRefused) as error:
            raise refusal_of(error) from error
        return address(endpoint, client | {"request_uri": pushed})

    async def arrival(self, returned: Callback, departure: Departure) -> SignedIn:
        """Return who came back from *departure*, or raise SignInRefused."""
        metadata = await self.metadata()
        code = code_in(returned, metadata)
        tokens = await self._redeemed(metadata, code, departure)
        expected = self._expected(departure, code, tokens["access_token"])
        token = await self._verified(tokens["id_token"], expected)
        person = person_in(token, production=self.trust.production)
        if departure.person not in {None, person}:
            raise SignInRefused(Reason.OTHER_PERSON)
        return _signed_in(person, token, tokens)

    async def _redeemed(self, metadata: Metadata, code: str, departure: Departure) -> dict[str, Any]:
        """Exchange the code for tokens, and see that all of them are there."""
        try:
            tokens = await self._client.tokens(
                metadata.token_endpoint,
                grant_type="authorization_code",
                code=code,
                redirect_uri=self.registration.redirect_uri,
                code_verifier=departure.verifier,
            )
        except (ProviderSilent, AnswerNotTrusted, RequestRefused) as error:
            raise refusal_of(error) from error
        if tokens.get("id_token") is None:
            raise SignInRefused(Reason.IDENTITY_MISSING)
        whole = all(
            tokens.get(name) and isinstance(tokens[name], str) for name in ("id_token", "access_token")
        )
        if not whole or str(tokens.get("token_type")).lower() != "bearer":
            raise SignInRefused(Reason.TOKENS_MALFORMED)
        return tokens

    async def _verified(self, token: str, expected: Expected) -> IdToken:
        try:
            claims = await signed_claims(token, algorithm=expected.algorithm, keys=self.keys)
        except (ProviderSilent, AnswerNotTrusted) as error:
            raise refusal_of(error) from error
        return accepted(claims, expected)

    def _expected(self, departure: Departure, code: str, access_token: str) -> Expected:
        return Expected(
            issuer=self.trust.issuer,
            client_id=self.registration.client_id,
            algorithm=self.trust.algorithm,
            levels=self.trust.levels,
            nonce=departure.nonce,
            state=departure.state,
            code=code,
            access_token=access_token,
            began=departure.began,
            now=self._now(),
            fresh=departure.fresh,
            production=self.trust.production,
        )


def refusal_of(error: Exception) -> SignInRefused:
    """Return what a failed conversation with the provider means for the visitor."""
    if isinstance(error, ProviderSilent):
        return SignInRefused(Reason.PROVIDER_UNAVAILABLE, str(error))
    if isinstance(error, RequestRefused):
        return SignInRefused(Reason.PROVIDER_REFUSED, str(error))
    return SignInRefused(Reason.PROVIDER_NOT_TRUSTED, str(error))


def _needed(endpoint: str | None) -> str:
    if endpoint is None:
        raise SignInRefused(Reason.PROVIDER_NOT_TRUSTED, "no authorization endpoint")
    return endpoint


def _signed_in(person: PersonId, token: IdToken, tokens: dict[str, Any]) -> SignedIn:
    return SignedIn(
        person=person,
        name=token.name or "",
        id_token=tokens["id_token"],
        access_token=tokens["access_token"],
        sid=token.sid,
        acr=token.acr or "",
        auth_time=None if token.auth_time is None else datetime.fromtimestamp(token.auth_time, UTC),
        locale=token.locale or "",
    )

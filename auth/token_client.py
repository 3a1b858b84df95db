"""Requests to a provider's token and PAR endpoints, authenticated by private_key_jwt."""

import warnings
from collections.abc import Mapping
from typing import Any

import httpx
from authlib.deprecate import AuthlibDeprecationWarning

# Authlib would rather have HTTPX's successor (ADR 0001), and says so once in every process's log.
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "The httpx module is deprecated", AuthlibDeprecationWarning)
    from authlib.integrations.httpx_client import AsyncOAuth2Client

from .answers import AnswerNotTrusted, ProviderSilent, body_of
from .assertion import ClientAssertion
from .dpop import DpopKey

_NAME_CHARACTERS = 64
_FORM = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}


class RequestRefused(Exception):
    """The provider answered with an OAuth error; *error* is its name."""

    def __init__(self, error: object) -> None:
        readable = isinstance(error, str) and error.isascii() and error.isprintable()
        self.error = str(error)[:_NAME_CHARACTERS] if readable else "unreadable"
        super().__init__(self.error)


class TokenClient(AsyncOAuth2Client):
    """Authlib's client, sharing our transport and keeping no token.

    One object serves all visitors, so what a response holds goes to whoever
    asked and stays nowhere else. Tokens asked for as *bound* are bound to *dpop*.
    """

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        assertion: ClientAssertion,
        *,
        dpop: DpopKey | None = None,
    ) -> None:
        super().__init__(
            token_endpoint_auth_method=assertion.name, transport=transport, timeout=10, trust_env=False
        )
        self.register_client_auth_method(assertion)
        self.dpop = dpop

    async def tokens(
        self, endpoint: str, *, grant_type: str, bound: bool = False, **parameters: str
    ) -> dict[str, Any]:
        """Ask *endpoint* for tokens; raise RequestRefused, ProviderSilent or AnswerNotTrusted.

        A provider that wants its nonce in the DPoP proof says so by refusing
        the first request; the second one holds it.
        """
        dpop = self.dpop if bound else None
        try:
            return await self._tokens(endpoint, grant_type, parameters, dpop)
        except RequestRefused as refused:
            if dpop is None or refused.error != "use_dpop_nonce":
                raise
            return await self._tokens(endpoint, grant_type, parameters, dpop)

    async def pushed(self, endpoint: str, parameters: Mapping[str, str]) -> str:
        """Hand over the parameters of an authorization request; return their `request_uri` (RFC 9126)."""
        auth = self.client_auth(self.token_endpoint_auth_method)
        try:
            response = await self.post(endpoint, data=dict(parameters), auth=auth)
        except httpx.HTTPError as error:
            raise ProviderSilent(type(error).__name__) from error
        answer = _granted(response, httpx.codes.CREATED)
        request_uri = answer.get("request_uri")
        if not isinstance(request_uri, str):
            raise AnswerNotTrusted("no request_uri")
        return request_uri

    async def _tokens(
        self, endpoint: str, grant_type: str, parameters: Mapping[str, str], dpop: DpopKey | None
    ) -> dict[str, Any]:
        proof = {} if dpop is None else {"DPoP": dpop.proof("POST", endpoint)}
        try:
            answer: dict[str, Any] = await self.fetch_token(
                endpoint, grant_type=grant_type, headers=_FORM | proof, **parameters
            )
        except httpx.HTTPError as error:
            raise ProviderSilent(type(error).__name__) from error
        return answer

    def parse_response_token(self, resp: httpx.Response) -> dict[str, Any]:
        """Read the answer strictly, in the place where Authlib would also remember it."""
        if self.dpop is not None:
            self.dpop.heard(str(resp.request.url), resp.headers)
        return _granted(resp, httpx.codes.OK)


def _granted(response: httpx.Response, status: int) -> dict[str, Any]:
    answer = body_of(response)
    if "error" in answer:
        raise RequestRefused(answer["error"])
    if response.status_code != status:
        raise AnswerNotTrusted(f"status {response.status_code}")
    return answer

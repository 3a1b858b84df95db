"""Authlib's authorization server, with this provider's keys, memory and rules."""

from collections.abc import Mapping
from typing import Any, cast

from authlib.oauth2 import OAuth2Error, OAuth2Request
from authlib.oauth2.base import invalid_error_characters
from authlib.oauth2.rfc6749 import AuthorizationServer
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc9207 import IssuerParameter
from starlette.requests import Request
from starlette.responses import Response

from .access_token import AccessTokens
from .assertion import METHOD, KeyHolder
from .attestation import AttestedGrant
from .authorization import PkceByHash
from .clients import CODE, Client
from .code import CodeGrant
from .config import ProviderConfig
from .exchange import ExchangeGrant
from .foreign_keys import ForeignKeys
from .id_token import IdTokens
from .revocation import Revocation
from .sessions import Sessions
from .state import SignIn
from .store import empty_store
from .wire import Asked, answer, parameters


class NamedIssuer(IssuerParameter):
    """Says in each redirect to a client who sends it, so that no other provider can take its place."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    def get_issuer(self) -> str:
        """Return our name."""
        return self._issuer


class Provider(AuthorizationServer):
    """The one object that all handlers share."""

    def __init__(self, config: ProviderConfig) -> None:
        super().__init__()
        self.config = config
        self.keys = config.keys
        self.clients = {client.client_id: client for client in config.clients}
        self.store = empty_store(config.now, tokens_last=config.access_token_lasts)
        self.sessions = Sessions(self.store, now=config.now, secure=config.issuer.startswith("https:"))
        self.access_tokens = AccessTokens(config, self.store)
        self.foreign_keys = ForeignKeys(config)
        self.named_issuer = NamedIssuer(config.issuer)
        self._register()

    def _register(self) -> None:
        holder = KeyHolder(issuer=self.config.issuer, used=self.store.used, now=self.config.now)
        self.register_client_auth_method(METHOD, holder)
        self.register_token_generator(CODE, cast("BearerTokenGenerator", self.access_tokens.issued))
        self.register_grant(CodeGrant, [PkceByHash(required=True), IdTokens(self.config)])
        self.register_grant(ExchangeGrant)
        self.register_grant(AttestedGrant)
        self.register_endpoint(Revocation(self))
        self.named_issuer(self)

    async def asked(self, request: Request) -> Asked:
        """Return *request* as Authlib wants it.

        The address is the configured one, because anybody can write a Host header.
        """
        asked = Asked(request.method, self.config.issuer + request.url.path, await parameters(request))
        asked.headers = request.headers
        return asked

    def authenticated(self, asked: Asked) -> Client:
        """Return the client that signed the request, or raise ClientNotAuthenticated."""
        client = self.authenticate_client(asked, [METHOD])
        assert isinstance(client, Client)
        return client

    def tokens(self, asked: Asked) -> Response:
        """Answer at the token endpoint, by whichever grant the request names."""
        return cast("Response", self.create_token_response(asked))

    def revoked(self, asked: Asked) -> Response:
        """Answer at the revocation endpoint."""
        return cast("Response", self.create_endpoint_response("revocation", asked))  # type: ignore[no-untyped-call]

    def authorized(self, asked: Asked, sign_in: SignIn | None) -> Response:
        """Send the browser back with a code for *sign_in*, or with a refusal when there is none."""
        grant = self.get_authorization_grant(asked)
        return cast("Response", self.create_authorization_response(asked, grant_user=sign_in, grant=grant))

    def refused(self, asked: Asked, error: OAuth2Error, *, redirect_uri: str) -> Response:
        """Return *error* to a client by way of the browser; the address must be known to be the client's."""
        error.redirect_uri = redirect_uri
        error.state = asked.form.get("state")
        response = self.handle_error_response(asked, error)
        self.named_issuer.add_issuer_parameter(self, response)
        return response

    def query_client(self, client_id: str) -> Client | None:  # type: ignore[override]
        """Return the client of that name; Authlib takes None for a stranger."""
        return self.clients.get(client_id)

    def save_token(self, token: Mapping[str, Any], request: OAuth2Request) -> None:
        """Keep nothing: tokens carry what they mean, and their ids stand with the code."""

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Tell nobody: there are no listeners."""

    def create_oauth2_request(self, request: Asked) -> OAuth2Request:
        """Return *request*, which has been read already: Authlib cannot wait for a body."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        """Return Authlib's decision as a response."""
        return answer(status, body, headers)

    def handle_error_response(
        self,
        request: OAuth2Request | None,  # noqa: ARG002 - Authlib passes it
        error: OAuth2Error,
    ) -> Response:
        """Return *error*, without a description that would break the rules for descriptions."""
        status, body, headers = error()
        if isinstance(body, dict) and invalid_error_characters(body.get("error_description") or ""):
            del body["error_description"]
        return self.handle_response(status, body, headers)


def provider_of(request: Request) -> Provider:
    """Return the provider that this request came to."""
    provider = request.app.state.provider
    assert isinstance(provider, Provider)
    return provider

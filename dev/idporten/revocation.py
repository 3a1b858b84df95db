"""Taking a token back (RFC 7009)."""

from typing import TYPE_CHECKING, cast

from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7009 import RevocationEndpoint

from .access_token import AccessToken
from .assertion import METHOD
from .clients import Client
from .jwts import TokenNotGood
from .wire import Asked

if TYPE_CHECKING:
    from .provider import Provider


class Given:
    """A token of ours, in the shape that Authlib asks questions to."""

    def __init__(self, token: AccessToken) -> None:
        self.jti = token.jti
        self._client_id = token.client_id

    def check_client(self, client: Client) -> bool:
        """Tell whether it was given to *client*."""
        return self._client_id == client.client_id


class Revocation(RevocationEndpoint):
    """Only the client that got a token can take it back; for what is no token, it is as if it had been."""

    CLIENT_AUTH_METHODS = (METHOD,)

    def check_params(self, request: Asked, client: Client) -> None:  # noqa: ARG002 - Authlib asks
        """See that there is a token; a hint that we do not know is no fault (RFC 7009, section 2.2.1)."""
        if "token" not in request.form:
            raise InvalidRequestError("There is no token.")

    def query_token(self, token_string: str, token_type_hint: str | None) -> Given | None:  # noqa: ARG002
        """Return the token, or None when there is nothing to take back."""
        try:
            return Given(self._provider.access_tokens.read(token_string))
        except TokenNotGood:
            return None

    def revoke_token(self, token: Given, request: Asked) -> None:  # noqa: ARG002 - Authlib asks
        """Take it back."""
        self._provider.access_tokens.revoke(token.jti)

    @property
    def _provider(self) -> "Provider":
        return cast("Provider", self.server)

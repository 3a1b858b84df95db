"""The authorization code: for one client, one redirect, one use (RFC 6749, RFC 9700)."""

from typing import TYPE_CHECKING, cast

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant

from .assertion import METHOD
from .state import IssuedCode, PushedRequest, SignIn
from .wire import Asked

if TYPE_CHECKING:
    from .provider import Provider


class CodeGrant(AuthorizationCodeGrant):
    """Authlib's grant, with this provider's memory of codes."""

    TOKEN_ENDPOINT_AUTH_METHODS = (METHOD,)

    @property
    def provider(self) -> "Provider":
        """The server, by its own type."""
        return cast("Provider", self.server)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Remember what the code is for."""
        sign_in = cast("SignIn", request.user)
        issued = IssuedCode(PushedRequest(dict(cast("Asked", request).form)), sign_in)
        self.provider.store.codes.put(issued, key=code)

    def query_authorization_code(self, code: str, client: ClientMixin) -> IssuedCode | None:
        """Return what the code is for, and spend it, whatever comes of this attempt.

        A code that has been spent is in two hands: all that came of it is taken back.
        """
        store, client_id = self.provider.store, client.get_client_id()
        spent = store.spent.look(code)
        if spent is not None and spent.request.client_id == client_id:
            for token in spent.tokens:
                self.provider.access_tokens.revoke(token)
            return None
        issued = store.codes.look(code)
        if issued is None or issued.request.client_id != client_id:
            return None
        store.codes.take(code)
        store.spent.put(issued, key=code)
        return issued

    def delete_authorization_code(self, authorization_code: IssuedCode) -> None:
        """Do nothing: the code was spent when it was first shown."""

    def authenticate_user(self, authorization_code: IssuedCode) -> IssuedCode:
        """Return the code itself: all that a token says of the person stands there."""
        return authorization_code

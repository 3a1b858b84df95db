"""Who may ask this provider for anything, and for what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from authlib.oauth2.rfc6749 import ClientMixin
from joserfc.jwk import KeySet

LOGIN_SCOPES = ("openid", "profile")

CODE = "authorization_code"
CLIENT_CREDENTIALS = "client_credentials"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"  # noqa: S105 - a name, no secret


@dataclass(frozen=True, kw_only=True)
class Client(ClientMixin):
    """A program that proves who it is by a key, registered beforehand.

    One with *redirect_uris* signs people in. One with *audiences* gets tokens
    for registers, limited to *scopes*: on behalf of citizens, or, when it
    *may_attest*, for the health personnel, system or project that it vouches for.
    """

    client_id: str
    keys: KeySet = field(repr=False)
    name: str = ""
    redirect_uris: frozenset[str] = frozenset()
    post_logout_redirect_uris: frozenset[str] = frozenset()
    frontchannel_logout_uri: str | None = None
    audiences: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    may_attest: bool = False

    @property
    def grants(self) -> frozenset[str]:
        """The ways in which this client may get a token."""
        own = {CLIENT_CREDENTIALS} if self.may_attest else {TOKEN_EXCHANGE}
        return frozenset((own if self.audiences else set()) | ({CODE} if self.redirect_uris else set()))

    def get_client_id(self) -> str:
        """Return the client's name."""
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        """Return nothing: an address that was not asked for is not led to."""
        return ""

    def get_allowed_scope(self, scope: Iterable[str] | str) -> str:
        """Return what signing in may ask for; scopes of registers belong to token exchange."""
        asked = scope.split() if isinstance(scope, str) else list(scope)
        return " ".join(name for name in asked if name in LOGIN_SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Tell whether the address is registered, letter by letter."""
        return redirect_uri in self.redirect_uris

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - Authlib asks
        """Tell whether the client may prove itself so; a key is the only way, everywhere."""
        return method == "private_key_jwt"

    def check_response_type(self, response_type: str) -> bool:
        """Tell whether the client may be answered so."""
        return response_type == "code" and CODE in self.grants

    def check_grant_type(self, grant_type: str) -> bool:
        """Tell whether the client may get a token so."""
        return grant_type in self.grants


def origins_of(addresses: Iterable[str]) -> list[str]:
    """Return scheme, host and port of each address once, as a content security policy has them."""
    parts = (urlsplit(address) for address in addresses)
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})

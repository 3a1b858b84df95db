"""Who a citizen's token speaks for: one that we gave, or the ID token of another login provider."""

from dataclasses import dataclass, field
from datetime import timedelta

import msgspec

from .access_token import AccessTokens
from .clients import Client
from .config import LoginIssuer, ProviderConfig, signs_in_here
from .errors import TokenUnacceptable
from .jwts import ALGORITHMS, TokenNotGood, check, read, said_by
from .wire import Asked

ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name, no secret
ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a name, no secret

# An ID token is short-lived, a portal's session is not: so its age counts, not its expiry.
OLDEST_ID_TOKEN = timedelta(minutes=120)


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who signed in, as their own token says."""

    pid: str = field(repr=False)
    acr: str
    auth_time: int


class _IdToken(msgspec.Struct):
    pid: str
    iat: int | float
    acr: str = ""
    azp: str = ""
    auth_time: int | None = None


@dataclass(frozen=True)
class Citizens:
    """Reads the tokens that say who a citizen is."""

    config: ProviderConfig
    access_tokens: AccessTokens

    def behind(self, token: str, token_type: str, *, client: Client, asked: Asked) -> Citizen:
        """Return whom *token* speaks for, or raise TokenUnacceptable."""
        try:
            if token_type == ACCESS_TOKEN:
                return self._own(token, client)
            if token_type == ID_TOKEN:
                return self._foreign(token, asked)
        except (TokenNotGood, msgspec.ValidationError):
            raise TokenUnacceptable("The citizen's token is not good.") from None
        raise TokenUnacceptable("That type of token is not exchanged.")

    def _own(self, token: str, client: Client) -> Citizen:
        said = self.access_tokens.read(token)
        if said.client_id != client.client_id:
            raise TokenNotGood("another client's")
        return Citizen(said.pid, said.acr, said.auth_time)

    def _foreign(self, token: str, asked: Asked) -> Citizen:
        login = self._trusted(said_by(token).iss)
        claims = read(token, asked.keys_behind(token), algorithms=ALGORITHMS, types=("", "jwt"))
        check(claims, now=self.config.now(), lasts=None, iss=login.issuer, aud=login.client_id)
        said = msgspec.convert(claims, _IdToken)
        if said.azp not in {"", login.client_id} or not signs_in_here(said.pid):
            raise TokenNotGood("for somebody else")
        if said.iat < (self.config.now() - OLDEST_ID_TOKEN).timestamp():
            raise TokenNotGood("too old")
        return Citizen(said.pid, said.acr, int(said.iat) if said.auth_time is None else said.auth_time)

    def _trusted(self, issuer: str) -> LoginIssuer:
        for login in self.config.trusted_login_issuers:
            if login.issuer == issuer:
                return login
        raise TokenNotGood("an issuer that is not trusted")

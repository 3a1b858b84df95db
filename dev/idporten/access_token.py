"""The token that a client gets when somebody signs in: good for userinfo and for token exchange only.

It is signed and carries what it means, so that it outlives a restart; what has
been taken back is on a list.
"""

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

import msgspec
from authlib.oauth2.rfc6749 import ClientMixin

from .clients import LOGIN_SCOPES
from .config import ProviderConfig
from .jwts import TokenNotGood, check, is_for
from .keys import ACCESS_TOKEN_ALG
from .state import IssuedCode
from .store import Store

TYPE = "at+jwt"


class AccessToken(msgspec.Struct, frozen=True):
    """What a good access token says."""

    sub: str
    pid: str
    client_id: str
    scope: str
    acr: str
    auth_time: int
    locale: str
    sid: str
    jti: str

    def __repr__(self) -> str:
        return f"AccessToken({self.client_id})"


@dataclass(frozen=True)
class AccessTokens:
    """Issues and reads them; the audience is this provider itself, so no register takes one."""

    config: ProviderConfig
    store: Store

    def issued(self, *, client: ClientMixin, user: IssuedCode, scope: str, **_: object) -> dict[str, Any]:
        """Return the token response for a code; called by Authlib, to which the code is the user."""
        client_id, sign_in, lasts = client.get_client_id(), user.sign_in, self._seconds
        issued, jti = int(self.config.now().timestamp()), token_urlsafe(24)
        claims = {
            "iss": self.config.issuer,
            "aud": self.config.issuer,
            "sub": self.config.keys.subject(sign_in.pid, client_id=client_id),
            "pid": sign_in.pid,
            "client_id": client_id,
            "client_amr": "private_key_jwt",
            "scope": scope,
            "acr": sign_in.level,
            "auth_time": sign_in.at,
            "locale": user.request.locale,
            "sid": sign_in.sid,
            "iat": issued,
            "exp": issued + lasts,
            "jti": jti,
        }
        user.tokens.append(jti)
        token = self.config.keys.sign(claims, alg=ACCESS_TOKEN_ALG, typ=TYPE)
        return {"access_token": token, "token_type": "Bearer", "expires_in": lasts, "scope": scope}

    def read(self, token: str) -> AccessToken:
        """Return what *token* says, or raise TokenNotGood: also when it or its session has been ended."""
        claims = self.config.keys.read(token, alg=ACCESS_TOKEN_ALG, typ=TYPE)
        check(claims, now=self.config.now(), lasts=self._seconds, iss=self.config.issuer)
        try:
            said = msgspec.convert(claims, AccessToken)
        except msgspec.ValidationError:
            raise TokenNotGood("no access token for this provider") from None
        if not is_for(claims, self.config.issuer) or not set(said.scope.split()) <= set(LOGIN_SCOPES):
            raise TokenNotGood("for somebody else")
        if said.jti in self.store.revoked or said.sid in self.store.revoked:
            raise TokenNotGood("revoked")
        return said

    def revoke(self, jti: str) -> None:
        """Make the token of that id worthless."""
        self.store.revoked.put(thing=True, key=jti)

    @property
    def _seconds(self) -> int:
        return int(self.config.access_token_lasts.total_seconds())

"""The ID token, with ID-porten's claims and no others: `at_hash` is not among them."""

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any, cast

from authlib.oauth2 import OAuth2Request
from authlib.oidc.core import OpenIDCode

from .config import ProviderConfig
from .jwts import TokenNotGood, check
from .keys import ID_TOKEN_ALG
from .state import IssuedCode

LASTS = 120  # seconds
TYPE = "JWT"


class IdTokens(OpenIDCode):
    """The extension that makes Authlib's code grant speak OpenID Connect."""

    def __init__(self, config: ProviderConfig) -> None:
        super().__init__(require_nonce=True)
        self._config = config

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:  # noqa: ARG002 - Authlib asks
        """Tell that no nonce is used up: it is the client that compares it with its own."""
        return False

    def encode_id_token(self, token: Mapping[str, Any], request: OAuth2Request) -> str:  # noqa: ARG002
        """Return the signed ID token for the code in *request*."""
        code = cast("IssuedCode", request.authorization_code)
        config, sign_in, client_id = self._config, code.sign_in, code.request.client_id
        issued = int(config.now().timestamp())
        claims = {
            "iss": config.issuer,
            "aud": client_id,
            "sub": config.keys.subject(sign_in.pid, client_id=client_id),
            "pid": sign_in.pid,
            "acr": sign_in.level,
            "amr": sign_in.amr,
            "auth_time": sign_in.at,
            "nonce": code.request.parameters["nonce"],
            "locale": code.request.locale,
            "sid": sign_in.sid,
            "iat": issued,
            "exp": issued + LASTS,
            "jti": token_urlsafe(24),
        }
        return config.keys.sign(claims, alg=ID_TOKEN_ALG, typ=TYPE)


def hinted(token: str, config: ProviderConfig) -> tuple[str, str]:
    """Return client and session of an ID token that we once gave, however long ago, or raise TokenNotGood."""
    claims = config.keys.read(token, alg=ID_TOKEN_ALG, typ=TYPE)
    check(claims, now=config.now(), lasts=None, iss=config.issuer)
    client_id, sid = claims.get("aud"), claims.get("sid")
    if not isinstance(client_id, str) or not isinstance(sid, str):
        raise TokenNotGood("no ID token of ours")
    return client_id, sid

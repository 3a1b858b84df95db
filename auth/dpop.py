"""Tokens that only we can use: proof of possession of a key (DPoP, RFC 9449)."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from secrets import token_urlsafe
from urllib.parse import urlsplit, urlunsplit

from joserfc import jwt
from joserfc.jwk import ECKey

ALGORITHM = "ES256"


class DpopKey:
    """A key that lives as long as this process, and the nonces that servers have asked it to repeat."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        self._key = ECKey.generate_key("P-256")
        self._now = now
        self._nonces: dict[str, str] = {}

    def proof(self, method: str, url: str, *, access_token: str = "") -> str:
        """Return a proof for one request; with *access_token*, one for using that token."""
        claims = {
            "jti": token_urlsafe(24),
            "htm": method,
            "htu": urlunsplit(urlsplit(url)._replace(query="", fragment="")),
            "iat": int(self._now().timestamp()),
        }
        if access_token:
            digest = hashlib.sha256(access_token.encode()).digest()
            claims["ath"] = urlsafe_b64encode(digest).rstrip(b"=").decode()
        if nonce := self._nonces.get(_server(url)):
            claims["nonce"] = nonce
        header = {"typ": "dpop+jwt", "alg": ALGORITHM, "jwk": self._key.as_dict(private=False)}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])

    def headers(self, method: str, url: str, access_token: str) -> dict[str, str]:
        """Return the headers of a request that uses *access_token*."""
        return {
            "Authorization": f"DPoP {access_token}",
            "DPoP": self.proof(method, url, access_token=access_token),
        }

    def heard(self, url: str, headers: Mapping[str, str]) -> None:
        """Remember the nonce that a server asks for in its answer, for the next request to it."""
        if nonce := headers.get("DPoP-Nonce"):
            self._nonces[_server(url)] = nonce


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

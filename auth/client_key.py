"""The key by which the provider knows this portal: a private JWK or PEM file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey

from .answers import AnswerNotTrusted, json_object

_BY_CURVE = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


class KeyFileUnusable(Exception):
    """The file is missing, or holds no private key that can sign."""


@dataclass(frozen=True, slots=True)
class ClientKey:
    """A private key with the name and the algorithm that it is registered with."""

    key: Key = field(repr=False)
    kid: str
    algorithm: str

    @property
    def public(self) -> dict[str, Any]:
        """The public half, as a JWK to hand to the provider."""
        return {**self.key.as_dict(private=False), "kid": self.kid, "alg": self.algorithm, "use": "sig"}


def load(path: Path, *, kid: str = "") -> ClientKey:
    """Read the key in *path*.

    Its name is *kid*, else the file's own, else its thumbprint (RFC 7638).
    """
    try:
        key = _key(path.read_bytes())
    except (OSError, JoseError, AnswerNotTrusted, ValueError, TypeError, KeyError):
        raise KeyFileUnusable(f"{path.name} holds no key that can be read") from None
    if not key.is_private:
        raise KeyFileUnusable(f"{path.name} holds no private key")
    return ClientKey(key, kid or key.kid or key.thumbprint(), key.alg or algorithm_of(key))


def algorithm_of(key: Key) -> str:
    """Return the algorithm that a key of this type signs by, when the key itself does not say."""
    if isinstance(key, RSAKey):
        return "RS256"
    if isinstance(key, ECKey):
        return _BY_CURVE.get(key.curve_name, "ES256")
    return "Ed25519"


def _key(content: bytes) -> Key:
    if content.lstrip().startswith(b"{"):
        jwk = json_object(content)
        if jwk.get("kty") == "oct":
            raise ValueError("a shared secret proves nothing")
        return JWKRegistry.import_key(jwk)
    for kind in (RSAKey, ECKey, OKPKey):
        try:
            return JWKRegistry.import_key(content, kind.key_type)
        except (JoseError, ValueError):
            continue
    raise ValueError("no PEM of a known kind")

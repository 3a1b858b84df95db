"""The register's own signature, by which a token service knows a mandate from a portal's word."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

ALGORITHM = "ES256"
_KEPT = 2


class SigningKeysUnusable(Exception):
    """The file of signing keys is missing, or does not hold keys."""


class Signer:
    """Signs under the first of its keys; the previous one is still shown, for what it has signed."""

    def __init__(self, keys: list[ECKey]) -> None:
        self._keys = keys

    def sign(self, claims: Mapping[str, Any], *, kind: str) -> str:
        """Return *claims* as a JWT of type *kind*."""
        key = self._keys[0]
        header = {"alg": ALGORITHM, "kid": key.kid, "typ": kind}
        return jwt.encode(header, dict(claims), key, algorithms=[ALGORITHM])

    @property
    def jwks(self) -> dict[str, Any]:
        """The public halves, as a JWK Set (RFC 7517)."""
        return {
            "keys": [
                {**key.as_dict(private=False), "use": "sig", "alg": ALGORITHM, "kid": key.kid}
                for key in self._keys
            ]
        }


def load(path: Path) -> Signer:
    """Read the file of signing keys."""
    return Signer([ECKey.import_key(key) for key in _read(path)])


def load_or_create(path: Path) -> Signer:
    """Read the file of signing keys, or make one that only its owner may read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, [_fresh()])
    return load(path)


def rotate(path: Path) -> None:
    """Sign under a new key from the register's next start on, and go on showing the previous one."""
    _write(path, [_fresh(), *_read(path)][:_KEPT])


def _fresh() -> dict[str, Any]:
    key = ECKey.generate_key("P-256", private=True)
    return {**key.as_dict(private=True), "kid": key.thumbprint()}


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        keys = msgspec.json.decode(path.read_bytes(), type=dict[str, list[dict[str, Any]]])["keys"]
        if not keys or not all(ECKey.import_key(key).is_private for key in keys):
            raise KeyError
    except (OSError, msgspec.MsgspecError, JoseError, KeyError, ValueError, TypeError):
        raise SigningKeysUnusable(f"{path.name} cannot be read as signing keys") from None
    return keys


def _write(path: Path, keys: list[dict[str, Any]]) -> None:
    """Replace the file in one step, so that a crash leaves the old keys or the new ones."""
    beside = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(msgspec.json.encode({"keys": keys}))
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)

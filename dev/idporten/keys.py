"""The provider's own signing keys, their rotation, and the secret behind pairwise subjects.

ID tokens are signed with RS256, as ID-porten's are, access tokens with ES256.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from secrets import token_bytes
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, JWKRegistry, Key, KeySet, RSAKey

from .jwts import read

ID_TOKEN_ALG = "RS256"  # noqa: S105 - an algorithm, no secret
ACCESS_TOKEN_ALG = "ES256"  # noqa: S105 - an algorithm, no secret


class SigningKeys:
    """One key an algorithm to sign with, and the one before it to check with.

    With a *folder* they outlive the process, so that a restart signs nobody out.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / "keys.json" if folder else None
        self._rings: dict[str, list[Key]] = {}
        self._secret = token_bytes(32)
        if self._file and self._file.exists():
            self._load(self._file)
        else:
            self._rings = {alg: [_new_key(alg)] for alg in (ID_TOKEN_ALG, ACCESS_TOKEN_ALG)}
            self._save()

    def rotate(self) -> None:
        """Sign with new keys from now on; what the last ones signed stays good."""
        self._rings = {alg: [_new_key(alg), ring[0]] for alg, ring in self._rings.items()}
        self._save()

    def sign(self, claims: Mapping[str, Any], *, alg: str, typ: str) -> str:
        """Return *claims* as a signed token."""
        key = self._rings[alg][0]
        return jwt.encode({"typ": typ, "alg": alg, "kid": key.kid}, dict(claims), key, algorithms=[alg])

    def read(self, token: str, *, alg: str, typ: str) -> dict[str, Any]:
        """Return the claims of a token that these keys signed, or raise TokenNotGood."""
        return read(token, KeySet(list(self._rings[alg])), algorithms=(alg,), types=(typ.lower(),))

    def public(self) -> dict[str, Any]:
        """Return the JWK Set to publish: the new keys and the former ones."""
        return {
            "keys": [
                {**key.as_dict(private=False), "alg": alg, "use": "sig"}
                for alg, ring in self._rings.items()
                for key in ring
            ]
        }

    def subject(self, pid: str, *, client_id: str) -> str:
        """Return the name of a person to one client, which tells another client nothing."""
        digest = hmac.digest(self._secret, f"{client_id}\0{pid}".encode(), "sha256")
        return urlsafe_b64encode(digest).decode().rstrip("=")

    def _load(self, file: Path) -> None:
        kept = json.loads(file.read_text())
        self._secret = bytes.fromhex(kept["subjects"])
        self._rings = {
            alg: [JWKRegistry.import_key(key) for key in ring] for alg, ring in kept["signing"].items()
        }

    def _save(self) -> None:
        """Write the file whole or not at all, for its owner's eyes only."""
        if self._file is None:
            return
        signing = {alg: [key.as_dict(private=True) for key in ring] for alg, ring in self._rings.items()}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".new")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({"signing": signing, "subjects": self._secret.hex()}))
        draft.replace(self._file)


def _new_key(alg: str) -> Key:
    if alg == ID_TOKEN_ALG:
        return RSAKey.generate_key(2048, auto_kid=True)
    return ECKey.generate_key("P-256", auto_kid=True)

"""Columns that mean nothing to whoever holds only the database.

What identifies a person is stored sealed (AES-256-GCM-SIV, RFC 8452) and found
by a keyed blind index (HMAC-SHA-256). Each register has a keyset of its own, so
the same person cannot be recognised across registers by their stored values.
"""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

_NONCE = 12


class SealBroken(Exception):
    """The value was not sealed by these keys in this place, or has been altered."""


class KeysetUnusable(Exception):
    """The key file is missing or is not a keyset."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The key file: base64 keys of 32 bytes, by version."""

    primary: int
    seals: dict[int, str]
    index: str


@dataclass(frozen=True, slots=True)
class Keyset:
    """Keys to seal with, by version; the highest in use is *primary*."""

    primary: int
    seals: dict[int, AESGCMSIV] = field(repr=False)
    index_key: bytes = field(repr=False)

    def seal(self, plain: bytes, *, context: str) -> bytes:
        """Seal *plain* for one place (`table.column`), under the primary key.

        The result is two bytes of key version, a nonce and the ciphertext.
        """
        nonce = os.urandom(_NONCE)
        version = self.primary.to_bytes(2)
        return version + nonce + self.seals[self.primary].encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, *, context: str) -> bytes:
        """Return what was sealed for *context*, or raise SealBroken."""
        key = self.seals.get(version_of(sealed))
        if key is None:
            raise SealBroken("sealed under a key that is not in this keyset")
        try:
            return key.decrypt(sealed[2 : 2 + _NONCE], sealed[2 + _NONCE :], context.encode())
        except (InvalidTag, ValueError):
            raise SealBroken("does not open") from None

    def index(self, text: str, *, purpose: str) -> bytes:
        """Return 32 bytes by which equal texts can be found without being read."""
        return hmac.digest(self.index_key, f"{purpose}\0{text}".encode(), hashlib.sha256)

    @classmethod
    def create(cls) -> "Keyset":
        """Return a keyset of fresh random keys."""
        return cls(1, {1: AESGCMSIV(secrets.token_bytes(32))}, secrets.token_bytes(32))


def version_of(sealed: bytes) -> int:
    """Return the version of the key that *sealed* was sealed under."""
    return int.from_bytes(sealed[:2])


def load(path: Path) -> Keyset:
    """Read a key file."""
    file = _read(path)
    try:
        seals = {version: AESGCMSIV(_key(key)) for version, key in file.seals.items()}
        return Keyset(file.primary, {file.primary: seals[file.primary]} | seals, _key(file.index))
    except (KeyError, ValueError):
        raise KeysetUnusable(f"{path.name} does not hold usable keys") from None


def load_or_create(path: Path) -> Keyset:
    """Read a key file, or make one that only its owner may read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = _beside(path, _File(1, {1: _fresh()}, _fresh()))
        try:
            # Of several processes that start at once, one makes the keys and the others read those.
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return load(path)


def rotate(path: Path) -> int:
    """Add a key to the file and make it primary; return its version.

    Old keys stay until everything has been sealed anew.
    """
    file = _read(path)
    version = max(file.seals) + 1
    _write(path, _File(version, file.seals | {version: _fresh()}, file.index))
    return version


def _read(path: Path) -> _File:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise KeysetUnusable(f"{path.name} cannot be read as a keyset: {type(error).__name__}") from None


def _write(path: Path, file: _File) -> None:
    """Replace the file in one step, so that a crash leaves the old keys or the new ones."""
    _beside(path, file).replace(path)


def _beside(path: Path, file: _File) -> Path:
    """Write the file under another name, whole and on the disk."""
    beside = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(file)))
        out.flush()
        os.fsync(out.fileno())
    return beside


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("a key is 32 bytes")
    return key

"""Private keys of the demo's programs, kept in files so that a restart changes nothing."""

import json
import os
from pathlib import Path

from joserfc.jwk import RSAKey

from auth.client_key import ClientKey, load

_BITS = 2048


def load_or_create(path: Path) -> ClientKey:
    """Return the key in *path*, made when it is missing, for its owner's eyes only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = RSAKey.generate_key(_BITS, auto_kid=True)
        text = json.dumps({**key.as_dict(private=True), "alg": "RS256"})
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    return load(path)

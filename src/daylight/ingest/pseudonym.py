"""The secret under which names and badge numbers become pseudonyms."""

import hashlib
import secrets
from pathlib import Path

LENGTH = 32


def user_key(folder: Path | None = None) -> bytes:
    """The user's own key, made on first need and kept in `~/.daylight/pseudonym.key`.

    With the same key an officer has the same pseudonym in every file; without it nobody can try
    badge numbers one by one until a pseudonym matches.
    """
    path = (folder or Path.home() / ".daylight") / "pseudonym.key"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(LENGTH))
    return path.read_bytes()


def mark(key: bytes) -> str:
    """Eight digits that tell keys apart without giving them away."""
    return hashlib.sha256(b"daylight key mark" + key).hexdigest()[:8]

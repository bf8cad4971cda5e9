"""A secret that is made once, kept in a file only its owner can read, and read ever after."""

import base64
import os
import secrets
from pathlib import Path


def read_or_make_secret(path: Path, *, prefix: str = "") -> str:
    """Return the secret in `path`; when two processes start at once, both read what the first one wrote."""
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(prefix + base64.b64encode(secrets.token_bytes(32)).decode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        fresh.unlink()
    return path.read_text().strip()

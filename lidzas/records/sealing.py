"""Sealing of sensitive text: AES-256-GCM, the key's id in front, bound to the place where it stands."""

import base64
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class SealBroken(Exception):
    """The text was altered, moved to another row, or sealed with a key this installation does not hold."""


@cache
def keys() -> dict[str, AESGCM]:
    """Key id → key; the first one seals, all of them open. `FIELD_KEYS` holds `id:base64` words."""
    pairs = (word.partition(":") for word in settings.FIELD_KEYS.split())
    return {name: AESGCM(base64.b64decode(secret)) for name, _, secret in pairs}


def seal(text: str, place: str) -> str:
    name, key = next(iter(keys().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = key.encrypt(nonce, text.encode("utf-8", "surrogatepass"), place.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, place: str) -> str:
    """Raises SealBroken rather than ever handing ciphertext back as if it were text."""
    name, _, payload = sealed.partition(":")
    key = keys().get(name)
    if key is None:
        raise SealBroken(f"no key named {name!r}")
    raw = base64.b64decode(payload)
    try:
        return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode(
            "utf-8", "surrogatepass"
        )
    except InvalidTag as broken:
        raise SealBroken(f"the text at {place} does not match its seal") from broken

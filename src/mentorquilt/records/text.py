"""Encrypted columns: text and JSON that are unreadable in a dump or a backup.

The keys lie in a file outside the database, one Fernet key a line, newest first (MultiFernet). What root on the
running server can do stays possible; docs/why/privacy.md says so.
"""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


def make_keys(path: Path) -> None:
    """Write a new key file, readable by its owner alone, unless one exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(Fernet.generate_key() + b"\n")


def add_key(path: Path) -> None:
    """Put a fresh key before the others; old texts stay readable until ``rotate`` rewrites them."""
    old = path.read_bytes()
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(Fernet.generate_key() + b"\n" + old)
    fresh.replace(path)
    cipher.cache_clear()


@lru_cache(maxsize=1)
def cipher() -> MultiFernet:
    """Return the cipher of the key file; outside production a missing file is made."""
    path: Path = settings.TEXT_KEYS_FILE
    if not path.exists():
        if settings.PRODUCTION:
            raise ImproperlyConfigured(f"No key file at {path}; make one with: python manage.py textkeys")
        make_keys(path)
    keys = [Fernet(line) for line in path.read_bytes().split() if line]
    if not keys:
        raise ImproperlyConfigured(f"The key file {path} is empty; restore it from your key backup.")
    return MultiFernet(keys)


def seal(text: str) -> str:
    """Encrypt a text; empty stays empty."""
    return cipher().encrypt(text.encode()).decode() if text else ""


def unseal(token: str) -> str:
    """Decrypt a text; raises ImproperlyConfigured when no key of the file fits."""
    if not token:
        return ""
    try:
        return cipher().decrypt(token.encode()).decode()
    except InvalidToken:
        raise ImproperlyConfigured("A stored text fits none of the keys in the key file.") from None


def seal_bytes(data: bytes) -> bytes:
    """Encrypt bytes, such as a file that waits to be fetched."""
    return cipher().encrypt(data)


def unseal_bytes(token: bytes) -> bytes:
    """Decrypt bytes; raises ImproperlyConfigured when no key of the file fits."""
    try:
        return cipher().decrypt(token)
    except InvalidToken:
        raise ImproperlyConfigured("A stored file fits none of the keys in the key file.") from None


class EncryptedText(models.TextField):  # type: ignore[type-arg]
    """A text column that holds only ciphertext. It can be neither searched nor ordered."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(super().get_prep_value(value) or "")

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str:
        return unseal(value or "")

    def get_lookup(self, lookup_name: str) -> Any:
        raise TypeError(f"{self.name} is encrypted; it cannot be looked up by {lookup_name}.")


class EncryptedJSON(EncryptedText):
    """A JSON value kept as ciphertext; an empty column reads as ``None``."""

    _pyi_private_set_type: Any  # what django-stubs lets one assign
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        return seal("" if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        text = unseal(value or "")
        return json.loads(text) if text else None

    def to_python(self, value: Any) -> Any:
        return value

"""The envelope of a backup: AES-256-GCM in pieces of a megabyte, so that neither cutting nor swapping goes unseen.

Each piece carries its number and whether it is the last one in its nonce, and the head of the file is bound to all.
"""

import base64
import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"mentorquilt backup 1\n"
PIECE = 1 << 20
TAG = 16
KEY_BYTES = 32
ID_BYTES, PREFIX_BYTES = 8, 7
HEAD_BYTES = len(MAGIC) + ID_BYTES + PREFIX_BYTES


class CannotOpen(Exception):
    """The file is no backup of ours, is damaged, or none of the keys fits; the message says which."""


def make_key(path: Path) -> bool:
    """Write a new key file, readable by its owner alone; False when there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
    return True


def keys_in(path: Path) -> list[bytes]:
    """Return the keys of a key file, newest first; raises CannotOpen when there is none or one is no key."""
    try:
        lines = path.read_bytes().split()
        keys = [base64.urlsafe_b64decode(line) for line in lines]
    except FileNotFoundError:
        raise CannotOpen(f"There is no backup key at {path}.") from None
    except ValueError:
        raise CannotOpen(f"{path} holds something that is no key.") from None
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise CannotOpen(f"{path} holds no whole key.")
    return keys


def id_of(key: bytes) -> bytes:
    """Return what names a key without telling it."""
    return hashlib.sha256(b"mentorquilt backup key" + key).digest()[:ID_BYTES]


class Sealer:
    """A file to write into; what arrives on the disk is encrypted. Close it, or the backup has no end."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        self.out, self.cipher = out, AESGCM(key)
        self.prefix = secrets.token_bytes(PREFIX_BYTES)
        self.head = MAGIC + id_of(key) + self.prefix
        self.waiting, self.number = bytearray(), 0
        out.write(self.head)

    def write(self, data: bytes) -> int:
        """Take bytes; whole pieces are written as soon as it is sure that more follow."""
        self.waiting += data
        while len(self.waiting) > PIECE:
            self._put(bytes(self.waiting[:PIECE]), is_last=False)
            del self.waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        """Write the last piece."""
        self._put(bytes(self.waiting), is_last=True)
        self.waiting = bytearray()

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        nonce = nonce_of(self.prefix, self.number, is_last=is_last)
        self.out.write(self.cipher.encrypt(nonce, piece, self.head))
        self.number += 1


class Opener:
    """A file to read from; raises CannotOpen at the first piece that is not as it was written."""

    def __init__(self, source: BinaryIO, keys: list[bytes]) -> None:
        head = source.read(HEAD_BYTES)
        if not head.startswith(MAGIC) or len(head) < HEAD_BYTES:
            raise CannotOpen("This is no backup of Mentorquilt.")
        wanted = head[len(MAGIC) : len(MAGIC) + ID_BYTES]
        key = next((key for key in keys if id_of(key) == wanted), None)
        if key is None:
            raise CannotOpen("The key file does not hold the key this backup was made with.")
        self.source, self.head, self.prefix = source, head, head[-PREFIX_BYTES:]
        self.cipher, self.number = AESGCM(key), 0
        self.ready, self.ahead, self.is_over = b"", source.read(PIECE + TAG), False

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, all that is left when it is negative; nothing at the end."""
        while not self.is_over and (size < 0 or len(self.ready) < size):
            self.ready += self._piece()
        out, self.ready = (self.ready, b"") if size < 0 else (self.ready[:size], self.ready[size:])
        return out

    def _piece(self) -> bytes:
        sealed, self.ahead = self.ahead, self.source.read(PIECE + TAG)
        self.is_over = not self.ahead
        nonce = nonce_of(self.prefix, self.number, is_last=self.is_over)
        self.number += 1
        try:
            return self.cipher.decrypt(nonce, sealed, self.head)
        except (InvalidTag, ValueError):
            raise CannotOpen("The backup is damaged or cut short; use another one.") from None


def nonce_of(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    """Return the nonce of one piece."""
    return prefix + number.to_bytes(4, "big") + bytes([is_last])

"""Addresses that a reply can be sent to, and who acts on the reply.

A reply address is signed and stateless: it names a kind, a row and the member it was made for. The room that
owns the row registers a handler for its kind in ``apps.ready``.
"""

import base64
import binascii
import hmac
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

Handler = Callable[..., str]

SALT = "mentorquilt.mail.replies"
KIND_BYTES, MEMBER_BYTES, SEAL_BYTES = 2, 4, 10
BOUNCE_LETTERS = 42
LETTERS = 52  # of a token: 32 bytes in base32 without padding; with "reply+" below the 64 of a local part


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply address names: the kind, the row's ref and the member's primary key."""

    kind: str
    ref: str
    member: int


_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Let a room act on replies of its kind.

    ``handler(*, ref, member, text, key, now)`` gets the reply's own words and returns a short slug of what came of
    it. ``key`` is the same however often and by whichever way that mail comes.
    """
    taken = {_code(known): known for known in _handlers}
    if taken.get(_code(kind), kind) != kind:
        raise ValueError(f"Reply kind {kind} cannot be told from {taken[_code(kind)]}; choose another word.")
    _handlers[kind] = handler


def handler(kind: str) -> Handler:
    """Return who acts on a kind of replies; raises KeyError when no room registered it."""
    return _handlers[kind]


def address(kind: str, ref: str, member: Any) -> str:
    """Return the stable address for replies of this member about this row; empty where no mail comes in.

    Raises ValueError when ``ref`` is no UUID.
    """
    inbound = settings.INBOUND
    if not inbound:
        return ""
    content = _code(kind) + uuid.UUID(str(ref)).bytes + member.pk.to_bytes(MEMBER_BYTES, "big")
    token = base64.b32encode(content + _seal(content, settings.SECRET_KEY)).decode().rstrip("=").lower()
    box, at, domain = inbound.rpartition("@")
    return f"{box if at else 'reply'}+{token}@{domain}"


def bounce_address(ref: uuid.UUID) -> str:
    """Return the signed envelope sender of one mail, so that even a bounce without headers names it; or nothing."""
    if not settings.INBOUND or not settings.BOUNCE_ADDRESSES:
        return ""
    token = base64.b32encode(ref.bytes + _seal(ref.bytes, settings.SECRET_KEY)).decode().rstrip("=").lower()
    box, at, domain = settings.INBOUND.rpartition("@")
    return f"{box if at else 'bounce'}+{token}@{domain}"


def read_bounce(token: str) -> str | None:
    """Return the ref of the mail that a bounce address names, or None when it is not ours."""
    data = _decoded(token, BOUNCE_LETTERS)
    return str(uuid.UUID(bytes=data)) if data is not None else None


def read(token: str) -> Reply | None:
    """Return what a token names, or None when it is not ours; upper and lower case are the same."""
    content = _decoded(token, LETTERS)
    if content is None:
        return None
    kinds = {_code(kind): kind for kind in _handlers}
    kind = kinds.get(content[:KIND_BYTES])
    if kind is None:
        return None
    ref = uuid.UUID(bytes=content[KIND_BYTES : KIND_BYTES + 16])
    return Reply(kind, str(ref), int.from_bytes(content[KIND_BYTES + 16 :], "big"))


def _decoded(token: str, letters: int) -> bytes | None:
    """Return the content of a token whose signature holds."""
    if len(token) != letters:
        return None
    try:
        data = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    content, seal = data[:-SEAL_BYTES], data[-SEAL_BYTES:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return content if any(hmac.compare_digest(seal, _seal(content, key)) for key in keys) else None


def _code(kind: str) -> bytes:
    """Return the short form of a kind."""
    return salted_hmac(SALT + ".kind", kind, secret="public", algorithm="sha256").digest()[:KIND_BYTES]  # noqa: S106


def _seal(content: bytes, key: str | bytes) -> bytes:
    """Return the signature of a token's content."""
    return salted_hmac(SALT, content, secret=key, algorithm="sha256").digest()[:SEAL_BYTES]

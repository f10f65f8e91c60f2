"""Mails that came to us: what kind they are, who sent them, and the words somebody wrote above the quoted mail.

Parsed in the bounded child (P14). A mail is a bounce (a delivery report), an automatic answer, or a reply; the
caller decides whom it belongs to, because nothing in a mail's headers can be believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from mentorquilt.gate._bounded import run_bounded
from mentorquilt.gate._refused import Refused
from mentorquilt.gate._words import size_words

MAIL_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Bounce:
    """One recipient of a delivery report. ``original`` is the Message-ID of the mail that came back."""

    recipient: str
    action: str
    status: str
    reason: str
    original: str


@dataclass(frozen=True, slots=True)
class MailRead:
    """What a mail says of itself. Addresses are lower-cased; ``text`` is the reply alone, without quotes."""

    kind: Literal["bounce", "auto", "reply"]
    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    text: str
    bounces: tuple[Bounce, ...]


def read_mail(data: bytes) -> MailRead:
    """Return what one RFC 822 message says, or raise `Refused`."""
    if not data.strip():
        raise Refused("empty")
    if len(data) > MAIL_BYTES:
        raise Refused("too-big", size=size_words(len(data)), limit=size_words(MAIL_BYTES))
    found: dict[str, Any] = run_bounded(mail_in_child, data, result_limit=500_000)
    return MailRead(
        kind=found["kind"],
        senders=tuple(found["senders"]),
        recipients=tuple(found["recipients"]),
        text=found["text"],
        bounces=tuple(Bounce(**one) for one in found["bounces"]),
    )


def mail_in_child(data: bytes) -> dict[str, Any]:
    """Return the facts of the mail; runs in the bounded child."""
    from mentorquilt.gate import _letters  # noqa: PLC0415 - only the child needs a mail parser

    return _letters.facts(data)

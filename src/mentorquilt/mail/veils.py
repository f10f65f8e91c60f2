"""Links of ours that work for whoever holds them: what staff see of them, and how the true ones come back (P9).

Such a link carries a signature. Staff who look at a mail see an ellipsis in its place; a mail that they word anew keeps
its true link, and that link may only stand alone: set into another address, it would be handed to a stranger.
"""

import re
from collections.abc import Callable
from typing import Any

VEIL = "\u2026"
_SIGNED = r"[\w.-]+:[\w-]+:[\w-]{43}(?![\w-])"  # django.core.signing.dumps
_FEWER = r"\d+\.[\w-]{43}(?:\.\w+)?(?![\w-])"  # mentorquilt.mail.footers.token_of
_TOKEN = re.compile(rf"(?<=[/=])(?:{_SIGNED}|{_FEWER})")
_LINK = re.compile(rf"(?P<before>https?://\S*?)(?<=[/=])(?P<token>{_SIGNED}|{_FEWER})")


class LinkMissing(Exception):
    """A link that the mail needs was taken out, changed or set into another address."""


def veiled(text: str) -> str:
    """Return a text whose signed links no longer work."""
    return _TOKEN.sub(VEIL, text)


def veiled_values(context: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a mail with the signed links in them veiled."""
    return {name: veiled(value) if isinstance(value, str) else value for name, value in context.items()}


def has_link(text: str) -> bool:
    """Return whether a text holds a link that works for whoever has it."""
    return bool(_TOKEN.search(text))


def unveiled(text: str, original: str) -> str:
    """Return an edited text with the original's true links back in their places; raises LinkMissing."""
    for link in _LINK.finditer(original):
        shown = re.compile(rf"(?<!\S){re.escape(link['before'] + VEIL)}")
        text, found = shown.subn(lambda _: link[0], text, count=1)  # noqa: B023 - used at once
        if not found:
            raise LinkMissing
    if f"/{VEIL}" in text or f"={VEIL}" in text:
        raise LinkMissing
    return text


def renewed(text: str, renew: Callable[[str], str]) -> str:
    """Return a text with each signed word replaced by what ``renew`` makes of it."""
    return _TOKEN.sub(lambda found: renew(found[0]), text)

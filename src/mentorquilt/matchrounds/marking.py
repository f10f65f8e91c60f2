"""Marks shared phrases in somebody's own words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

ENDING = r"\w{0,4}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not; the pieces of a text join to the text."""

    text: str
    is_marked: bool


def pieces(text: str, phrases: Iterable[str]) -> tuple[Piece, ...]:
    """Cut a text where phrases begin and end, whatever their case; words may carry an ending ("block", "blocks")."""
    patterns = [
        _pattern(phrase) for phrase in sorted({p for p in phrases if p.strip()}, key=lambda p: (-len(p), p))
    ]
    if not patterns or not text:
        return (Piece(text, is_marked=False),) if text else ()
    cut: list[Piece] = []
    at = 0
    for found in re.finditer("|".join(patterns), text, flags=re.IGNORECASE):
        if found.start() > at:
            cut.append(Piece(text[at : found.start()], is_marked=False))
        cut.append(Piece(found.group(), is_marked=True))
        at = found.end()
    if at < len(text):
        cut.append(Piece(text[at:], is_marked=False))
    return tuple(cut)


def _pattern(phrase: str) -> str:
    """Return an expression for a phrase whose words may stand apart by blanks, hyphens or line ends."""
    words = [re.escape(word) + ENDING for word in phrase.split()]
    return r"(?<!\w)" + r"[\s\-–]+".join(words)

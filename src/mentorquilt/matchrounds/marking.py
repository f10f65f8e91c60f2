"""Marks shared phrases in somebody's own words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not; the pieces of a text join to the text."""

    text: str
    is_marked: bool


def pieces(text: str, phrases: Iterable[str]) -> tuple[Piece, ...]:
    """Cut a text where one of the phrases begins and ends, whatever its case; the longest phrase wins."""
    wanted = sorted(
        {phrase for phrase in phrases if phrase.strip()}, key=lambda phrase: (-len(phrase), phrase)
    )
    if not wanted or not text:
        return (Piece(text, is_marked=False),) if text else ()
    whole = "|".join(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in wanted)
    cut: list[Piece] = []
    at = 0
    for found in re.finditer(whole, text, flags=re.IGNORECASE):
        if found.start() > at:
            cut.append(Piece(text[at : found.start()], is_marked=False))
        cut.append(Piece(found.group(), is_marked=True))
        at = found.end()
    if at < len(text):
        cut.append(Piece(text[at:], is_marked=False))
    return tuple(cut)

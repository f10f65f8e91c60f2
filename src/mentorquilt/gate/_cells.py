"""What a cell may hold on the way out, and when a text in it would be run as a formula.

A cell that starts like a formula is run by Excel and LibreOffice. In CSV such a cell gets an apostrophe in
front; `read_table` takes it off again, so a phone number "+49 …" survives the way out and in.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Value = str | int | float | bool | dt.date | None
_FORMULA = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_QUOTES = frozenset("'\"`´‘’“”«»")


@dataclass(frozen=True)
class Sheet:
    """One sheet to write: a name, headings, and rows of plain values."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


def safe_cell(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet program would run it."""
    return "'" + text if would_run(text) else text


def from_safe_cell(text: str) -> str:
    """Return what `safe_cell` was given."""
    return text[1:] if text.startswith("'") and would_run(text[1:]) else text


def would_run(text: str) -> bool:
    """Say whether the text starts like a formula, also full-width, also behind blanks, quotes and marks."""
    for letter in text:
        if letter in _BREAKS or letter in _FORMULA:
            return True
        if letter in _QUOTES or letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc"):
            continue
        return unicodedata.normalize("NFKC", letter)[0] in _FORMULA
    return False

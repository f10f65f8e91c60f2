"""From raw rows to a table: where the headings stand, what they are called, cells as clean texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mentorquilt.gate._cells import from_safe_cell
from mentorquilt.gate._extent import COLUMNS, ROWS, column_letters
from mentorquilt.gate._refused import Refused
from mentorquilt.gate._words import COLUMN, NOTES

HEADING_CHARACTERS = 500
_LOOK_AHEAD = 10
_MARKS = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SPACES = re.compile("[\t\x85\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@dataclass
class _Marks:
    """How many cells lost invisible marks, and where the first one stood."""

    count: int = 0
    first_row: int = 0


@dataclass
class Shaped:
    """A table as the child hands it over; ``first_row`` is the sheet row of ``rows[0]``."""

    headings: list[str]
    rows: list[list[str]]
    first_row: int
    notes: list[str] = field(default_factory=list)


def shape(raw: list[list[str]]) -> Shaped:
    """Return the table in these rows (row 1 first), or refuse what is none."""
    marks = _Marks()
    cleaned = [_clean_row(row, number, marks) for number, row in enumerate(raw, start=1)]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    at = _heading_row(cleaned)
    body = cleaned[at + 1 :]
    if not body:
        raise Refused("no-rows")
    filled = sum(map(bool, body))
    if filled > ROWS or len(body) > 2 * ROWS:
        raise Refused("too-many-rows", rows=filled if filled > ROWS else len(body), limit=ROWS)
    width = max(map(len, cleaned[at:]))
    if width > COLUMNS:
        raise Refused("too-many-columns", columns=width, limit=COLUMNS)
    headings, notes = _name_columns(cleaned[at], width)
    notes = _notes_about_rows(cleaned, at, marks) + notes
    return Shaped(headings, [row + [""] * (width - len(row)) for row in body], at + 2, notes)


def clean_cell(text: str) -> str:
    """Return a cell's text without invisible marks, control characters and outer blanks.

    Line breaks inside stay (answers of a form stand one to a line); what our own export put before a
    dangerous first character goes.
    """
    if not (text.isascii() and text.isprintable()):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _CONTROL.sub("", _MARKS.sub("", _SPACES.sub(" ", text)))
    return from_safe_cell(text.strip()).strip()


def _clean_row(row: list[str], number: int, marks: _Marks) -> list[str]:
    """Return the cleaned cells without the empty ones at the end."""
    if not row:
        return row
    cells: list[str] = []
    for text in row:
        cell = clean_cell(text) if text else ""
        if len(cell) != len(text) and (_MARKS.search(text) or "\x00" in text):
            marks.count += 1
            marks.first_row = marks.first_row or number
        cells.append(cell)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _heading_row(rows: list[list[str]]) -> int:
    """Return the index of the row with the headings: the first with two filled cells that is no preface.

    Two or three cells are a preface ("Exported on", a date) when a row soon after has three times as many.
    """
    for at, row in enumerate(rows):
        filled = sum(map(bool, row))
        if filled < 2:
            continue
        ahead = max((sum(map(bool, later)) for later in rows[at + 1 : at + 1 + _LOOK_AHEAD]), default=0)
        if filled > 3 or filled * 3 > ahead:
            return at
    raise Refused("no-table")


def _name_columns(row: list[str], width: int) -> tuple[list[str], list[str]]:
    """Return one different name per column, and notes on those that were made up or numbered."""
    given = [" ".join(text.split())[:HEADING_CHARACTERS] for text in row] + [""] * (width - len(row))
    names: list[str] = []
    for at, name in enumerate(given, start=1):
        base = fresh = name or COLUMN.format(letter=column_letters(at))
        number = 2
        while fresh in names or (fresh != name and fresh in given):
            fresh = f"{base} ({number})"
            number += 1
        names.append(fresh)
    unnamed = [fresh for fresh, name in zip(names, given, strict=True) if not name]
    repeated = [fresh for fresh, name in zip(names, given, strict=True) if name and fresh != name]
    notes = [NOTES["unnamed"].format(names=", ".join(unnamed)[:300])] if unnamed else []
    if repeated:
        notes.append(NOTES["repeated"].format(names=", ".join(repeated)[:300]))
    return names, notes


def _notes_about_rows(rows: list[list[str]], at: int, marks: _Marks) -> list[str]:
    """Return notes on title rows, ragged rows and removed marks."""
    notes, width = [], len(rows[at])
    above = sum(map(bool, rows[:at]))
    if above:
        notes.append(NOTES["title-rows"].format(count=above, row=at + 1))
    wide = next((number for number, row in enumerate(rows[at + 1 :], at + 2) if len(row) > width), 0)
    if wide:
        notes.append(NOTES["wide-rows"].format(row=wide))
    if marks.count:
        notes.append(NOTES["marks"].format(count=marks.count, row=marks.first_row))
    return notes

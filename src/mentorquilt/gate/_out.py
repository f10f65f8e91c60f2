"""The door works both ways: tables that leave are made safe for the spreadsheet program that will open them.

A cell that starts like a formula is run by Excel and LibreOffice. In CSV such a cell gets an apostrophe in
front; in XLSX every text has the type "text". `read_table` takes the apostrophe off again, so a phone number
"+49 …" survives the way out and in.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
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


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a CSV file that Excel opens rightly: UTF-8 with its mark, commas, numbers bare, texts safe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_csv_value(heading) for heading in headings])
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_cell(value.replace("\x00", ""))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook without one formula: texts as texts, numbers as numbers, headings frozen.

    Moments are written as texts, because spreadsheets know no zones; dates are dates.
    """
    from mentorquilt.gate import _out_xlsx  # noqa: PLC0415 - slow import

    return _out_xlsx.workbook(sheets)

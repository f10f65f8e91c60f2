"""Writing a workbook with openpyxl; apart from `_out` because openpyxl is slow to import."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from mentorquilt.gate._cells import Sheet, Value, would_run

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CELL_CHARACTERS = 32_767
_WIDEST, _NARROWEST, _MEASURED_ROWS = 60, 8, 200
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEADING = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", fgColor="2F4858"),
    "alignment": _WRAPPED,
}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the bytes of a workbook with these sheets, or with one empty sheet when there are none."""
    book = openpyxl.Workbook(write_only=True)
    names: set[str] = set()
    for sheet in sheets or [Sheet("", [], [])]:
        _write(book.create_sheet(_sheet_name(sheet.name, names)), sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    """Fill one write-only sheet; widths must stand before the first row is written."""
    rows = [list(row) for row in sheet.rows]
    page.freeze_panes = "A2"
    for at, width in enumerate(_widths(sheet.headings, rows), start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.append([_cell(page, heading, _HEADING) for heading in sheet.headings])
    for row in rows:
        page.append([_cell(page, value, {}) for value in row])
    if sheet.headings:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{len(rows) + 1}"


def _cell(page: Any, value: Value, style: dict[str, Any]) -> Any:
    """Return a cell whose type is stated, so that no text becomes a formula or an error."""
    if isinstance(value, dt.datetime):
        value = value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)
    if isinstance(value, str):
        value = _NOT_IN_XML.sub("", value)[:_CELL_CHARACTERS]
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = would_run(value)
        if "\n" in value:
            cell.alignment = _WRAPPED
    for name, part in style.items():
        setattr(cell, name, part)
    return cell


def _widths(headings: Sequence[str], rows: list[list[Value]]) -> list[int]:
    """Return a width for every column that shows most of its first cells."""
    widths = []
    for at, heading in enumerate(headings):
        texts = [
            heading,
            *(str(row[at]) for row in rows[:_MEASURED_ROWS] if len(row) > at and row[at] is not None),
        ]
        longest = max(len(line) for text in texts for line in text.split("\n"))
        widths.append(min(_WIDEST, max(_NARROWEST, longest + 2)))
    return widths


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel accepts and no other sheet has."""
    base = _NOT_IN_NAME.sub(" ", wanted).strip().strip("'")[:31] or "Sheet"
    name, number = base, 2
    while name.lower() in taken:
        name = f"{base[:27]} {number}"
        number += 1
    taken.add(name.lower())
    return name

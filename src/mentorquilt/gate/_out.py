"""The door works both ways: tables that leave are made safe for the spreadsheet program that will open them.

In CSV a text that would be run gets an apostrophe in front; in XLSX every text has the type "text".
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from mentorquilt.gate._cells import Sheet, Value, safe_cell


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

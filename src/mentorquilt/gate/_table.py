"""Tables from outside: `read_table` checks, `table_in_child` parses under limits, `TableRead` comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mentorquilt.gate._bounded import run_bounded
from mentorquilt.gate._checks import Kind, kind_of_table
from mentorquilt.gate._delimited import read_delimited
from mentorquilt.gate._shape import shape


@dataclass(frozen=True)
class TableRead:
    """One table as plain texts.

    ``rows`` are as wide as ``headings``; blank rows in the middle stay, so that ``rows[i]`` is sheet row
    ``first_row + i``. ``notes`` are sentences for the person who chose the file. ``sheet`` is empty for text
    files; ``other_sheets`` are the sheets that hold something too.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int
    notes: tuple[str, ...]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def read_table(data: bytes, filename: str = "", *, sheet: str | None = None) -> TableRead:
    """Return the table in a CSV or XLSX file, or raise `Refused`; at most 10,000 rows and 200 columns.

    What the file is follows from its bytes; ``filename`` only tells other kinds of text files. ``sheet``
    picks a sheet by name; otherwise the first visible one with something in it is read.
    """
    said = run_bounded(table_in_child, data, kind_of_table(data, filename), sheet)
    return TableRead(
        headings=tuple(said["headings"]),
        rows=tuple(map(tuple, said["rows"])),
        first_row=said["first_row"],
        notes=tuple(said["notes"]),
        sheet=said["sheet"],
        other_sheets=tuple(said["others"]),
    )


def table_in_child(data: bytes, kind: Kind, sheet: str | None) -> dict[str, Any]:
    """Return the parsed table as JSON values; runs in the bounded child."""
    name, others = "", list[str]()
    if kind == "workbook":
        from mentorquilt.gate._workbook import read_workbook  # noqa: PLC0415 - slow import

        raw, notes, name, others = read_workbook(data, sheet)
    else:
        raw, notes = read_delimited(data)
    shaped = shape(raw)
    return vars(shaped) | {"notes": notes + shaped.notes, "sheet": name, "others": others}

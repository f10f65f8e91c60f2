"""Reading XLSX bytes inside the child: a look through the parts first, then the one sheet by calamine.

calamine lays a sheet out as a full rectangle, so one far cell costs gigabytes. Each sheet is therefore
scanned as a stream first; only a sheet whose filled cells fit is handed on.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import python_calamine

from mentorquilt.gate._checks import ZIP_ERRORS
from mentorquilt.gate._extent import COLUMNS, ROWS, column_letters, column_number
from mentorquilt.gate._refused import Refused
from mentorquilt.gate._words import NOTES

_ROWS_ABOVE = 100  # title rows that may stand above a full table
_FAR_CELLS = 20  # as many cells outside the limits are a slip of the hand; more are a table that is too large
_TEXT = 20_000_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass
class Scan:
    """What stands in one sheet, without its texts; rows and columns count from 1."""

    name: str
    part: str
    hidden: bool
    rows: int = 0
    last_row: int = 0
    last_column: int = 0
    far_cell: str = ""
    far_cells: int = 0
    unstored: int = 0
    merged_row: int = 0
    _row: int = field(default=0, repr=False)
    _column: int = field(default=0, repr=False)
    _reference: str = field(default="", repr=False)
    _counted_row: int = field(default=0, repr=False)
    _formula: bool = field(default=False, repr=False)
    _filled: bool = field(default=True, repr=False)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in one opening tag of the sheet's XML; called for every cell, so it does little."""
        name = tag if ":" not in tag else tag.rpartition(":")[2]
        if name == "c":
            if self._formula:
                self._close_formula()
            self._reference = attributes.get("r", "")
            self._column += 1
            self._filled = False
        elif name in ("v", "is"):
            if not self._filled:
                self._fill()
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = 0
        elif name == "mergeCell" and not self.merged_row:
            found = _REFERENCE.match(attributes.get("ref", ""))
            self.merged_row = int(found[2]) if found else 1

    def finish(self) -> None:
        """Take in the end of the sheet."""
        self._close_formula()

    def _fill(self) -> None:
        """Count the cell that is open, once."""
        self._filled = True
        letters = self._reference.rstrip("0123456789")
        if letters:
            self._row = int(self._reference[len(letters) :])
            self._column = column_number(letters)
        if self._row != self._counted_row:
            self.rows += 1
            self._counted_row = self._row
            self.last_row = max(self.last_row, self._row)
        if self._column > self.last_column:
            self.last_column = self._column
        if self._row > ROWS + _ROWS_ABOVE or self._column > COLUMNS:
            self.far_cells += 1
            self.far_cell = f"{column_letters(self._column)}{self._row}"

    def _close_formula(self) -> None:
        self.unstored += self._formula and not self._filled
        self._formula = False


def read_workbook(data: bytes, wanted: str | None) -> tuple[list[list[str]], list[str], str, list[str]]:
    """Return rows from row 1, notes, the sheet's name, and the names of other sheets that are not empty."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
            scans = [_scan(archive, sheet) for sheet in _sheets(archive)]
    except ZIP_ERRORS as error:
        raise Refused("zip-broken") from error
    except expat.ExpatError as error:
        raise Refused("sheet-broken") from error
    filled = sorted((scan for scan in scans if scan.rows), key=lambda scan: scan.hidden)
    sheet = _choose(filled, wanted)
    _check_extent(sheet)
    others = [scan.name for scan in filled if scan is not sheet]
    return _texts(data, sheet), _notes(sheet, others), sheet.name, others


def _choose(filled: list[Scan], wanted: str | None) -> Scan:
    """Return the sheet asked for, or the first visible one with something in it."""
    if not filled:
        raise Refused("no-table")
    if wanted is None:
        return filled[0]
    for scan in filled:
        if scan.name == wanted:
            return scan
    raise Refused("no-sheet", name=wanted[:40], names=", ".join(scan.name for scan in filled)[:300])


def _check_extent(sheet: Scan) -> None:
    """Refuse a sheet whose filled cells do not fit, telling a long table from one far cell."""
    if sheet.rows > ROWS + _ROWS_ABOVE:
        raise Refused("too-many-rows", rows=sheet.rows - 1, limit=ROWS)
    if sheet.last_column > COLUMNS and sheet.far_cells > _FAR_CELLS:
        raise Refused("too-many-columns", columns=sheet.last_column, limit=COLUMNS)
    if sheet.far_cell:
        raise Refused("far-cell", cell=sheet.far_cell)


def _notes(sheet: Scan, others: list[str]) -> list[str]:
    notes = []
    if others:
        notes.append(NOTES["other-sheets"].format(sheet=sheet.name, names=", ".join(others)[:300]))
    if sheet.hidden:
        notes.append(NOTES["hidden-sheet"].format(sheet=sheet.name))
    if sheet.merged_row:
        notes.append(NOTES["merged"].format(row=sheet.merged_row))
    if sheet.unstored:
        notes.append(NOTES["formulas"].format(count=sheet.unstored))
    return notes


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, in pieces: proves the sizes in the directory and finds hidden archives."""
    for entry in archive.infolist():
        with archive.open(entry) as part:
            start = part.read(4096)
            if start.startswith(b"PK\x03\x04"):
                raise Refused("zip-nested", name=entry.filename[:80])
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise Refused("xml-entities")
            while part.read(1 << 18):
                pass


def _sheets(archive: zipfile.ZipFile) -> list[Scan]:
    """Return the worksheets in the order of the workbook, with the part each one lives in."""
    targets: dict[str, str] = {}
    sheets: list[Scan] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("Relationship") and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        identity = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        if tag.rpartition(":")[2] == "sheet" and identity in targets:
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(Scan(attributes.get("name", ""), targets[identity], hidden))

    _parse(archive, "xl/_rels/workbook.xml.rels", relation)
    _parse(archive, "xl/workbook.xml", sheet)
    return sheets


def _scan(archive: zipfile.ZipFile, sheet: Scan) -> Scan:
    _parse(archive, sheet.part, sheet.start)
    sheet.finish()
    return sheet


def _parse(archive: zipfile.ZipFile, part: str, start: Any) -> None:
    """Stream one XML part through a handler for opening tags; document types are refused."""

    def doctype(*_: object) -> None:
        raise Refused("xml-entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    with archive.open(part) as stream:
        parser.ParseFile(stream)


def _texts(data: bytes, sheet: Scan) -> list[list[str]]:
    """Return the cells of a sheet that is known to fit, as texts."""
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as workbook:
            cells = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        raise Refused("sheet-broken") from error
    rows, left = [], _TEXT
    for row in cells:
        rows.append([cell if isinstance(cell, str) else text_of(cell) for cell in row])
        left -= sum(map(len, rows[-1]))
        if left < 0:
            raise Refused("too-much-text", limit=_TEXT)
    return rows


def text_of(value: float | dt.time | dt.date | dt.timedelta) -> str:
    """Return a cell's value as a person would type it: ``3``, ``2.5``, ``2026-04-20``, ``18:30``."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    return value.isoformat()

"""Reading CSV bytes inside the child: encoding, delimiter and open quotes are found out by counting."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator

from mentorquilt.gate._refused import Refused
from mentorquilt.gate._words import NOTES

CELL_CHARACTERS = 32_767  # what a spreadsheet program keeps in one cell
_DELIMITERS = ",;\t"
_SAMPLE_ROWS = 200
_BLANK: list[str] = []  # one for all, so that four million line ends stay small
_END = "\x02end of the file\x03"
_DIRECTIVE = re.compile(r"\ufeff?\"?sep=([,;\t])\"?\r?\n", re.IGNORECASE)
_SAMPLE = 100_000
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_delimited(data: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of a text table, row 1 first, and notes about how it was read."""
    text, notes = decode(data)
    directive = _DIRECTIVE.match(text)
    if directive:
        return _rows(text[directive.end() :], directive[1]), notes
    return _rows(text, delimiter_of(text)), notes


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text of the file and a note where the encoding is not the usual one."""
    encoding = _utf_16(data)
    if encoding:
        try:
            text, notes = data.decode(encoding).lstrip("\ufeff"), [NOTES["utf-16"]]
        except UnicodeDecodeError as error:
            raise Refused("encoding") from error
    else:
        _refuse_nul(data)
        text, notes = _decode_bytes(data)
    if "\x00" in text:
        raise Refused("nul", row=text.count("\n", 0, text.index("\x00")) + 1)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(20, len(sample) // 50):
        raise Refused("binary")
    return text, notes


def _utf_16(data: bytes) -> str | None:
    """Return the UTF-16 flavor of the data, told by its mark or by where its zero bytes stand."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[:4000]
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    half = len(sample) // 2
    if half and low > half * 0.4 and high < half * 0.05:
        return "utf-16-le"
    if half and high > half * 0.4 and low < half * 0.05:
        return "utf-16-be"
    return None


def _refuse_nul(data: bytes) -> None:
    """Refuse NUL bytes in what is not UTF-16: as one bad row, or as no text at all when they are many."""
    if 0 not in data:
        return
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > max(20, len(sample) // 50):
        raise Refused("binary")
    raise Refused("nul", row=data.count(b"\n", 0, data.index(0)) + 1)


def _decode_bytes(data: bytes) -> tuple[str, list[str]]:
    """Return UTF-8 text, or Windows-1252 text where that is what it is."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        bad_at = error.start
    loose = data.decode("utf-8", errors="replace")
    damaged = loose.count("\ufffd")
    sound = sum(1 for letter in loose if letter > "\x7f") - damaged
    if sound > damaged:
        raise Refused("mixed-encoding", row=data.count(b"\n", 0, bad_at) + 1)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refused("encoding") from error
    letters = sum(letter.isalpha() for letter in text)
    accented = sum(letter.isalpha() for letter in text if letter > "\x7f")
    if accented > 20 and accented > letters * 0.4:  # Cyrillic, Greek or Asian letters in an old encoding
        raise Refused("encoding")
    return text, [NOTES["windows-1252"]]


def delimiter_of(text: str) -> str:
    """Return the delimiter under which most rows are cut like the first row that it cuts."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in _sample(text, delimiter) if any(row)]
        first = next((count for count in counts[:10] if count > 1), 0)
        if not first:
            continue
        like_first = sum(count == first for count in counts) / len(counts)
        score = (like_first + 0.01) * (first - 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows as this delimiter cuts them; fewer when it cannot."""
    rows: list[list[str]] = []
    try:
        rows.extend(itertools.islice(_reader(text, delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return rows
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_CHARACTERS)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Return every row; a last row of our own shows whether a quotation mark was left open."""
    rows: list[list[str]] = []
    closed = text if text.endswith(("\n", "\r")) else text + "\n"
    try:
        for row in _reader(closed + _END, delimiter):
            rows.append(row or _BLANK)  # noqa: PERF401 - the rows read so far name the place of an error
    except csv.Error as error:
        raise Refused("cell-too-long", row=len(rows) + 1, limit=CELL_CHARACTERS) from error
    if rows[-1] != [_END]:
        raise Refused("open-quote", row=len(rows))
    return rows[:-1]

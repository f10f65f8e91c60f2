"""Cheap looks at a foreign file before anything parses it: its kind, its size, what its zip directory says.

Runs in the parent, so nothing here unpacks or loops over more than a few kilobytes and one thousand names.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import Literal

from mentorquilt.gate._extent import ROWS
from mentorquilt.gate._refused import Refused
from mentorquilt.gate._words import KINDS, size_words

TABLE_BYTES = 5_000_000
ZIP_ENTRIES = 1_000
UNPACKED_BYTES = 20_000_000
ZIP_RATIO = 200
_RATIO_FROM = 1_000_000  # small parts of a workbook may be all alike without being a bomb
_DIRECTORY_BYTES = 256_000
# Everything that a damaged zip makes the standard library raise, a missing part included.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    ValueError,
    LookupError,
    EOFError,
    OSError,
)

Kind = Literal["text", "workbook"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00\x00", "picture"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
)
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.IGNORECASE)
_ARCHIVE_NAME = re.compile(r"\.(zip|xls[xbm]?|docx?|pptx?|7z|rar|gz|bz2|xz|tar|jar)$", re.IGNORECASE)
_OTHER_TEXTS = (".json", ".ics", ".vcf", ".eml", ".html", ".htm", ".xml")
_DIMENSION = re.compile(rb"<dimension ref=\"[A-Z]+\d+:[A-Z]+(\d+)\"")


def kind_of_table(data: bytes, filename: str) -> Kind:
    """Return how a table file is to be read, or refuse it when it is something else or too large."""
    if not data.strip():
        raise Refused("empty")
    if len(data) > TABLE_BYTES:
        raise Refused("too-big", size=size_words(len(data)), limit=size_words(TABLE_BYTES))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused("locked" if "EncryptedPackage".encode("utf-16-le") in data else "old-xls")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Refused("document", what=KINDS[kind])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Refused("document", what=KINDS["picture"])
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        check_zip(data)
        return "workbook"
    _refuse_markup(data)
    if filename.lower().endswith(_OTHER_TEXTS):
        raise Refused("document", what=KINDS["text"])
    return "text"


def _refuse_markup(data: bytes) -> None:
    """Refuse web pages and XML tables, which spreadsheet programs also save as ``.xls``."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise Refused("xml-table")
    if _WEB_PAGE.search(start):
        raise Refused("web-page")
    if start.startswith(b"<?xml"):
        raise Refused("binary")


def check_zip(data: bytes) -> None:
    """Refuse a zip that is broken, locked, nested, a bomb by its own figures, or not a workbook."""
    _check_directory_size(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            _check_sizes(archive, entries, len(data))
    except ZIP_ERRORS as error:
        raise Refused("zip-broken") from error
    _check_is_workbook({entry.filename for entry in entries}, data)


def _check_directory_size(data: bytes) -> None:
    """Refuse a directory that is missing or too long to look through, before anything loops over it."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or len(data) - at < 22:
        raise Refused("zip-broken")
    count, length = struct.unpack_from("<HI", data, at + 10)
    if count > ZIP_ENTRIES or (length > _DIRECTORY_BYTES and length != 0xFFFFFFFF):
        raise Refused("zip-entries", count=count, limit=ZIP_ENTRIES)
    if length == 0xFFFFFFFF or count == 0xFFFF:
        raise Refused("zip-broken")  # a zip of 4 GB or 65,535 parts cannot be 5 MB long


def _check_entries(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse entries that are too many, locked, packed in an unusual way or archives themselves."""
    if len(entries) > ZIP_ENTRIES:
        raise Refused("zip-entries", count=len(entries), limit=ZIP_ENTRIES)
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refused("locked")
        if _ARCHIVE_NAME.search(entry.filename):
            raise Refused("zip-nested", name=entry.filename[:80])
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("zip-broken")
        if entry.compress_size > packed:
            raise Refused("zip-broken")


def _check_sizes(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse by the sizes that the directory claims; the child checks that they are true."""
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_BYTES:
        rows = _claimed_rows(archive, entries)
        if rows > ROWS:
            raise Refused("too-many-rows", rows=rows, limit=ROWS)
        raise Refused("zip-unpacked", size=size_words(unpacked), limit=size_words(UNPACKED_BYTES))
    worst = max(
        (e.file_size // max(1, e.compress_size) for e in entries if e.file_size > _RATIO_FROM), default=0
    )
    worst = max(worst, unpacked // packed)
    if worst > ZIP_RATIO:
        raise Refused("zip-ratio", ratio=worst)


def _claimed_rows(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> int:
    """Return the largest number of rows that a sheet states in its first kilobytes, 0 if none does."""
    most = 0
    for entry in entries[:50]:
        if "worksheets/" in entry.filename:
            with archive.open(entry) as part:
                found = _DIMENSION.search(part.read(4096))
            most = max(most, int(found[1]) if found and len(found[1]) < 9 else 0)
    return most


def _check_is_workbook(names: set[str], data: bytes) -> None:
    """Refuse packed files of other programs, each with its own advice."""
    lowered = {name.lower() for name in names}
    if any(name.endswith(".iwa") or name == "index.zip" for name in lowered):
        raise Refused("numbers")
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        raise Refused("ods")
    if "xl/workbook.bin" in lowered:
        raise Refused("xlsb")
    if any(name.startswith("word/") for name in lowered):
        raise Refused("document", what=KINDS["word"])
    if any(name.startswith("ppt/") for name in lowered):
        raise Refused("document", what=KINDS["slides"])
    if "xl/workbook.xml" not in lowered:
        raise Refused("not-a-workbook")

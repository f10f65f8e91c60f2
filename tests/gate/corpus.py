"""Broken and odd spreadsheets, made on the spot; each with the one answer that it must get.

``answer`` is the code of the refusal, or ``table``. Other rooms' tests (the import's pages) walk the same
list.
"""

import datetime as dt
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl

from tests.gate import parts
from tests.gate.parts import PEOPLE, number_cell, people_xml, sheet_xml, text_cell, workbook

HEAD = "Name,E-mail,Stage\n"
ROW = "Ana Lima,ana@example.org,Early\n"
CSV = (HEAD + ROW + "Bo Ek,bo@example.org,Mid\n").encode()
FAR_ROWS = people_xml() + f'<row r="1048576">{number_cell("XFD1048576")}</row>'


@dataclass(frozen=True)
class Case:
    """One file of the corpus."""

    name: str
    filename: str
    make: Callable[[], bytes]
    answer: str


def _with_openpyxl(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    for row in PEOPLE:
        book.active.append(row)
    fill(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _formulas(book: openpyxl.Workbook) -> None:
    book.active.append(['=HYPERLINK("http://example.org")', "=1+1", "@SUM(A1)"])


def _merged(book: openpyxl.Workbook) -> None:
    book.active.merge_cells("A2:B3")


def _styled_to_the_end(book: openpyxl.Workbook) -> None:
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)


def _dates(book: openpyxl.Workbook) -> None:
    book.active.append([dt.date(2026, 4, 20), dt.datetime.fromisoformat("2026-04-20 18:30"), dt.time(7, 45)])


def _two_hundred_thousand_rows() -> bytes:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><v>{at}</v></c></row>'
        for at in range(1, 200_002)
    )
    head = '<dimension ref="A1:B200001"/>'
    return workbook(sheet_xml(rows).replace("<sheetData>", head + "<sheetData>"))


def _twenty_thousand_rows() -> bytes:
    cells = (
        f'<row r="{at}">{number_cell(f"A{at}", at)}{number_cell(f"B{at}", at)}</row>'
        for at in range(1, 20_002)
    )
    return workbook(sheet_xml("".join(cells)))


def _shared_string_times(count: int) -> bytes:
    """One text of 30,000 letters, used by many cells: small in the file, large when laid out."""
    used = "".join(
        f'<row r="{at}">'
        + "".join(f'<c r="{letter}{at}" t="s"><v>0</v></c>' for letter in "ABCDEFGH")
        + "</row>"
        for at in range(1, count // 8)
    )
    strings = f'<sst xmlns="{parts.MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="{parts.RELS}/worksheet"/>'
        f'<Relationship Id="rId9" Target="sharedStrings.xml" Type="{parts.RELS}/sharedStrings"/>'
        "</Relationships>"
    ).encode()
    extra = {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": rels}
    return workbook(sheet_xml(used), extra=extra)


BILLION_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    + "]>"
)

TEXTS = (
    Case("empty", "a.csv", lambda: b"", "empty"),
    Case("only blanks", "a.csv", lambda: b" \r\n\r\n  ", "empty"),
    Case("only delimiters", "a.csv", lambda: b",,,,,\n" * 50, "no-table"),
    Case("headings only", "a.csv", HEAD.encode, "no-rows"),
    Case("one column", "a.csv", lambda: b"Name\nAna\nBo\n", "no-table"),
    Case("a sentence", "a.csv", lambda: b"See the other file please\n", "no-table"),
    Case("no e-mail column", "a.csv", lambda: b"Name,Stage\nAna,Early\n", "table"),
    Case("the same person twice", "a.csv", lambda: CSV + ROW.encode(), "table"),
    Case("repeated headings", "a.csv", lambda: b"Name,Topic,Topic,\nAna,a,b,c\n", "table"),
    Case("300-letter name", "a.csv", (HEAD + "A" * 300 + ",a@example.org,Mid\n").encode, "table"),
    Case("formulas", "a.csv", (HEAD + "=1+1,\"=cmd|'/c calc'!A0\",@SUM(A1)\n").encode, "table"),
    Case(
        "HTML in names",
        "a.csv",
        (HEAD + "<script>alert(1)</script>,a@example.org,Mid\n").encode,
        "table",
    ),
    Case(
        "right-to-left marks",
        "a.csv",
        (HEAD + "\u202eanA\u200f,a@example.org\u200b,Mid\n").encode,
        "table",
    ),
    Case(
        "any script",
        "a.csv",
        (HEAD + "村上 春樹,m@example.org,Mid\nمنى,n@example.org,Mid\n").encode,
        "table",
    ),
    Case("NUL bytes", "a.csv", (HEAD + "A\x00na,a@example.org,Mid\n").encode, "nul"),
    Case("random bytes", "a.csv", lambda: random.Random(7).randbytes(5000), "binary"),
    Case("UTF-8 with its mark", "a.csv", lambda: b"\xef\xbb\xbf" + CSV, "table"),
    Case("UTF-16", "a.csv", lambda: CSV.decode().encode("utf-16"), "table"),
    Case("UTF-16 without its mark", "a.csv", lambda: CSV.decode().encode("utf-16-le"), "table"),
    Case("half a UTF-16 letter", "a.csv", lambda: CSV.decode().encode("utf-16") + b"\xd8", "encoding"),
    Case(
        "Windows-1252", "a.csv", lambda: (HEAD + "Zoë Müller,z@example.org,Mid\n").encode("cp1252"), "table"
    ),
    Case(
        "Cyrillic in an old encoding",
        "a.csv",
        lambda: (HEAD + "Иванова Мария,i@example.org,Ранняя\n" * 9).encode("cp1251"),
        "encoding",
    ),
    Case(
        "Shift JIS",
        "a.csv",
        lambda: (HEAD + "村上春樹ア,m@example.org,中\n" * 9).encode("shift_jis"),
        "encoding",
    ),
    Case(
        "two encodings",
        "a.csv",
        lambda: (HEAD + "Zoë Müller,z@x.org,é\n" * 5).encode() + "Zoë,z@x.org,1\n".encode("cp1252"),
        "mixed-encoding",
    ),
    Case("semicolons", "a.csv", lambda: CSV.replace(b",", b";"), "table"),
    Case("tabs", "a.tsv", lambda: CSV.replace(b",", b"\t"), "table"),
    Case("delimiter stated", "a.csv", lambda: b"sep=;\r\n" + CSV.replace(b",", b";"), "table"),
    Case("mixed line ends", "a.csv", lambda: b"Name,E-mail\r\nAna,a@x.org\rBo,b@x.org\nCy,c@x.org", "table"),
    Case("line breaks in quotes", "a.csv", lambda: b'Name,Topics\nAna,"pain\nregional"\n', "table"),
    Case(
        "quote never closed",
        "a.csv",
        (HEAD + '"Ana,a@example.org,Mid\nBo,b@x.org,Mid\n').encode,
        "open-quote",
    ),
    Case("quote never closed, long", "a.csv", (HEAD + '"Ana\n' + ROW * 3000).encode, "cell-too-long"),
    Case("ragged rows", "a.csv", (HEAD + "Ana\nBo,b@x.org,Mid,more,and more\n").encode, "table"),
    Case("title rows", "a.csv", lambda: b"Mentees 2026\n\n" + CSV, "table"),
    Case(
        "10,000 columns",
        "a.csv",
        lambda: (",".join(map(str, range(10_000))) + "\n").encode() * 3,
        "too-many-columns",
    ),
    Case("200,000 rows", "a.csv", lambda: b"a,b\n" + b"Ana,1\n" * 200_000, "too-many-rows"),
    Case("one cell of 4 MB", "a.csv", (HEAD + "x" * 4_000_000 + ",a,b\n").encode, "cell-too-long"),
    Case("4 MB of delimiters", "a.csv", lambda: HEAD.encode() + b"," * 4_000_000, "no-rows"),
    Case("4 MB of quotes", "a.csv", lambda: HEAD.encode() + b'"' * 4_000_001, "cell-too-long"),
    Case("4 MB of line ends", "a.csv", lambda: HEAD.encode() + b"\n" * 4_000_000, "no-rows"),
    Case("5.1 MB", "a.csv", lambda: HEAD.encode() + ROW.encode() * 165_000, "too-big"),
)

WORKBOOKS = (
    Case("good workbook", "a.xlsx", lambda: _with_openpyxl(lambda book: None), "table"),
    Case("workbook with formulas", "a.xlsx", lambda: _with_openpyxl(_formulas), "table"),
    Case("merged cells", "a.xlsx", lambda: _with_openpyxl(_merged), "table"),
    Case("dates and times", "a.xlsx", lambda: _with_openpyxl(_dates), "table"),
    Case("formatted to the last cell", "a.xlsx", lambda: _with_openpyxl(_styled_to_the_end), "table"),
    Case("one far cell", "a.xlsx", lambda: workbook(sheet_xml(FAR_ROWS)), "far-cell"),
    Case(
        "only a far cell",
        "a.xlsx",
        lambda: workbook(sheet_xml(f'<row r="1048576">{number_cell("XFD1048576")}</row>')),
        "far-cell",
    ),
    Case(
        "far cells without references",
        "a.xlsx",
        lambda: workbook(sheet_xml('<row r="1048576">' + "<c/>" * 16_000 + "<c><v>1</v></c></row>")),
        "far-cell",
    ),
    Case(
        "2,000 columns",
        "a.xlsx",
        lambda: workbook(sheet_xml("<row>" + "<c><v>1</v></c>" * 2000 + "</row>")),
        "too-many-columns",
    ),
    Case("20,000 rows", "a.xlsx", _twenty_thousand_rows, "too-many-rows"),
    Case("200,000 rows in a workbook", "a.xlsx", _two_hundred_thousand_rows, "too-many-rows"),
    Case("empty workbook", "a.xlsx", lambda: workbook(sheet_xml("")), "no-table"),
    Case(
        "workbook with headings only",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml(PEOPLE[:1]))),
        "no-rows",
    ),
    Case("second sheet filled", "a.xlsx", lambda: workbook(sheet_xml(""), sheet_xml(people_xml())), "table"),
    Case(
        "first sheet hidden",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), sheet_xml(people_xml()), states=("hidden",)),
        "table",
    ),
    Case(
        "far cell in another sheet",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), sheet_xml(FAR_ROWS)),
        "table",
    ),
    Case(
        "one letter text used everywhere", "a.xlsx", lambda: _shared_string_times(80_000), "too-much-memory"
    ),
    Case(
        "entity expansion",
        "a.xlsx",
        lambda: workbook(sheet_xml(text_cell("A1", "&l9;"), before=BILLION_LAUGHS)),
        "xml-entities",
    ),
    Case(
        "entities in the list of sheets",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), extra={"xl/styles.xml": BILLION_LAUGHS.encode()}),
        "xml-entities",
    ),
    Case(
        "entities behind a long comment",
        "a.xlsx",
        lambda: workbook(sheet_xml("", before=f"<!--{'x' * 9000}-->" + BILLION_LAUGHS)),
        "xml-entities",
    ),
    Case("sheet that is no XML", "a.xlsx", lambda: workbook("<worksheet><sheetData><row"), "sheet-broken"),
    Case(
        "sheet with 100,000 levels",
        "a.xlsx",
        lambda: workbook(sheet_xml("<row>" + "<x>" * 100_000)),
        "sheet-broken",
    ),
    Case(
        "sheet missing",
        "a.xlsx",
        lambda: workbook(sheet_xml("")).replace(b"sheet1.xml", b"sheet9.xml"),
        "zip-broken",
    ),
    Case("zip cut off", "a.xlsx", lambda: workbook(sheet_xml(people_xml()))[:-40], "zip-broken"),
    Case("zip cut in half", "a.xlsx", lambda: workbook(sheet_xml(people_xml()))[:500], "zip-broken"),
    Case(
        "zip with a wrong byte",
        "a.xlsx",
        lambda: _flip(workbook(sheet_xml(people_xml(PEOPLE * 50)))),
        "zip-broken",
    ),
    Case("zip that lies about sizes", "a.xlsx", lambda: parts.lying_zip(1000, 30_000_000), "zip-broken"),
    Case(
        "zip bomb by ratio",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), extra={"xl/media/a.bin": b"\0" * 19_000_000}),
        "zip-ratio",
    ),
    Case(
        "zip bomb by size",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), extra={"xl/media/a.bin": b"\0" * 60_000_000}),
        "zip-unpacked",
    ),
    Case(
        "zip bomb by entries",
        "a.xlsx",
        lambda: parts.zipped({f"{at}.xml": b"" for at in range(30_000)}),
        "zip-entries",
    ),
    Case(
        "zip in a zip",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), extra={"xl/a.zip": parts.zipped({"a": b"b"})}),
        "zip-nested",
    ),
    Case(
        "zip in a zip, disguised",
        "a.xlsx",
        lambda: workbook(sheet_xml(people_xml()), extra={"xl/media/a.png": parts.zipped({"a": b"b"})}),
        "zip-nested",
    ),
    Case(
        "zip with a password", "a.xlsx", lambda: parts.encrypted(workbook(sheet_xml(people_xml()))), "locked"
    ),
    Case("zip without a workbook", "a.zip", lambda: parts.zipped({"people.csv": CSV}), "not-a-workbook"),
    Case("empty zip", "a.xlsx", lambda: parts.zipped({}), "not-a-workbook"),
)

OTHERS = (
    Case("Excel 97", "a.xls", lambda: parts.old_excel("Workbook"), "old-xls"),
    Case("workbook with a password", "a.xlsx", lambda: parts.old_excel("EncryptedPackage"), "locked"),
    Case("binary workbook", "a.xlsb", lambda: parts.zipped({"xl/workbook.bin": b"x"}), "xlsb"),
    Case("Apple Numbers", "a.numbers", lambda: parts.zipped({"Index/Document.iwa": b"x"}), "numbers"),
    Case(
        "OpenDocument",
        "a.ods",
        lambda: _stored({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "ods",
    ),
    Case("Word document", "a.docx", lambda: parts.zipped({"word/document.xml": b"<x/>"}), "document"),
    Case("PDF", "a.xlsx", lambda: b"%PDF-1.7\n1 0 obj\n", "document"),
    Case("picture renamed", "a.xlsx", parts.tiny_png, "document"),
    Case("gzip", "a.csv.gz", lambda: b"\x1f\x8b\x08\x00" + b"x" * 50, "document"),
    Case(
        "web page as .xls",
        "a.xls",
        lambda: b"<html><body><table><tr><td>Name</td></tr></table></body></html>",
        "web-page",
    ),
    Case(
        "XML Spreadsheet 2003",
        "a.xls",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "xml-table",
    ),
    Case("calendar file", "a.ics", lambda: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "document"),
)

CASES = TEXTS + WORKBOOKS + OTHERS


def _flip(data: bytes) -> bytes:
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def _stored(files: dict[str, bytes]) -> bytes:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()

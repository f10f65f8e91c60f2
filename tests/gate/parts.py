"""Builders of odd files: workbooks from raw XML, zips with lies in them, old binary formats."""

import io
import struct
import zipfile
import zlib

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
ROOT_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PEOPLE = [
    ["Name", "E-mail", "Stage"],
    ["Ana Lima", "ana@example.org", "Early"],
    ["Bo Ek", "bo@example.org", "Mid"],
]


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def number_cell(reference: str, value: float = 1) -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def sheet_xml(cells: str, *, before: str = "", after: str = "") -> str:
    """Wrap raw cells or rows into a worksheet; cells without rows go into row 1."""
    data = cells if cells.startswith("<row") or not cells else f'<row r="1">{cells}</row>'
    body = f"<sheetData>{data}</sheetData>{after}"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">{body}</worksheet>'


def people_xml(rows: list[list[str]] = PEOPLE, first_row: int = 1) -> str:
    """Return the rows of a table as XML."""
    return "".join(
        f'<row r="{number}">'
        + "".join(text_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=first_row)
    )


def workbook(*sheets: str, states: tuple[str, ...] = (), extra: dict[str, bytes] | None = None) -> bytes:
    """Pack worksheets (raw XML) named S1, S2 ... into an XLSX file."""
    names = [f"S{at}" for at in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"'
        + (f' state="{states[at - 1]}"' if len(states) >= at and states[at - 1] else "")
        + "/>"
        for at, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml" Type="{RELS}/worksheet"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{links}</Relationships>',
    }
    parts |= {f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets, start=1)}
    return zipped({name: part.encode() for name, part in parts.items()} | (extra or {}))


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def encrypted(data: bytes) -> bytes:
    """Set the "encrypted" flag of every entry of a zip, in the local headers and in the directory."""
    changed = bytearray(data)
    for magic, at_flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(magic)
        while at >= 0:
            changed[at + at_flags] |= 1
            at = changed.find(magic, at + 4)
    return bytes(changed)


def lying_zip(claimed: int, true_size: int) -> bytes:
    """Return a workbook whose sheet unpacks to more than its directory says."""
    sheet = sheet_xml(people_xml(), after="<x>" + " " * true_size + "</x>").encode()
    data = bytearray(workbook(sheet_xml("")))
    deflated = zlib.compress(sheet, 9)[2:-4]
    name = b"xl/worksheets/sheet1.xml"
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            if entry.filename.encode() != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name.decode(), deflated)
    changed = bytearray(packed.getvalue())
    for magic, at_method, at_sizes, at_name in ((b"PK\x03\x04", 8, 18, 30), (b"PK\x01\x02", 10, 20, 46)):
        at = changed.find(magic)
        while at >= 0:
            if changed[at + at_name : at + at_name + len(name)] == name:
                struct.pack_into("<H", changed, at + at_method, 8)
                struct.pack_into("<I", changed, at + at_sizes + 4, claimed)
            at = changed.find(magic, at + 4)
    return bytes(changed)


def old_excel(stream: str) -> bytes:
    """Return the beginning of a compound file, as Excel 97 and password-protected workbooks have it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + stream.encode("utf-16-le") + b"\x00" * 2048


def tiny_png(width: int = 1, height: int = 1) -> bytes:
    """Return a black PNG, also of sizes that no memory holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    pixels = zlib.compress(b"\x00" * min(1_000_000, (width + 1) * height), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")

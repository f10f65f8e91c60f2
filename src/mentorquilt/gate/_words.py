"""Every English sentence of the gate, in one place: what is wrong with a file, and what to do about it.

Facts in braces are filled in by `Refused`. Keys are stable, so that another room may translate by key.
"""

SHEET_LIMITS = "at most 10,000 rows and 200 columns"

REFUSALS: dict[str, tuple[str, str]] = {
    # The file as a whole
    "empty": ("The file is empty.", "Save the sheet again and choose the new file."),
    "too-big": (
        "The file is {size} large; the limit is {limit}.",
        "Delete pictures and columns that are not needed, or split the sheet into two files.",
    ),
    "old-xls": (
        "This is an Excel 97-2003 file (.xls).",
        'Open it in Excel and choose "Save as", type "Excel Workbook (.xlsx)".',
    ),
    "locked": (
        "The workbook is protected with a password, so it cannot be read here.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again.",
    ),
    "numbers": (
        "This is an Apple Numbers file.",
        'In Numbers choose "File, Export To, Excel" or "CSV" and choose the exported file.',
    ),
    "ods": (
        "This is an OpenDocument file.",
        'Choose "Save as" and the type "Excel (.xlsx)" or "CSV (UTF-8)".',
    ),
    "xlsb": (
        "This is a binary Excel workbook (.xlsb).",
        'Open it in Excel and choose "Save as", type "Excel Workbook (.xlsx)".',
    ),
    "document": (
        "This is {what}, not a spreadsheet.",
        "Choose the spreadsheet that the answers came in: a file that ends in .xlsx or .csv.",
    ),
    "web-page": (
        "This is a web page that was saved under the name of a spreadsheet.",
        'Open it in Excel and choose "Save as", type "Excel Workbook (.xlsx)", or export it again as CSV.',
    ),
    "xml-table": (
        'This is an "XML Spreadsheet 2003" file.',
        'Open it in Excel and choose "Save as", type "Excel Workbook (.xlsx)".',
    ),
    "binary": (
        "This file holds no table that can be read.",
        "Choose a file that ends in .xlsx or .csv, saved by a spreadsheet program.",
    ),
    # Text files
    "nul": (
        "Row {row} holds NUL bytes, which no text may hold.",
        'Open the file in a spreadsheet program and choose "Save as", type "CSV UTF-8".',
    ),
    "encoding": (
        "The letters of this file cannot be read: it is neither UTF-8 nor Windows-1252.",
        'Open it in a spreadsheet program and choose "Save as", type "CSV UTF-8", or save it as .xlsx.',
    ),
    "mixed-encoding": (
        "Row {row} holds letters in another encoding than the rest of the file.",
        "Type that row again in a spreadsheet program and save the file as CSV UTF-8 or .xlsx.",
    ),
    "open-quote": (
        "A quotation mark opens in row {row} and never closes.",
        'Close or delete the mark (") in that row and save the file again, or save it as .xlsx.',
    ),
    # Workbooks
    "zip-broken": (
        "The workbook is damaged or was cut off on its way.",
        "Open it in Excel; if it opens, save it under a new name and choose that file.",
    ),
    "zip-entries": (
        "The file holds {count:,} parts; a workbook of this size has at most {limit:,}.",
        "Copy the table into a new workbook and save that as .xlsx.",
    ),
    "zip-unpacked": (
        "The file unpacks to {size}; the limit is {limit}.",
        "Keep one table of " + SHEET_LIMITS + " in the file: split it, or save it as CSV.",
    ),
    "zip-ratio": (
        "The file unpacks to {ratio:,} times its size, which no table of people does.",
        "Copy the table into a new workbook and save that as .xlsx.",
    ),
    "zip-nested": (
        'The file holds another packed file inside ("{name}").',
        "Unpack it, or delete the embedded file, and choose the spreadsheet itself.",
    ),
    "not-a-workbook": (
        "This is a packed file without a workbook inside.",
        "Unpack it and choose the spreadsheet inside: a file that ends in .xlsx or .csv.",
    ),
    "xml-entities": (
        "The workbook defines XML entities, which no spreadsheet program writes.",
        "Copy the table into a new workbook and save that as .xlsx.",
    ),
    "sheet-broken": (
        "The workbook opens, but its sheet cannot be read.",
        "Open it in Excel; if it opens, save it under a new name and choose that file.",
    ),
    "no-sheet": (
        'There is no sheet named "{name}" with anything in it.',
        "Choose one of the sheets of the file: {names}.",
    ),
    # The table
    "no-table": (
        "No table was found: no row has at least two filled cells.",
        "Put one heading per column in the first row (such as Name and E-mail) and one person per row below.",
    ),
    "no-rows": (
        "The table has headings, but no rows below them.",
        "Choose the file that has the answers, one person per row.",
    ),
    "too-many-rows": (
        "The table has {rows:,} rows; the limit is {limit:,}.",
        "Split it into files of at most {limit:,} rows.",
    ),
    "too-many-columns": (
        "The table has {columns:,} columns; the limit is {limit}.",
        "Delete the columns that are not about the people.",
    ),
    "far-cell": (
        "Something stands in cell {cell}, far away from the table.",
        "Delete what is there, or copy the table alone into a new sheet.",
    ),
    "cell-too-long": (
        "A cell in row {row} holds more than {limit:,} characters.",
        "Shorten it; if it swallowed other rows, a quotation mark in that row is never closed.",
    ),
    "too-much-text": (
        "The table holds more than {limit:,} characters of text.",
        "Delete long columns that are not needed, or split the table into several files.",
    ),
    # Photographs
    "photo-too-big": ("The photo is {size} large; the limit is {limit}.", "Choose a smaller copy of it."),
    "photo-kind": (
        "This is not a photo that can be read here.",
        "Choose a JPEG, PNG, WebP or GIF file.",
    ),
    "photo-heic": (
        "This is a HEIC photo, as phones keep them.",
        "Export it as JPEG, or send it to yourself by mail, which converts it, and choose that file.",
    ),
    "photo-broken": ("The photo is damaged or was cut off on its way.", "Choose another copy of it."),
    "photo-pixels": (
        "The photo has {megapixels} million pixels; the limit is {limit} million.",
        "Choose a smaller copy of it.",
    ),
    "photo-small": (
        "The photo is {width} by {height} pixels, too small to show a face.",
        "Choose one that is at least {limit} pixels wide and high.",
    ),
    # Logos
    "logo-too-big": (
        "The picture is {size} large; the limit is {limit}.",
        "Ask whoever designs for you for a PNG made for web pages.",
    ),
    "logo-kind": (
        "This is not a picture that can be read here.",
        "Choose a PNG, JPEG, WebP or GIF file; drawings (SVG, PDF, EPS) must be exported as PNG first.",
    ),
    "logo-broken": ("The picture is damaged or was cut off on its way.", "Choose another copy of it."),
    "logo-pixels": (
        "The picture has {megapixels} million pixels; the limit is {limit} million.",
        "Choose a smaller copy of it.",
    ),
    "logo-small": (
        "The picture is {width} by {height} pixels, too small for a sharp logo.",
        "Choose one that is at least {limit} pixels high and wide.",
    ),
    "logo-empty": (
        "Nothing can be seen in this picture: all of it is transparent.",
        "Export it once more with its shapes visible.",
    ),
    # The bounded child
    "busy": (
        "Other files are being read at this moment.",
        "Try again in a minute; nothing was lost.",
    ),
    "too-slow": (
        "The file took longer than {seconds} seconds to read, so reading was stopped.",
        "Copy the content into a new file and try that.",
    ),
    "too-much-memory": (
        "The file needs more memory to read than a file of its kind should.",
        "Copy the content into a new file and try that.",
    ),
    "too-much-result": (
        "The file holds more than can be taken in at once.",
        "Split it into several files.",
    ),
    "unreadable": (
        "The file could not be read: its inside is not what its kind should have.",
        "Open it in the program that made it, save it under a new name and try that.",
    ),
}

NOTES: dict[str, str] = {
    "windows-1252": "Read as Windows-1252 (Western European). Please check a few names with accents.",
    "utf-16": "Read as UTF-16 text.",
    "title-rows": "{count} row(s) above the headings were skipped; the headings are in row {row}.",
    "wide-rows": "Some rows have more cells than there are headings (first in row {row}).",
    "unnamed": "Columns without a heading were named by their letter: {names}.",
    "repeated": "Headings that occur twice were numbered: {names}.",
    "marks": "Invisible marks were removed from {count} cell(s) (first in row {row}).",
    "merged": "The table has merged cells; only the first cell of each keeps its text (first in row {row}).",
    "formulas": "{count} formula(s) have no stored value and read as empty: save the file once in Excel.",
    "other-sheets": "Only the sheet {sheet} was read. There is something in these too: {names}.",
    "hidden-sheet": "The sheet {sheet} is hidden in the file.",
}

COLUMN = "Column {letter}"
KINDS: dict[str, str] = {
    "pdf": "a PDF document",
    "picture": "a picture",
    "word": "a Word document",
    "slides": "a presentation",
    "rtf": "a text document",
    "archive": "a packed archive",
    "text": "a text file of another kind",
}


def size_words(count: int) -> str:
    """Return a number of bytes as a person says it: ``5.1 MB``."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".0 MB", " MB")

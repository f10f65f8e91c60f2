"""P16: no cell that leaves runs as a formula, and what left comes back unchanged."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import gate

STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\u00a0+",
    '"=',
    "'=",
    "“-",
    " ' @",
    "\ufeff=",
    "\u200b+",
]
STARTS += ["＝", "＋", "－", "＠", " ＝", "﹢", "\t", "\r", "\n", "\u3000="]
PAYLOADS = [start + tail for start in STARTS for tail in ("1+1", "cmd|'/c calc'!A0")]
HARMLESS = [
    "Ana",
    "a=b",
    "O'Brien",
    '"quoted"',
    "'tis",
    "",
    " ",
    "1-2",
    "ana@example.org",
    "(+49)",
    "#N/A",
    "<b>",
]


@pytest.mark.guarantee
def test_payloads_are_as_many_as_promised():
    assert len(PAYLOADS) >= 40


@pytest.mark.guarantee
@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_csv_cell_cannot_run(payload):
    written = gate.write_csv(["Name"], [[payload]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline="")))[1][0] == "'" + payload


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_harmless_cells_stay(text):
    assert gate.safe_cell(text) == text


@given(st.text(max_size=12) | st.text(alphabet="'\"=+-@\t\r\n ＝a", max_size=8))
def test_safe_cell_comes_back(text):
    assert gate.from_safe_cell(gate.safe_cell(text)) == text
    assert gate.safe_cell(text)[:1] not in set("=+-@\t\r\n＝＋－＠")


@pytest.mark.guarantee
def test_workbook_holds_no_formula():
    data = gate.write_xlsx([gate.Sheet("People", PAYLOADS, [PAYLOADS, HARMLESS])])
    page = openpyxl.load_workbook(io.BytesIO(data))["People"]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
    tame = [text.replace("\r", "\n") for text in PAYLOADS]
    assert [str(cell.value).replace("_x000D_", "\n").replace("\r", "\n") for cell in page[2]] == tame


@pytest.mark.parametrize("write", ["csv", "xlsx"])
def test_phone_number_survives_the_way_out_and_in(write):
    rows = (("Ana Lima", "+49 30 1234"), ("-", "@ana"), ("'quoted", "=x"))
    if write == "csv":
        data = gate.write_csv(["Name", "Phone"], rows)
    else:
        data = gate.write_xlsx([gate.Sheet("People", ["Name", "Phone"], rows)])
    assert gate.read_table(data).rows == rows


def test_csv_is_what_excel_expects():
    data = gate.write_csv(["Name", "n"], [["Zoë", 3], [None, 2.5], [True, dt.date(2026, 4, 20)]])
    assert data == "\ufeffName,n\r\nZoë,3\r\n,2.5\r\nTRUE,2026-04-20\r\n".encode()


def test_negative_number_stays_a_number():
    assert gate.write_csv(["n"], [[-1.5]]).endswith(b"\r\n-1.5\r\n")


def test_workbook_keeps_types_and_is_ready_to_read():
    moment = dt.datetime(2026, 4, 20, 18, 30, tzinfo=dt.UTC)
    rows = [
        [
            "Zoë\nMüller",
            3,
            2.5,
            dt.date(2026, 4, 20),
            True,
            None,
            moment,
            float("inf"),
            "#N/A",
            "bad\x01letter",
        ]
    ]
    data = gate.write_xlsx([gate.Sheet("A/B", list("abcdefghij"), rows), gate.Sheet("A/B", ["only"], [])])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["A B", "A B 2"]
    page = book["A B"]
    values = [cell.value for cell in page[2]]
    assert values[:3] == ["Zoë\nMüller", 3, 2.5]
    assert values[3].date() == dt.date(2026, 4, 20)
    assert values[4:] == [True, None, "2026-04-20 18:30+00:00", "inf", "#N/A", "badletter"]
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page.auto_filter.ref == "A1:J2"
    assert page.column_dimensions["A"].width >= 8


def test_workbook_without_sheets_is_a_workbook():
    assert len(openpyxl.load_workbook(io.BytesIO(gate.write_xlsx([]))).sheetnames) == 1

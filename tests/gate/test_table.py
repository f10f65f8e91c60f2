"""Reading tables: what comes back is what stands in the sheet, with the row numbers that a person sees."""

import pytest

from mentorquilt import gate
from tests.gate import corpus, parts
from tests.gate.parts import PEOPLE, number_cell, people_xml, sheet_xml, text_cell, workbook

PLAIN = gate.TableRead(
    headings=("Name", "E-mail", "Stage"),
    rows=(("Ana Lima", "ana@example.org", "Early"), ("Bo Ek", "bo@example.org", "Mid")),
    first_row=2,
    notes=(),
)


def case(name: str) -> gate.TableRead:
    found = next(case for case in corpus.CASES if case.name == name)
    return gate.read_table(found.make(), found.filename)


@pytest.mark.parametrize("name", ["UTF-8 with its mark", "semicolons", "tabs", "delimiter stated"])
def test_text_tables_read_alike(name):
    assert case(name) == PLAIN


@pytest.mark.parametrize("name", ["UTF-16", "UTF-16 without its mark"])
def test_utf_16_reads_alike_and_says_so(name):
    table = case(name)
    assert (table.headings, table.rows) == (PLAIN.headings, PLAIN.rows)
    assert table.notes == ("Read as UTF-16 text.",)


def test_windows_1252_keeps_accents_and_says_so():
    table = case("Windows-1252")
    assert table.rows[0][0] == "Zoë Müller"
    assert "Windows-1252" in table.notes[0]


def test_cells_of_any_script_stay():
    assert [row[0] for row in case("any script").rows] == ["村上 春樹", "منى"]


def test_markup_stays_text_and_invisible_marks_go():
    assert case("HTML in names").rows[0][0] == "<script>alert(1)</script>"
    table = case("right-to-left marks")
    assert table.rows[0] == ("anA", "a@example.org", "Mid")
    assert table.notes == ("Invisible marks were removed from 2 cell(s) (first in row 2).",)


def test_joiners_of_persian_and_indian_scripts_stay():
    name = "علی\u200cرضا"
    assert gate.read_table(f"Name,E-mail\n{name},a@x.org\n".encode()).rows[0][0] == name


def test_line_breaks_inside_cells_stay_and_count_as_one_row():
    table = gate.read_table(b'Name,Topics\r\nAna,"pain\r\nregional"\r\nBo,acute\r\n')
    assert table.rows == (("Ana", "pain\nregional"), ("Bo", "acute"))


def test_mixed_line_ends_are_line_ends():
    assert case("mixed line ends").rows == (("Ana", "a@x.org"), ("Bo", "b@x.org"), ("Cy", "c@x.org"))


def test_title_rows_are_skipped_and_row_numbers_stay_true():
    table = case("title rows")
    assert table.headings == PLAIN.headings
    assert table.first_row == 4
    assert table.notes == ("1 row(s) above the headings were skipped; the headings are in row 3.",)


def test_preface_of_two_cells_is_no_heading():
    wide = ",".join(f"Question {at}" for at in range(8))
    table = gate.read_table(f"Exported on,2026-01-02\n\n{wide}\n1,2,3,4,5,6,7,8\n".encode())
    assert table.headings[0] == "Question 0"
    assert table.first_row == 4


def test_blank_rows_in_the_middle_stay_so_that_numbers_hold():
    table = gate.read_table(b"Name,E-mail\nAna,a@x.org\n,\n\nBo,b@x.org\n\n\n")
    assert table.rows == (("Ana", "a@x.org"), ("", ""), ("", ""), ("Bo", "b@x.org"))


def test_repeated_and_missing_headings_get_names():
    table = case("repeated headings")
    assert table.headings == ("Name", "Topic", "Topic (2)", "Column D")
    assert table.notes == (
        "Some rows have more cells than there are headings (first in row 2).",
        "Columns without a heading were named by their letter: Column D.",
        "Headings that occur twice were numbered: Topic (2).",
    )


def test_numbered_heading_never_meets_a_given_one():
    table = gate.read_table(b"A,A,A (2),,Column D\n1,2,3,4,5\n")
    assert table.headings == ("A", "A (3)", "A (2)", "Column D (2)", "Column D")


def test_ragged_rows_are_filled_up_and_noted():
    table = case("ragged rows")
    assert table.headings == ("Name", "E-mail", "Stage", "Column D", "Column E")
    assert table.rows == (("Ana", "", "", "", ""), ("Bo", "b@x.org", "Mid", "more", "and more"))
    assert "Some rows have more cells than there are headings (first in row 3)." in table.notes


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            'Name;Topics (pain, acute, chronic);Mail\nA;"a, b, c";m\nB;a;m\n',
            ("Name", "Topics (pain, acute, chronic)", "Mail"),
        ),
        ("Name,Topics,Mail\nA,x; y; z,m\nB,q; r,m\n", ("Name", "Topics", "Mail")),
        ("Name\tTopics\nA\ta, b, c\nB\td; e, f\n", ("Name", "Topics")),
        ("Name;Hours\nA;1,5\nB;2,5\n", ("Name", "Hours")),
    ],
)
def test_delimiter_is_found_by_counting(text, headings):
    assert gate.read_table(text.encode()).headings == headings


def test_quote_inside_a_cell_is_a_letter():
    assert gate.read_table(b'Name,Note\nAna,5" lens\nBo,b\n').rows == (("Ana", '5" lens'), ("Bo", "b"))


def test_open_quote_is_named_with_its_row():
    with pytest.raises(gate.Refused, match="row 3"):
        gate.read_table(b'Name,Note\nAna,a\nBo,"b\nCy,c\n')


def test_limit_of_rows_is_exact():
    row = b"Ana,1\n"
    assert len(gate.read_table(b"Name,n\n" + row * 10_000).rows) == 10_000
    with pytest.raises(gate.Refused, match="has 10,001 rows; the limit is 10,000"):
        gate.read_table(b"Name,n\n" + row * 10_001)


def test_limit_of_columns_is_exact_and_empty_ones_do_not_count():
    head = ",".join(f"q{at}" for at in range(200))
    assert len(gate.read_table(f"{head},,,,\n{head}\n".encode()).headings) == 200
    with pytest.raises(gate.Refused, match="has 201 columns"):
        gate.read_table(f"{head},x\n{head}\n".encode())


def test_good_workbook_reads_like_text():
    table = case("good workbook")
    assert (table.headings, table.rows, table.first_row, table.notes) == (PLAIN.headings, PLAIN.rows, 2, ())
    assert table.sheet == "Sheet"


def test_dates_times_and_numbers_read_as_typed():
    assert case("dates and times").rows[2] == ("2026-04-20", "2026-04-20 18:30", "07:45")
    cells = text_cell("A1", "a") + text_cell("B1", "b") + text_cell("C1", "c") + text_cell("D1", "d")
    row = "".join(number_cell(f"{at}2", value) for at, value in zip("ABC", (3, 2.5, 0.1 + 0.2), strict=True))
    boolean = '<c r="D2" t="b"><v>1</v></c>'
    table = gate.read_table(workbook(sheet_xml(f'<row r="1">{cells}</row><row r="2">{row}{boolean}</row>')))
    assert table.rows == (("3", "2.5", "0.3", "TRUE"),)


def test_formulas_read_as_values_and_missing_values_are_noted():
    stored = '<c r="A2"><f>1+1</f><v>2</v></c>' + '<c r="B2"><f>2+2</f></c>' + text_cell("C2", "x")
    table = gate.read_table(workbook(sheet_xml(people_xml(PEOPLE[:1]) + f'<row r="2">{stored}</row>')))
    assert table.rows == (("2", "", "x"),)
    assert table.notes[0].startswith("1 formula(s) have no stored value")


def test_merged_cells_are_noted_with_their_row():
    table = case("merged cells")
    assert table.rows == (("Ana Lima", "", "Early"), ("", "", "Mid"))
    assert table.notes == (
        "The table has merged cells; only the first cell of each keeps its text (first in row 2).",
    )


def test_cells_that_are_only_formatted_do_not_count():
    assert case("formatted to the last cell").rows == PLAIN.rows


def test_first_visible_filled_sheet_is_read_and_others_are_named():
    table = case("far cell in another sheet")
    assert (table.sheet, table.other_sheets) == ("S1", ("S2",))
    assert table.notes == ("Only the sheet S1 was read. There is something in these too: S2.",)
    assert case("second sheet filled").sheet == "S2"
    assert case("first sheet hidden").sheet == "S2"


def test_sheet_is_chosen_by_name():
    mentors = [["Mentor", "E-mail"], ["Cy Roe", "cy@example.org"]]
    data = workbook(sheet_xml(people_xml()), sheet_xml(people_xml(mentors)))
    assert gate.read_table(data, sheet="S2").rows == (("Cy Roe", "cy@example.org"),)
    with pytest.raises(gate.Refused, match="Choose one of the sheets of the file: S1, S2"):
        gate.read_table(data, sheet="S3")


def test_one_far_cell_below_the_table_is_named():
    with pytest.raises(gate.Refused, match="cell XFD1048576, far away"):
        gate.read_table(workbook(sheet_xml(corpus.FAR_ROWS)))


def test_row_numbers_of_a_workbook_are_the_sheets_own():
    data = workbook(sheet_xml(people_xml([["Mentees 2026"]]) + people_xml(PEOPLE, first_row=5)))
    table = gate.read_table(data)
    assert (table.headings, table.first_row) == (PLAIN.headings, 6)


def test_long_text_used_by_few_cells_is_read():
    strings = parts.workbook(sheet_xml(people_xml([["Name", "Bio"], ["Ana", "x" * 30_000]])))
    assert len(gate.read_table(strings).rows[0][1]) == 30_000

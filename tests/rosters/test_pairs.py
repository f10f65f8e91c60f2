"""Sheets of earlier pairs: people may be unknown, and every row needs both sides."""

import pytest

from mentorquilt import rosters
from tests.rosters.sheets import sheet


def read(table):
    return rosters.read_pairs(table, rosters.recognize_pairs(table))


def test_a_sheet_of_earlier_pairs():
    table = sheet(
        ["Mentor", "Mentor Email", "Mentee", "Mentee's e-mail", "Cohort", "Program", "Status", "Start date"],
        ["Dr. Ann Lee, MD", "ANN@x.org", "Li, Bob", "bob@x.org", "2024", "Match", "Completed", "2/15/2024"],
        ["Ann Lee", "", "Cat Roe", "", "2023", "", "dropped out", ""],
    )
    reading = read(table)
    assert reading.pairs == (
        rosters.EarlierPair(
            row=2,
            mentor_name="Ann Lee",
            mentor_email="ann@x.org",
            mentee_name="Bob Li",
            mentee_email="bob@x.org",
            program="Match",
            cohort="2024",
            started_on="2024-02-15",
            ending="finished",
            ending_text="Completed",
        ),
        rosters.EarlierPair(
            row=3,
            mentor_name="Ann Lee",
            mentee_name="Cat Roe",
            cohort="2023",
            ending="ended_early",
            ending_text="dropped out",
        ),
    )
    assert (reading.problems, reading.bad_rows) == ((), ())


def test_names_in_two_columns_each():
    headings = ["Mentor First Name", "Mentor Last Name", "Mentee First Name", "Mentee Last Name"]
    (pair,) = read(sheet(headings, ["Ann", "Lee", "Bob", "Li"])).pairs
    assert (pair.mentor_name, pair.mentee_name) == ("Ann Lee", "Bob Li")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["", "", "Bob Li", ""], "no_mentor"),
        (["Ann Lee", "", "", ""], "no_mentee"),
        (["Ann Lee", "nonsense", "Bob Li", ""], "email_wrong"),
        (["Ann", "a@x.org", "Bob", "A@x.org"], "same_person"),
        (["Ann Lee", "", "ann lee", ""], "same_person"),
        (["Ann\x00Lee", "", "Bob Li", ""], "nul"),
        (["A" * 300, "", "Bob Li", ""], "too_long"),
    ],
)
def test_a_row_without_both_sides_is_refused(row, code):
    table = sheet(["Mentor name", "Mentor email", "Mentee name", "Mentee email"], row)
    reading = read(table)
    assert (reading.pairs, reading.bad_rows) == ((), (2,))
    assert [problem.code for problem in reading.problems] == [code]
    assert len(rosters.bad_rows_table(table, reading).rows) == 1


def test_an_unknown_ending_is_told_and_the_pair_counts():
    reading = read(sheet(["Mentor", "Mentee", "How did it end?"], ["Ann Lee", "Bob Li", "with a bang"]))
    assert [(pair.ending, pair.ending_text) for pair in reading.pairs] == [("", "with a bang")]
    assert [problem.code for problem in reading.problems] == ["ending_open"]


def test_a_sheet_of_something_else_says_what_lacks():
    assert [problem.code for problem in read(sheet(["Shoe"], ["42"])).problems] == [
        "no_mentor_column",
        "no_mentee_column",
    ]
    assert [problem.code for problem in read(sheet(["Mentor", "Mentee"])).problems] == ["no_rows"]
    assert [problem.code for problem in read(rosters.Table((), ())).problems] == ["no_headings"]


def test_the_fields_of_pairs_are_listed():
    assert {"mentor_name", "mentee_email", "cohort", "ending"} <= {
        field.slug for field in rosters.pair_fields()
    }

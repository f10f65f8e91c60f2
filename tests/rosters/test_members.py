"""A membership list is read: standings, ends, groups; what is wrong is said by row and column, without addresses (D-10)."""

import pytest

from mentorquilt import rosters

HEADINGS = (
    "Member ID", "Email", "Last Name", "First Name", "Membership Type", "Status", "Expiration Date", "Stage",
    "Specialty", "Institution", "SIGs",
)  # fmt: skip


def listed(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> rosters.MembersReading:
    return rosters.read_members(rosters.Table(headings, rows))


def told(reading: rosters.MembersReading) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.severity, each.code) for each in reading.problems]


def test_a_row_becomes_a_member():
    row = ("17", "Ana.Lima@X.org", "Lima", "Ana", "Fellow", "In good standing", "12/31/2027", "PGY-4",
           "Regional anesthesia", "Mercy Hospital", "Pain; Regional Anesthesia")  # fmt: skip
    (member,) = listed(row).members
    assert (member.email, member.number, member.names.full) == ("ana.lima@x.org", "17", "Ana Lima")
    assert (member.member_class, member.standing, member.valid_until) == ("Fellow", "active", "2027-12-31")
    assert (member.stage, member.specialty) == ("resident", "anesthesiology")
    assert member.groups == ("Pain", "Regional Anesthesia")
    assert member.institutions == ("Mercy Hospital",)


@pytest.mark.parametrize(
    ("written", "standing"),
    [("Active", "active"), ("Paid", "active"), ("current", "active"), ("TRUE", "active"), ("Life", "active"),
     ("Expired", "lapsed"), ("Past due", "lapsed"), ("Non-member", "lapsed"), ("FALSE", "lapsed"),
     ("Under review", "pending"), ("Applicant", "pending")],
)  # fmt: skip
def test_standings_are_told_in_many_words(written, standing):
    reading = listed(("a@x.org", written), headings=("Email", "Status"))
    assert [member.standing for member in reading.members] == [standing]


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [("Paid thru", "2027-01-01", "valid_until"), ("Renewal Date", "2027-01-01", "valid_until"),
     ("Expires", "2027-01-01", "valid_until"), ("Member type", "Fellow", "member_class"),
     ("Membership", "Active", "standing"), ("Membership", "Gold", "member_class"), ("Member #", "7", "member_number"),
     ("Section membership", "Pain", "groups"), ("Career stage", "Fellow", "stage")],
)  # fmt: skip
def test_headings_are_told_by_their_words_and_cells(heading, cell, field):
    table = rosters.Table(("Email", heading), (("a@x.org", cell), ("b@x.org", cell)))
    assert [column.field for column in rosters.recognize_members(table).columns] == ["email", field]


def test_what_is_wrong_is_said_by_row_and_column():
    reading = listed(
        ("1", "no address", "A", "A", "", "Active", "", "", "", "", ""),
        ("", "", "B", "B", "", "Active", "", "", "", "", ""),
        ("3", "", "C", "C", "", "Group B", "", "", "", "", ""),
        ("4", "", "D", "D", "", "Active", "soon", "wizard", "", "", ""),
        ("5", "", "E", "E", "", "Active", "", "wizard", "", "", ""),
    )
    assert told(reading) == [
        (2, "Email", "error", "address_wrong"),
        (3, "", "error", "nobody_named"),
        (4, "Status", "error", "standing_unknown"),
        (5, "Expiration Date", "warning", "end_wrong"),
        (5, "Stage", "warning", "answer_unknown"),
    ]
    assert reading.bad_rows == (2, 3, 4)
    assert [member.number for member in reading.members] == ["4", "5"]
    assert reading.named == {"1", "3", "4", "5"}


@pytest.mark.guarantee
def test_no_sentence_repeats_an_address():
    canary = "canary@gmial.com"
    reading = listed(
        ("1", f"{canary}; canary@x.org", "A", "A", *[""] * 7),
        ("2", "canary@@x", "B", "B", *[""] * 7),
        ("3", canary, "C", "C", *[""] * 7),
    )
    assert len(reading.problems) >= 4
    assert "canary" not in " ".join(each.message + each.fix for each in reading.problems)


def test_somebody_who_stands_twice_counts_once_by_her_last_row():
    reading = listed(
        ("1", "a@x.org", "A", "A", "", "Lapsed", *[""] * 5),
        ("2", "b@x.org", "B", "B", "", "Active", *[""] * 5),
        ("1", "new@x.org", "A", "A", "", "Active", *[""] * 5),
        ("9", "b@x.org", "B", "B", "", "Lapsed", *[""] * 5),
    )
    assert [(member.row, member.standing) for member in reading.members] == [(4, "active"), (5, "lapsed")]
    assert told(reading) == [(2, "", "warning", "listed_twice"), (3, "", "warning", "listed_twice")]


@pytest.mark.parametrize(
    ("headings", "rows", "code"),
    [(("", ""), (("a", "b"),), "no_headings"), (("Email",), (("",),), "no_rows"),
     (("Name", "City"), (("Ana", "Salina"),), "no_member_column"), ((), (), "no_headings")],
)  # fmt: skip
def test_a_file_that_is_no_list_says_why(headings, rows, code):
    reading = listed(*rows, headings=headings)
    assert [each.code for each in reading.problems] == [code]
    assert reading.members == ()


def test_a_list_says_which_columns_it_has_at_all():
    assert listed(("a@x.org", "Active"), headings=("Email", "Status")).columns == {"email", "standing"}


def test_days_and_months_of_one_column_are_told_apart():
    reading = listed(("a@x.org", "31.12.2027"), ("b@x.org", "12/31/2027"), headings=("Email", "Expires"))
    assert [member.valid_until for member in reading.members] == ["2027-12-31", "2027-12-31"]

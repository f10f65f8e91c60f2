"""Sheets become people; what is wrong is told by row and column; nothing is guessed in silence."""

import pytest

from mentorquilt import rosters
from tests.rosters import sheets
from tests.rosters.sheets import codes, one, read, sheet


def test_a_whole_form_becomes_a_person():
    table = sheet(sheets.MENTEE_FORM, sheets.MENTEE_ROW)
    reading = read(table, known=[rosters.Known("lee", "Ann Lee"), rosters.Known("brown", "Sam Brown")])
    (person,) = reading.people
    assert person.email == "jane.doe@virginia.edu"
    assert person.names == rosters.Names("Jane A. Doe", "Jane A.", "Doe", (), ("MD",))
    assert (person.stage, person.specialty, person.subspecialty) == (
        "early",
        "anesthesiology",
        "regional_anesthesia",
    )
    assert (person.setting, person.hospital_size) == ("community", "50_199")
    assert person.institutions == ("UVA Health",)
    assert (person.city, person.region, person.country) == ("US/VA/charlottesville", "US/VA", "US")
    assert person.zone == "America/New_York"
    assert person.languages == ("en", "es")
    assert person.wants_topics == ("compensation_contracts", "family_work_balance")
    assert person.wants_types == ("clinical", "life")
    assert person.terms == ("ultrasound in pregnancy",)
    assert (person.seeks, person.long_term) == ("Start an acute pain service", "Lead a department")
    assert [(wish.kind, wish.clear) for wish in person.wishes] == [("wish", True), ("ban", True)]
    assert person.phone == "+49 170 1234567"
    assert person.extra == (("How did you hear about us?", "A friend"),)
    assert len(person.hours) == 5
    assert [code for _, code in codes(reading)] == ["wish", "ban"]


# --- the whole file


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (rosters.Table((), ()), "no_headings"),
        (rosters.Table(("", " "), (("a", "b"),)), "no_headings"),
        (sheet(["Name", "Email"]), "no_rows"),
        (sheet(["Name", "Email"], ["", ""], ["  ", ""]), "no_rows"),
        (sheet(["Name", "Shoe"], ["Ann Lee", "42"]), "no_email_column"),
        (sheet(["Email", "Shoe"], ["a@x.org", "42"]), "no_name_column"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(table, code):
    reading = read(table)
    assert code in [problem.code for problem in reading.errors]
    assert reading.people == ()
    assert all(problem.row == 0 and problem.fix for problem in reading.problems)


# --- addresses and names


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (["Ann Lee", ""], "email_missing", "Email"),
        (["Ann Lee", "n/a"], "email_missing", "Email"),
        (["Ann Lee", "ann(at)x.org"], "email_wrong", "Email"),
        (["", "ann@x.org"], "name_missing", "Name"),
        (["A" * 300, "ann@x.org"], "too_long", "Name"),
        (["Ann\x00Lee", "ann@x.org"], "nul", "Name"),
        (["Ann Lee", "a\x00@x.org"], "nul", "Email"),
        (["Ann Lee", "x" * 250 + "@x.org"], "too_long", "Email"),
    ],
)
def test_a_bad_row_is_refused_by_row_and_column(row, code, column):
    reading = read(sheet(["Name", "Email"], ["Bo Li", "bo@x.org"], row))
    assert [person.email for person in reading.people] == ["bo@x.org"]
    assert reading.bad_rows == (3,)
    (problem,) = reading.errors
    assert (problem.row, problem.column, problem.code) == (3, column, code)
    assert problem.message
    assert problem.fix


def test_a_name_with_hidden_direction_marks_is_cleaned_and_said():
    reading = read(sheet(["Name", "Email"], ["\u202eeeL nnA", "ann@x.org"]))
    assert reading.people[0].names.full == "eeL nnA"
    assert codes(reading) == [(2, "hidden_characters")]


@pytest.mark.parametrize("name", ["محمد علي", "王小明", "שרה כהן", "Ζωή Παπαδοπούλου", "Łukasz Żółć", "ஆனந்த்"])
def test_names_in_any_script_are_kept(name):
    assert one(["Full name"], [name]).names.full == name


def test_formulas_and_html_stay_text():
    person = one(["Full name", "Goals"], ["=HYPERLINK(1)", "<script>alert(1)</script>"])
    assert person.names.full == "=HYPERLINK(1)"
    assert person.seeks == "<script>alert(1)</script>"
    reading = read(sheet(["Name", "Email"], ["=1+1", "a@x.org"]))
    assert codes(reading) == [(2, "formula")]


def test_addresses_are_lowered_and_a_slip_is_told():
    reading = read(sheet(["Name", "Email"], ["Ann Lee", " Ann.Lee@GMIAL.com, ann@x.org "]))
    (person,) = reading.people
    assert (person.email, person.other_emails) == ("ann.lee@gmial.com", ("ann@x.org",))
    assert codes(reading) == [(2, "email_several"), (2, "email_slip")]


def test_first_and_last_name_go_before_the_whole_name():
    person = one(["First name", "Last name", "Title", "Degree"], ["Ann", "Lee", "Dr.", "MD"])
    assert person.names == rosters.Names("Ann Lee", "Ann", "Lee", ("Dr.",), ("MD",))


# --- the same person twice


def test_equal_rows_are_one_person():
    row = ["Ann Lee", "ann@x.org"]
    reading = read(sheet(["Name", "Email"], row, ["Bo Li", "bo@x.org"], ["Ann  Lee", "ANN@x.org"]))
    assert [person.row for person in reading.people] == [2, 3]
    assert codes(reading) == [(4, "same_row")]
    assert reading.doubles == (rosters.Double(rows=(2, 4), emails=("ann@x.org",), why="address"),)


def test_the_latest_answer_counts_when_the_form_has_a_clock():
    headings = ["Timestamp", "Name", "Email", "Stage"]
    rows = [
        ["11/3/2025 9:00", "Ann Lee", "ann@x.org", "Fellow"],
        ["11/2/2025 9:00", "Ann Lee", "ann@x.org", "Blue"],
    ]
    reading = read(sheet(headings, *rows))
    assert [(person.row, person.stage) for person in reading.people] == [(2, "fellow")]
    assert codes(reading) == [(3, "answered_twice")]


def test_without_a_clock_the_second_answer_is_refused():
    rows = [["Ann Lee", "ann@x.org", "Fellow"], ["Ann Lee", "ann@x.org", "Resident"]]
    reading = read(sheet(["Name", "Email", "Stage"], *rows))
    assert [person.stage for person in reading.people] == ["fellow"]
    assert (reading.bad_rows, [problem.code for problem in reading.errors]) == ((3,), ["same_address"])
    assert "row 2" in reading.errors[0].message


def test_one_name_under_two_addresses_is_told_and_both_are_kept():
    rows = [["Dr. Ann B. Lee", "ann@x.org"], ["Lee, Ann", "ann@gmail.com"], ["Ann Young", "y@x.org"]]
    reading = read(sheet(["Name", "Email"], *rows))
    assert len(reading.people) == 3
    assert reading.doubles == (
        rosters.Double(rows=(2, 3), emails=("ann@x.org", "ann@gmail.com"), why="name"),
    )
    assert codes(reading) == [(2, "double")]


def test_a_second_address_that_is_anothers_first_is_told():
    rows = [["Ann Lee", "ann@x.org", "a.lee@y.org"], ["A. Lee", "a.lee@y.org", ""]]
    assert len(read(sheet(["Name", "Email", "Alternate email"], *rows)).doubles) == 1


# --- answers


def test_a_guess_and_an_unknown_answer_are_told_once_with_their_number():
    rows = [
        [f"P{i} Q{i}", f"p{i}@x.org", cell] for i, cell in enumerate(["Cardiolgy", "Cardiolgy", "Flying", ""])
    ]
    reading = read(sheet(["Name", "Email", "Specialty"], *rows))
    assert [person.specialty for person in reading.people] == ["cardiology", "cardiology", "", ""]
    guess, unknown = reading.problems
    assert (guess.row, guess.column, guess.code) == (2, "Specialty", "guessed_answer")
    assert guess.message == "“Cardiolgy” was read as “Cardiology” (in 2 rows)."
    assert (unknown.row, unknown.code) == (4, "unknown_answer")


def test_a_chosen_meaning_is_not_told_again():
    table = sheet(["Name", "Email", "Specialty"], ["Ann Lee", "a@x.org", "Flying"])
    mapping = rosters.with_answer(
        rosters.recognize(table, "mentee"), 2, "flying", ("emergency_medicine", "ems")
    )
    reading = rosters.read(table, mapping)
    assert (reading.people[0].specialty, reading.people[0].subspecialty) == ("emergency_medicine", "ems")
    assert reading.problems == ()


def test_an_answer_as_written_counts_as_itself():
    table = sheet(["Name", "Email", "Specialty"], ["Ann Lee", "a@x.org", "Policy & Law"])
    mapping = rosters.with_others(rosters.recognize(table, "mentee"), 2, rosters.AS_WRITTEN)
    assert rosters.read(table, mapping).people[0].specialty == "policy_and_law"


def test_a_subspecialty_gives_its_specialty():
    person = one(["Specialty"], ["Regional anesthesia"])
    assert (person.specialty, person.subspecialty) == ("anesthesiology", "regional_anesthesia")
    person = one(["Subspecialty"], ["MFM"])
    assert (person.specialty, person.subspecialty) == ("obstetrics_gynecology", "maternal_fetal_medicine")
    person = one(["Specialty", "Subspecialty"], ["Surgery", "Pain medicine"])
    assert (person.specialty, person.subspecialty) == ("general_surgery", "")


def test_a_second_specialty_is_a_niche_term():
    reading = read(
        sheet(["Name", "Email", "Specialty"], ["Ann Lee", "a@x.org", "Anesthesiology;Pain Medicine;"])
    )
    assert (reading.people[0].specialty, reading.people[0].terms) == ("anesthesiology", ("Pain medicine",))
    assert [problem.code for problem in reading.problems] == ["several_answers"]


def test_topics_and_types_find_their_place_in_either_column():
    person = one(["Topics", "Type of mentor"], ["Leadership, Research mentor", "Contracts; Clinical"])
    assert person.wants_topics == ("leadership", "compensation_contracts")
    assert person.wants_types == ("research", "clinical", "career")


def test_an_unknown_topic_is_a_niche_term():
    reading = read(
        sheet(["Name", "Email", "Topics"], ["Ann Lee", "a@x.org", "Leadership; Kites; Other: Balloons"])
    )
    assert reading.people[0].terms == ("Kites", "Balloons")
    assert [problem.code for problem in reading.problems] == ["kept_as_term"]


def test_years_of_practice_stand_for_a_missing_stage_and_that_is_said():
    reading = read(
        sheet(["Name", "Email", "Years in practice"], ["Ann Lee", "a@x.org", "12"], ["B C", "b@x.org", ""])
    )
    assert [(person.stage, person.years) for person in reading.people] == [("mid", 12), ("", None)]
    assert codes(reading) == [(2, "stage_from_years")]
    person = one(["Stage", "Years in practice"], ["Fellow", "12"])
    assert person.stage == "fellow"


# --- mentors


@pytest.mark.parametrize(
    ("cell", "capacity", "code"),
    [
        ("2", 2, None),
        ("two", 2, None),
        ("1-2", 1, "number_range"),
        ("2-Jan", 1, "number_range"),
        ("none", 0, "capacity_none"),
        ("50", 50, "number_large"),
        ("many", 1, "number_wrong"),
        ("", 1, None),
    ],
)
def test_how_many_mentees(cell, capacity, code):
    reading = read(
        sheet(["Name", "Email", "How many mentees can you take?"], ["A B", "a@x.org", cell]), "mentor"
    )
    assert reading.people[0].capacity == capacity
    assert reading.people[0].capacity_given == (cell not in ("", "many"))
    assert [problem.code for problem in reading.problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("cell", "state"),
    [("Yes", ""), ("No", "not_willing"), ("Not this year", "paused"), ("At capacity", "full"), ("", "")],
)
def test_willing_or_not(cell, state):
    assert one(["Are you willing to mentor this year?"], [cell], "mentor").unavailable == state


def test_a_mentor_row():
    headings = [
        "Areas of expertise",
        "Topics not taken",
        "Which experiences have you had?",
        "Available from",
        "Mentoring style",
    ]
    cells = ["Leadership, Contracts", "Burnout", "Litigation; Left academia", "3/15/2026", "Calm"]
    person = one(headings, cells, "mentor")
    assert person.topics == ("leadership", "compensation_contracts")
    assert person.refuses_topics == ("burnout_wellbeing",)
    assert person.has_done == ("litigation", "left_academia")
    assert (person.available_from, person.offers, person.role) == ("2026-03-15", "Calm", "mentor")


# --- one sheet for both roles


def test_rows_for_the_other_role_are_passed_over():
    headings = ["Name", "Email", "I would like to participate as a"]
    table = sheet(
        headings, ["A B", "a@x.org", "Mentor"], ["C D", "c@x.org", "Mentee"], ["E F", "e@x.org", "Both"]
    )
    mentees, mentors = read(table, "mentee"), read(table, "mentor")
    assert [person.names.full for person in mentees.people] == ["C D", "E F"]
    assert [person.names.full for person in mentors.people] == ["A B", "E F"]
    assert (mentees.skipped_rows, mentors.skipped_rows) == ((2,), (3,))
    assert [person.both_roles for person in mentees.people] == [False, True]


# --- odds and ends


def test_blank_rows_keep_the_numbers_of_the_others():
    reading = read(sheet(["Name", "Email"], ["A B", "a@x.org"], ["", ""], [], ["C D", "c@x.org"]))
    assert [person.row for person in reading.people] == [2, 5]
    assert reading.skipped_rows == (3, 4)


def test_a_table_that_begins_lower_counts_from_there():
    table = rosters.Table(("Name", "Email"), (("A B", "a@x.org"),), (), 5)
    assert read(table).people[0].row == 5


def test_more_cells_than_headings_are_told():
    reading = read(sheet(["Name", "Email"], ["A B", "a@x.org", "", "stray"]))
    assert codes(reading) == [(2, "cells_extra")]


def test_unmapped_columns_are_kept_and_ignored_ones_are_not():
    table = sheet(["Name", "Email", "Shoe", "Hat"], ["A B", "a@x.org", "42", "red"])
    mapping = rosters.with_field(rosters.recognize(table, "mentee"), 3, rosters.IGNORE)
    assert rosters.read(table, mapping).people[0].extra == (("Shoe", "42"),)


def test_two_columns_of_one_meaning():
    person = one(
        ["Goals", "Short-term goals", "Position", "Job title"], ["Learn", "Publish", "Chair", "Dean"]
    )
    assert person.seeks == "Learn\n\nPublish"
    assert (person.job_title, person.extra) == ("Chair", (("Job title", "Dean"),))


def test_private_wishes_for_a_background():
    person = one(["Gender", "Preferred gender of mentor"], ["Female", "Female"])
    assert (person.background, person.wishes_background) == (("Female",), ("Female",))
    person = one(["Gender", "Would you prefer a mentor of the same gender?"], ["Female", "Yes"])
    assert person.wishes_background == ("Female",)
    person = one(["Gender", "Would you prefer a mentor of the same gender?"], ["Female", "No"])
    assert person.wishes_background == ()


def test_exclusions_stay_in_the_persons_words():
    person = one(["Institutions to avoid", "Cities or regions to avoid"], ["UVA; Mercy, Downtown", "Kansas"])
    assert person.excludes_institutions == ("UVA", "Mercy, Downtown")
    assert person.excludes_places == ("Kansas",)


def test_left_out_before_as_number_or_yes():
    assert one(["Times left out"], ["2"]).left_out_before == 2
    assert one(["Were you unmatched last year?"], ["Yes"]).left_out_before == 1
    assert one(["Were you unmatched last year?"], ["No"]).left_out_before == 0


def test_hours_that_cannot_be_read_are_kept_as_words():
    reading = read(sheet(["Name", "Email", "Availability"], ["A B", "a@x.org", "ask my assistant"]))
    assert (reading.people[0].hours, reading.people[0].extra) == ((), (("Availability", "ask my assistant"),))
    assert codes(reading) == [(2, "hours_wrong")]


def test_a_place_in_three_columns():
    person = one(["City", "State", "Country"], ["Springfield", "IL", "USA"])
    assert (person.city, person.place) == ("US/IL/springfield", "Springfield")


def test_several_cities_are_offered_never_picked():
    reading = read(sheet(["Name", "Email", "City"], ["A B", "a@x.org", "Springfield"]))
    (person,) = reading.people
    assert (person.city, person.latitude) == ("", None)
    assert person.city_candidates[0] == "US/MO/springfield"
    assert codes(reading) == [(2, "city_several")]


def test_bad_rows_can_be_taken_away_with_reasons():
    table = sheet(["Name", "Email"], ["A B", "a@x.org"], ["", "bad"], ["C D"])
    reading = read(table)
    bad = rosters.bad_rows_table(table, reading)
    assert bad.headings == ("Name", "Email", "What to do")
    assert [row[:2] for row in bad.rows] == [("", "bad"), ("C D", "")]
    assert "Email: “bad” is not an e-mail address." in bad.rows[0][2]
    assert "Name: This row has no name." in bad.rows[0][2]


def test_reading_twice_gives_the_same():
    table = sheet(sheets.MENTEE_FORM, sheets.MENTEE_ROW, sheets.MENTEE_ROW[:5])
    assert read(table) == read(table)


def test_every_sentence_names_what_to_do():
    from mentorquilt.rosters import _words

    for code, (message, fix) in {**_words._ERRORS, **_words._WARNINGS}.items():
        assert message.endswith((".", "fit.")), code
        assert fix, code

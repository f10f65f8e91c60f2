"""Columns are recognized by their usual headings and by their cells."""

import pytest

from mentorquilt import rosters
from tests.rosters import sheets

MENTEES = {
    "Timestamp": "answered_at",
    "Marca temporal": "answered_at",
    "E-mail": "email",
    "Email Address": "email",
    "Dirección de correo electrónico": "email",
    "Name (Last, First)": "name",
    "First and Last Name": "name",
    "Vorname": "given",
    "Surname": "family",
    "What is your career stage?": "stage",
    "PGY level": "stage",
    "Are you a resident, fellow, or attending?": "stage",
    "Number of years since completing training": "years",
    "Graduation year": "training_ended",
    "Department": "specialty",
    "Sub-specialty": "subspecialty",
    "Practice Type": "setting",
    "How many beds does your hospital have?": "hospital_size",
    "Institution/Employer": "institutions",
    "Hospital": "institutions",
    "Training Program": "trainings",
    "City, State": "city",
    "Where are you located?": "city",
    "State/Province": "region",
    "Country of residence": "country",
    "Time Zone": "zone",
    "Languages spoken": "languages",
    "Availability": "hours",
    "Special interest group(s)": "groups",
    "Race/Ethnicity": "background",
    "Tell us about yourself": "bio",
    "Which topics would you like mentorship on? (check all that apply)": "wants_topics",
    "I would like help with:": "wants_topics",
    "What type of mentor are you looking for?": "wants_types",
    "What do you hope to gain from this program?": "seeks",
    "What are you looking for in a mentor?": "seeks",
    "Long-term career goals": "long_term",
    "Where do you see yourself in 5 years?": "long_term",
    "Would you consider a mentor from another specialty?": "other_specialty",
    "Do you want a mentor from your own region?": "wants_distance",
    "Were you unmatched last year?": "left_out_before",
    "identity to match": "wishes_background",
    "Preferred gender of mentor": "wishes_background",
    "Preferred mentor": "wish",
    "Mentor": "wish",
    "I would like Dr. X": "wish",
    "List up to three mentors you would like": "wish",
    "Is there anyone you should NOT be matched with?": "ban",
    "Anyone but ...": "ban",
    "Institutions to avoid": "excludes_institutions",
    "Cities or regions to avoid": "excludes_places",
    "I agree to the terms": rosters.EXTRA,
    "How did you hear about us?": rosters.EXTRA,
    "T-shirt size": rosters.EXTRA,
    "Comments": rosters.EXTRA,
    "What has been your biggest challenge?": rosters.EXTRA,
}
MENTORS = {
    "How many mentees can you take?": "capacity",
    "Max # of mentees": "capacity",
    "Are you willing to serve as a mentor this year?": "willing",
    "Areas of expertise": "topics",
    "Topics you can mentor on": "topics",
    "What topics would you NOT feel comfortable mentoring on?": "refuses_topics",
    "Type of mentoring you can provide": "types",
    "Which of the following experiences have you had?": "has_done",
    "Please describe your mentoring style": "offers",
    "Available from": "available_from",
    "Available until": "available_to",
    "Are you a certified coach?": "coaching",
    "Conflicts of interest": "ban",
    "Mentee requested": "wish",
    "Academic rank": "job_title",
    "Degree(s)": "credentials",
    "Cell phone": "phone",
}


def field(heading, role, cells=("",)):
    table = sheets.sheet([heading], *[[cell] for cell in cells])
    return rosters.recognize(table, role).columns[0].field


@pytest.mark.parametrize(("heading", "expected"), MENTEES.items())
def test_usual_headings_of_a_mentee_form(heading, expected):
    assert field(heading, "mentee") == expected


@pytest.mark.parametrize(("heading", "expected"), MENTORS.items())
def test_usual_headings_of_a_mentor_form(heading, expected):
    assert field(heading, "mentor") == expected


def test_every_field_is_offered_to_its_role_only():
    mentee = {each.slug for each in rosters.fields("mentee")}
    mentor = {each.slug for each in rosters.fields("mentor")}
    assert "seeks" in mentee - mentor
    assert "capacity" in mentor - mentee
    assert {"email", "name", "stage", "wish", "ban"} <= mentee & mentor


def test_a_whole_form_is_recognized():
    table = sheets.sheet(sheets.MENTEE_FORM, sheets.MENTEE_ROW)
    fields = [column.field for column in rosters.recognize(table, "mentee").columns]
    assert fields == [
        "answered_at",
        "email",
        "name",
        "role",
        "stage",
        "specialty",
        "subspecialty",
        "setting",
        "hospital_size",
        "institutions",
        "city",
        "languages",
        "wants_topics",
        "wants_types",
        "seeks",
        "long_term",
        "wish",
        "ban",
        "zone",
        "hours",
        "phone",
        rosters.EXTRA,
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["a@x.org", "b@x.org", "c@x.org"], "email"),
        (["Resident", "Fellow", "PGY-3"], "stage"),
        (["Cardiology", "OB/GYN", "ENT"], "specialty"),
        (["Academic", "Private practice", "Rural"], "setting"),
        (["blue", "green", "Fellow"], rosters.EXTRA),
        ([], rosters.EXTRA),
    ],
)
def test_cells_speak_where_the_heading_does_not(cells, expected):
    assert field("Q17", "mentee", cells) == expected


def test_cells_correct_a_heading_that_means_two_things():
    assert field("Title", "mentee", ["Dr.", "Prof.", "Ms."]) == "title"
    assert field("Title", "mentee", ["Associate Dean", "Chair", "Director"]) == "job_title"
    assert field("Current position", "mentee", ["Resident", "Fellow", "PGY-2"]) == "stage"


def test_of_two_address_columns_one_is_the_address():
    table = sheets.sheet(["Email Address", "Preferred email", "Name"], ["a@x.org", "b@x.org", "Ann Lee"])
    assert [column.field for column in rosters.recognize(table, "mentee").columns] == [
        "email",
        "other_email",
        "name",
    ]


def test_an_address_column_without_addresses_is_not_the_address():
    table = sheets.sheet(
        ["Email", "Name", "Your e-mail"], ["anonymous", "Ann Lee", "ann@x.org"], ["anonymous", "", ""]
    )
    assert [column.field for column in rosters.recognize(table, "mentee").columns] == [
        "other_email",
        "name",
        "email",
    ]


def test_how_sure_a_guess_is():
    table = sheets.sheet(
        ["Email", "I would like to be contacted at this e-mail address during the year", "Q9"], []
    )
    first, second, third = rosters.recognize(table, "mentee").columns
    assert first.confidence == 100
    assert 60 <= second.confidence < 90
    assert (third.field, third.confidence) == (rosters.EXTRA, 0)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("Northfield Clinic", "Univ. of Fairhaven", "Private practice, small group"), "institutions"),
        (("Private practice, small group", "Academic", "Rural"), "setting"),
    ],
)
def test_where_do_you_work_is_answered_by_the_cells(cells, field):
    rows = tuple((f"a{number}@clinic.org", cell) for number, cell in enumerate(cells))
    mapping = rosters.recognize(rosters.Table(("Email", "Where do you work?"), rows), "mentee")
    assert mapping.columns[1].field == field

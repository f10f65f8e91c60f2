"""Sheets as coordinators really get them, and short ways to build one."""

from mentorquilt import rosters


def sheet(headings: list[str], *rows: list[str]) -> rosters.Table:
    """This will build a table; short rows stay short, as files have them."""
    return rosters.Table(headings=tuple(headings), rows=tuple(tuple(row) for row in rows))


def read(table: rosters.Table, role: rosters.Role = "mentee", **more) -> rosters.Reading:
    """This will read a table with the guessed mapping."""
    return rosters.read(table, rosters.recognize(table, role), **more)


def one(headings: list[str], row: list[str], role: rosters.Role = "mentee", **more) -> rosters.RosterPerson:
    """This will read the only person of a sheet of one row; name and address are added where they lack."""
    for heading, cell in (("Full name", "Jane Doe"), ("Email", "jane@clinic.org")):
        if heading not in headings:
            headings, row = [*headings, heading], [*row, cell]
    reading = read(sheet(headings, row), role, **more)
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    (person,) = reading.people
    return person


def codes(reading: rosters.Reading) -> list[tuple[int, str]]:
    """This will return every problem as (row, code)."""
    return [(problem.row, problem.code) for problem in reading.problems]


MENTEE_FORM = [
    "Timestamp",
    "Email Address",
    "Name and credentials",
    "I would like to participate as a",
    "What is your career stage?",
    "What is your primary specialty?",
    "Subspecialty / fellowship training (if any)",
    "Practice setting",
    "Approximately how many beds does your hospital have?",
    "Institution / employer",
    "City, State",
    "Languages spoken",
    "Which topics would you like mentorship on? (check all that apply)",
    "What type of mentor are you looking for?",
    "What do you hope to gain from this program?",
    "Where do you see yourself in five years?",
    "Is there a specific mentor you would like to be paired with? (I would like Dr. X)",
    "Is there anyone you should NOT be matched with?",
    "Time zone",
    "When are you usually available?",
    "Cell phone",
    "How did you hear about us?",
]
MENTEE_ROW = [
    "11/02/2025 10:01:02",
    "Jane.Doe@virginia.edu",
    "Doe, Jane A., MD",
    "Mentee",
    "Early career (0-7 y)",
    "Anaesthetics",
    "Regional & acute pain",
    "Private practice, small group",
    "90",
    "UVA Health",
    "Charlottesville, VA",
    "English, Spanish",
    "Contracts & compensation, Work/life balance, Other: ultrasound in pregnancy",
    "Clinical, Life",
    "Start an acute pain service",
    "Lead a department",
    "I would like Dr. Ann Lee",
    "anyone but Dr. Brown",
    "Eastern",
    "Weekday evenings",
    "+49 170 1234567",
    "A friend",
]

"""Whatever a file holds, nothing raises, every problem has a place and a remedy, and the same file reads the same."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import rosters
from mentorquilt.rosters._fields import FIELDS
from tests.rosters import sheets

USUAL = [
    "Name",
    "Email",
    "Timestamp",
    "First name",
    "Career stage",
    "Specialty",
    "Topics",
    "City",
    "State",
    "Country",
    "Time zone",
    "Availability",
    "How many mentees can you take?",
    "Preferred mentor",
    "Anyone but",
    "Institution",
    "Years in practice",
    "Hospital size",
    "Were you unmatched last year?",
    "Gender",
    "Available from",
]
LIKELY = [
    "Doe, Jane, MD",
    "jane@x.org; joe@y.org",
    "PGY-4",
    "Attending, 12 years",
    "Research, Private practice, small group; Other: (x, y",
    "Springfield, IL",
    "1-2",
    "2025-13-45",
    "45983.5",
    "=1+1",
    "\x00",
    "\u202e\u2066",
    "\ud800",
    "(((((((",
    ",,,;;;|||",
    "Other: ",
    "UTC+99",
    "Mon-Fri 25:99-99pm",
    "anyone but Dr. Lee; not Dr. Lee or Dr. Lee",
    "9" * 400,
    "a@" + "b." * 200 + "c",
    "İıßΣς",
    "x" * 12_000,
]
cell = st.one_of(
    st.sampled_from(LIKELY),
    st.text(max_size=40),
    st.lists(st.sampled_from(LIKELY), max_size=3).map(", ".join),
)
heading = st.one_of(st.sampled_from(USUAL), st.text(max_size=30))


@st.composite
def tables(draw):
    headings = draw(st.lists(heading, max_size=9))
    rows = draw(st.lists(st.lists(cell, max_size=len(headings) + 2), max_size=6))
    return rosters.Table(tuple(headings), tuple(tuple(row) for row in rows))


def check(table, reading):
    numbers = range(table.first_row, table.first_row + len(table.rows))
    for problem in reading.problems:
        assert problem.message
        assert problem.fix
        assert problem.row == 0 or problem.row in numbers
        assert problem.column == "" or problem.column in table.headings
    taken = [person.row for person in reading.people]
    assert taken == sorted(set(taken))
    assert set(taken).isdisjoint(reading.bad_rows)
    assert len({person.email for person in reading.people}) == len(reading.people)
    for person in reading.people:
        assert person.email
        assert 0 < len(person.names.full) <= 200
        assert "\x00" not in repr(person)
        repr(person).encode("utf-8")
        assert all(0 <= start < end <= 7 * 1440 + 1440 for start, end in person.hours)


@given(tables(), st.sampled_from(["mentee", "mentor"]))
def test_any_table_is_read_without_raising(table, role):
    known = [rosters.Known("k", "Dr. Ann Lee", "ann@x.org")]
    mapping = rosters.recognize(table, role)
    assert len(mapping.columns) == len(table.headings)
    assert rosters.mapping_from_json(rosters.mapping_to_json(mapping)) == mapping
    assert rosters.answers(table, mapping) == rosters.answers(table, mapping)
    reading = rosters.read(table, mapping, known=known)
    check(table, reading)
    assert rosters.read(table, mapping, known=known) == reading
    assert len(rosters.bad_rows_table(table, reading).rows) == len(reading.bad_rows)
    rosters.group_institutions(rosters.institution_names(reading.people))
    rosters.institution_keys(reading.people)
    rosters.suggest_wishes(reading.people, known)


@given(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=6), st.data())
def test_any_cell_under_any_field_is_read_without_raising(fields, data):
    role = data.draw(st.sampled_from(["mentee", "mentor"]))
    chosen = [field for field in fields if role in field.roles]
    rows = data.draw(
        st.lists(st.lists(cell, min_size=len(chosen), max_size=len(chosen)), min_size=1, max_size=4)
    )
    headings = ("Name", "Email", *[f"c{number}" for number in range(len(chosen))])
    table = rosters.Table(
        headings, tuple((f"Person {chr(65 + i)}", f"p{i}@x.org", *row) for i, row in enumerate(rows))
    )
    mapping = rosters.recognize(table, role)
    for number, field in enumerate(chosen):
        mapping = rosters.with_field(mapping, number + 2, field.slug)
    check(table, rosters.read(table, mapping))


@given(tables())
def test_any_table_is_read_as_pairs_without_raising(table):
    reading = rosters.read_pairs(table, rosters.recognize_pairs(table))
    assert all(problem.message and problem.fix for problem in reading.problems)
    assert all((pair.mentor_name or pair.mentor_email) for pair in reading.pairs)
    assert all((pair.mentee_name or pair.mentee_email) for pair in reading.pairs)


@given(st.text(max_size=300))
def test_any_text_is_looked_up_without_raising(text):
    for kind in ("stages", "specialties", "topics", "settings", "sizes", "languages", "done", "yes_no"):
        assert all(50 <= found.score <= 100 for found in rosters.nearest(kind, text))
    rosters.find_cities(text)
    rosters.names_from_one(text)
    rosters.mail_domain(text)


toml = st.recursive(
    st.one_of(
        st.text(max_size=8), st.integers(), st.booleans(), st.sampled_from(["stage", "as written", "ignore"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["field", "only_when", "columns", "Rank", "country", "floor"]), inner, max_size=3
        ),
    ),
    max_leaves=8,
)
PARTS = [
    "columns",
    "mentees",
    "mentors",
    "answers",
    "separators",
    "defaults",
    "weights",
    "rules",
    "ladder",
    "title",
    "x",
]


@given(st.dictionaries(st.sampled_from(PARTS), toml, max_size=4))
def test_any_rules_are_checked_without_another_error(whole):
    text = "\n".join(f"{name} = {_inline(value)}" for name, value in whole.items())
    with contextlib.suppress(rosters.RulesError):
        rules = rosters.rules(text)
        table = sheets.sheet(["Name", "Email", "Rank"], ["A B", "a@x.org", "z"])
        rosters.read(table, rosters.recognize(table, "mentee", rules=rules))


def _inline(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_inline(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(each) for each in value) + "]"
    return json.dumps(value)


@pytest.mark.parametrize("text", LIKELY)
def test_likely_trouble_in_every_column_at_once(text):
    table = sheets.sheet(USUAL, [text] * len(USUAL), ["Ann Lee", "ann@x.org", *[text] * (len(USUAL) - 2)])
    for role in ("mentee", "mentor"):
        check(table, rosters.read(table, rosters.recognize(table, role)))

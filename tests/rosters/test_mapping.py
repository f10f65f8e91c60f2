"""A mapping is changed by hand, kept as JSON and taken over for the next file of the same form."""

import json

import pytest

from mentorquilt import rosters
from tests.rosters import sheets

FORM = ["Full name", "Email", "Stage", "Topics"]


def mapping():
    table = sheets.sheet(FORM, ["Ann Lee", "ann@x.org", "Attending", "Blocks"])
    found = rosters.recognize(table, "mentee")
    found = rosters.with_answer(found, 2, "Attending", ("mid",))
    found = rosters.with_answer(found, 3, "Blocks", ("procedures", "clinical_skills"))
    found = rosters.with_others(found, 3, rosters.AS_WRITTEN)
    return rosters.with_constant(found, "country", "US")


def test_json_round_trip_is_exact():
    assert rosters.mapping_from_json(rosters.mapping_to_json(mapping())) == mapping()


def test_answers_are_remembered_by_spelling_not_by_case():
    found = rosters.with_answer(mapping(), 2, "ATTENDING", ("late",))
    assert found.columns[2].answers == (("ATTENDING", ("late",)),)
    assert rosters.with_answer(found, 2, "attending", ()).columns[2].answers == ()


def test_a_new_field_forgets_the_answers():
    assert rosters.with_field(mapping(), 2, "setting").columns[2].answers == ()
    assert rosters.with_field(mapping(), 2, "stage").columns[2].answers == (("Attending", ("mid",)),)
    assert rosters.with_field(mapping(), 2, rosters.IGNORE).columns[2].field == rosters.IGNORE


def test_only_fields_that_exist_can_be_chosen():
    with pytest.raises(ValueError, match="no field"):
        rosters.with_field(mapping(), 2, "shoe_size")
    with pytest.raises(ValueError, match="looked up"):
        rosters.with_others(mapping(), 2, "perhaps")


def test_constants_stand_for_rows_that_say_nothing():
    found = rosters.with_constant(mapping(), "country", "Canada")
    assert found.constants == (("country", "Canada"),)
    assert rosters.with_constant(found, "country", "").constants == ()
    table = sheets.sheet(["Name", "Email", "City"], ["Ann Lee", "ann@x.org", "London"])
    guessed = rosters.with_constant(rosters.recognize(table, "mentee"), "country", "Canada")
    assert rosters.read(table, guessed).people[0].city == "CA/ON/london"
    stage = rosters.with_constant(rosters.recognize(table, "mentee"), "stage", "Fellow")
    assert rosters.read(table, stage).people[0].stage == "fellow"


def test_the_next_file_takes_over_what_was_settled():
    later = sheets.sheet(
        ["email", "TOPICS", "Stage", "Full name", "City"], ["b@x.org", "Blocks", "attending", "Bo Li", ""]
    )
    found = rosters.recognize(later, "mentee", remembered=mapping())
    assert [column.field for column in found.columns] == ["email", "wants_topics", "stage", "name", "city"]
    person = rosters.read(later, found).people[0]
    assert person.stage == "mid"
    assert person.wants_topics == ("procedures", "clinical_skills")
    assert person.country == "US"


def test_a_mapping_of_the_other_role_is_not_taken_over():
    table = sheets.sheet(["Stage"], ["Fellow"])
    assert rosters.recognize(table, "mentor", remembered=mapping()).constants == ()


def test_like_headings_are_taken_over_one_after_another():
    table = sheets.sheet(["Name", "Email", "Notes", "Notes"], [])
    first = rosters.with_field(rosters.with_field(rosters.recognize(table, "mentee"), 2, "bio"), 3, "seeks")
    again = rosters.recognize(table, "mentee", remembered=first)
    assert [column.field for column in again.columns[2:]] == ["bio", "seeks"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        '{"version": 2}',
        '{"version": 1, "role": "king", "columns": [], "constants": [], "stages": []}',
        '{"version": 1, "role": "mentee", "columns": [{"heading": 1}], "constants": [], "stages": []}',
        '{"version": 1, "role": "mentee", "columns": 7, "constants": [], "stages": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_mapping_is_refused(text):
    with pytest.raises(ValueError, match="no mapping"):
        rosters.mapping_from_json(text)


def test_a_mapping_with_an_unknown_field_is_refused():
    whole = json.loads(rosters.mapping_to_json(mapping()))
    whole["columns"][0]["field"] = "capacity"
    with pytest.raises(ValueError, match="no field 'capacity'"):
        rosters.mapping_from_json(json.dumps(whole))

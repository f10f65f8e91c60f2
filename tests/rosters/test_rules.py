"""The rules file: what it may say, every mistake told at once, and the example that is shipped."""

import csv
import io
from pathlib import Path

import pytest

from mentorquilt import rosters

EXAMPLE = Path(__file__).parents[2] / "examples" / "mentor-match-sample.toml"
MENTEES = (
    "first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,"
    "match with similar identity,identity to match,biography\n"
    "mentee,00,mentee.00@gov.uk,yes,Some role,HEO,Department of Virtue,Security,yes,Bisexual or pansexual,Hello.\n"
    "mentee,01,mentee.01@gov.uk,no,Some role,Grade 7,Department of Love,Policy,no,Gay,Hello.\n"
)
MENTORS = (
    "first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,"
    "characteristics,biography\n"
    'mentor,00,mentor.00@gov.uk,yes,Some role,SCS4,Department of Joy,DDaT,"Asexual or aromantic, Gay",Hello.\n'
)


def table(text):
    headings, *rows = csv.reader(io.StringIO(text))
    return rosters.Table(tuple(headings), tuple(tuple(row) for row in rows))


def test_the_shipped_example_reads_the_published_sample():
    rules = rosters.rules(EXAMPLE.read_text(encoding="utf-8"))
    sheet = table(MENTEES)
    mapping = rosters.recognize(sheet, "mentee", rules=rules)
    reading = rosters.read(sheet, mapping)
    assert reading.problems == ()
    first, second = reading.people
    assert (first.stage, first.specialty, first.institutions) == (
        "heo",
        "security",
        ("Department of Virtue",),
    )
    assert (first.wishes_background, second.wishes_background) == (("Bisexual or pansexual",), ())
    assert (first.both_roles, second.both_roles, second.stage) == (True, False, "grade_7")
    assert rosters.missing_headings(mapping, rules) == ()
    sheet = table(MENTORS)
    (mentor,) = rosters.read(sheet, rosters.recognize(sheet, "mentor", rules=rules)).people
    assert (mentor.stage, mentor.background) == ("scs4", ("Asexual or aromantic", "Gay"))
    assert rules.stages[:2] == (("aa",), ("ao",))
    assert len(rules.stages) == 11
    assert dict(rules.policy)["stage_rule"] == "later"
    assert dict(rules.weights)["specialty"] == 300


EVERYTHING = """
title = "Ours"
ladder = ["junior", ["senior", "chief"]]
[columns]
"Rank" = "stage"
"Themes" = { field = "topics" }
[mentees.columns]
"Themes" = { field = "wants_topics", only_when = { "Agreed" = ["yes", "sure"] } }
[answers]
"rank" = "as written"
"Themes" = { "Blocks" = "procedures", "Both" = ["leadership", "negotiation"], "X" = "ignore" }
[separators]
"Themes" = "/"
[defaults]
country = "US"
capacity = 2
[weights]
topics = 0
[rules]
place_rule = "distance"
min_distance_km = 300
floor = true
"""


def test_everything_that_a_rules_file_may_say():
    rules = rosters.rules(EVERYTHING)
    assert rules.title == "Ours"
    assert rules.stages == (("junior",), ("senior", "chief"))
    columns = {(role, column.heading): column for role, column in rules.columns}
    assert columns["", "Rank"].others == rosters.AS_WRITTEN
    assert columns["", "Themes"].field == "topics"
    themes = columns["mentee", "Themes"]
    assert themes.answers == (
        ("Blocks", ("procedures",)),
        ("Both", ("leadership", "negotiation")),
        ("X", (rosters.IGNORE,)),
    )
    assert (themes.separator, themes.only_when) == ("/", ("Agreed", ("yes", "sure")))
    assert dict(rules.constants) == {"country": "US", "capacity": "2"}
    assert rules.weights == (("topics", 0),)
    assert dict(rules.policy) == {"place_rule": "distance", "min_distance_km": 300, "floor": True}


def test_a_ladder_takes_stages_as_written():
    rules = rosters.rules('ladder = ["Junior", "Senior"]')
    sheet = rosters.Table(
        ("Name", "Email", "Career stage"), (("A B", "a@x.org", "Junior"), ("C D", "c@x.org", "King"))
    )
    reading = rosters.read(sheet, rosters.recognize(sheet, "mentee", rules=rules))
    assert [person.stage for person in reading.people] == ["junior", "king"]
    assert [problem.code for problem in reading.problems] == ["stage_off_ladder"]


def test_a_condition_on_another_column():
    rules = rosters.rules('[columns]\n"Wish" = { field = "seeks", only_when = { "Agreed" = "yes" } }')
    rows = (
        ("A B", "a@x.org", "YES", "one"),
        ("C D", "c@x.org", "no", "two"),
        ("E F", "e@x.org", "", "three"),
    )
    sheet = rosters.Table(("Name", "Email", "Agreed", "Wish"), rows)
    reading = rosters.read(sheet, rosters.recognize(sheet, "mentee", rules=rules))
    assert [person.seeks for person in reading.people] == ["one", "", ""]


def test_headings_that_a_file_lacks_are_named():
    rules = rosters.rules('[columns]\n"Rank" = "stage"\n[mentors.columns]\n"Places" = "capacity"')
    sheet = rosters.Table(("Name", "RANK"), ())
    assert rosters.missing_headings(rosters.recognize(sheet, "mentee", rules=rules), rules) == ()
    assert rosters.missing_headings(rosters.recognize(sheet, "mentor", rules=rules), rules) == ("Places",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = ", "no TOML"),
        ("wieghts = 1", "Did you mean “weights”?"),
        ('[columns]\n"Rank" = "stge"', "there is no field “stge”. Did you mean “stage”?"),
        ('[columns]\n"Rank" = 7', "needs the name of a field"),
        ('[columns]\n"Rank" = { field = "stage", sep = 1 }', "sep is not known"),
        ('[columns]\n"Rank" = { field = "stage", only_when = "yes" }', "only_when names one other heading"),
        ('[columns]\n"R" = "stage"\n[answers]\n"Q" = "ignore"', "“Q”, which stands under no [columns]"),
        ('[columns]\n"R" = "stage"\n[answers]\n"R" = "perhaps"', '"as written", "ignore" or a table'),
        ('[columns]\n"R" = "stage"\n[answers.R]\n"x" = 4', "needs a slug or a list of slugs"),
        ('[columns]\n"R" = "stage"\n[separators]\n"R" = 4', "needs one short text"),
        ('columns = "stage"', "must be a table"),
        ("[mentees]\nrows = 4", "write [mentees.columns]"),
        ('[defaults]\nshoe = "42"', "there is no field “shoe”"),
        ("[defaults]\ncountry = true", "needs a text or a number"),
        ('ladder = "junior"', "ladder is a list"),
        ("ladder = [1]", "every step is a text"),
        ('ladder = ["a", ["b", "a"]]', "stands on more than one step"),
        ("[weights]\nspecialty = 2000", "whole number from 0 to 1000"),
        ("[weights]\nspecialty = true", "whole number"),
        ("[weights]\nspecality = 2", "Did you mean “specialty”?"),
        ("[rules]\nfloor = 1", "is true or false"),
        ('[rules]\nstage_rule = "younger"', "is one of any, later, mid_or_late"),
        ("[rules]\nmin_distance_km = -1", "whole number from 0"),
        ("[rules]\nflor = true", "Did you mean “floor”?"),
        ("a = " + "[" * 5000, "nested"),
        ("#" * 300_000, "at most 200,000"),
    ],
)
def test_every_mistake_has_a_sentence(text, words):
    with pytest.raises(rosters.RulesError) as caught:
        rosters.rules(text, criteria=("specialty", "topics"))
    assert words in "\n".join(caught.value.problems)


def test_all_mistakes_are_told_at_once():
    with pytest.raises(rosters.RulesError) as caught:
        rosters.rules('[columns]\n"A" = "x"\n"B" = "y"\n[rules]\nz = 1')
    assert len(caught.value.problems) == 3


def test_an_empty_rules_file_is_fine():
    assert rosters.rules("") == rosters.RosterRules()

"""Wishes and bans in plain words are matched to names, offered, and never acted on."""

import pytest

from mentorquilt import rosters
from mentorquilt.rosters._wishes import People, wishes_in
from tests.rosters import sheets

KNOWN = (
    rosters.Known("lee1", "Dr. Ann Lee, MD", "ann@clinic.org"),
    rosters.Known("lee2", "James Lee"),
    rosters.Known("brown", "Sam Brown"),
    rosters.Known("young", "Ann Young"),
    rosters.Known("berg", "Anna van der Berg"),
    rosters.Known("li", "李小龙"),
)


def wishes(text, kind="wish"):
    found = wishes_in(text, kind=kind, column="Wish", people=People.of(KNOWN))
    return [(wish.kind, [candidate.key for candidate in wish.candidates], wish.clear) for wish in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I would like Dr. Ann Lee", [("wish", ["lee1"], True)]),
        ("Lee, Ann", [("wish", ["lee1"], True)]),
        ("Dr. A. Lee", [("wish", ["lee1"], True)]),
        ("Dr. Lee", [("wish", ["lee1", "lee2"], False)]),
        ("Dr. Brown", [("wish", ["brown"], True)]),
        ("Dr Browne", [("wish", ["brown"], False)]),
        ("anyone but Dr. Brown", [("ban", ["brown"], True)]),
        ("please not Sam Brown", [("ban", ["brown"], True)]),
        ("Dr. Brown or Dr. James Lee", [("wish", ["brown"], True), ("wish", ["lee2"], True)]),
        ("I would like Dr. Brown; anyone but Ann Lee", [("wish", ["brown"], True), ("ban", ["lee1"], True)]),
        ("Anna van der Berg", [("wish", ["berg"], True)]),
        ("ann@clinic.org", [("wish", ["lee1"], True)]),
        ("Dr. Nowhere", [("wish", [], False)]),
        ("someone with a young family", [("wish", [], False)]),
        ("none", []),
        ("No preference", []),
        ("I don't have anyone in mind", []),
        ("n/a", []),
        ("", []),
    ],
)
def test_who_is_meant(text, expected):
    assert wishes(text) == expected


def test_a_column_of_bans_makes_bans():
    assert wishes("Dr. Brown", kind="ban") == [("ban", ["brown"], True)]
    assert wishes("none", kind="ban") == []


def test_a_file_tells_of_wishes_and_asks_for_a_word():
    headings = ["Name", "Email", "Preferred mentor", "Anyone but ..."]
    row = ["Jane Doe", "jane@clinic.org", "Dr. Ann Lee", "Dr. Brown"]
    reading = sheets.read(sheets.sheet(headings, row), known=KNOWN)
    (person,) = reading.people
    assert [(wish.kind, wish.column) for wish in person.wishes] == [
        ("wish", "Preferred mentor"),
        ("ban", "Anyone but ..."),
    ]
    assert sheets.codes(reading) == [(2, "wish"), (2, "ban")]
    assert "It seems to mean Dr. Ann Lee, MD." in reading.problems[0].fix


def test_wishes_are_matched_anew_when_the_other_sheet_comes_later():
    headings = ["Name", "Email", "Preferred mentor"]
    reading = sheets.read(sheets.sheet(headings, ["Jane Doe", "jane@clinic.org", "Dr. Ann Lee or Dr. Brown"]))
    assert [wish.candidates for wish in reading.people[0].wishes] == [()]
    (again,) = rosters.suggest_wishes(reading.people, KNOWN)
    assert [[candidate.key for candidate in wish.candidates] for wish in again.wishes] == [
        ["lee1"],
        ["brown"],
    ]
    assert rosters.suggest_wishes([again], KNOWN) == (again,)


def test_nobody_wishes_for_herself():
    known = [*KNOWN, rosters.Known("jane", "Jane Doe", "jane@clinic.org")]
    headings = ["Name", "Email", "Preferred mentor"]
    reading = sheets.read(sheets.sheet(headings, ["Jane Doe", "jane@clinic.org", "Dr. Doe"]))
    (again,) = rosters.suggest_wishes(reading.people, known)
    assert [wish.candidates for wish in again.wishes] == [()]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I would like Dr. Ann Lee", "wish"),
        ("would prefer Dr. Ann Lee", "wish"),
        ("anyone but Dr. Ann Lee", "ban"),
        ("I would rather not have Dr. Ann Lee", "ban"),
        ("I would like anyone except Dr. Ann Lee", "ban"),
    ],
)
def test_words_in_the_cell_say_more_than_a_heading_that_asks_for_both(words, kind):
    headings = ["Name", "Email", "Is there someone you would like, or would rather not have?"]
    reading = sheets.read(sheets.sheet(headings, ["Jane Doe", "jane@clinic.org", words]), known=KNOWN)
    (wish,) = reading.people[0].wishes
    assert (wish.kind, wish.candidates[0].key) == (kind, "lee1")

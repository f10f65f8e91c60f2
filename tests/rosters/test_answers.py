"""The distinct answers of a column: cut apart rightly, counted, and each with its meaning and how it was
found."""

import pytest

from mentorquilt import rosters
from mentorquilt.rosters._split import split_answers, split_names
from tests.rosters import sheets


def listed(heading, cells, role="mentee", change=None):
    table = sheets.sheet(
        ["Name", "Email", heading], *[["Ann Lee", f"p{i}@x.org", cell] for i, cell in enumerate(cells)]
    )
    mapping = rosters.recognize(table, role)
    found = [
        each for each in rosters.answers(table, change(mapping) if change else mapping) if each.index == 2
    ]
    return {each.text: (each.count, each.meaning, each.how) for each in found[0].answers}


def test_answers_are_counted_with_their_meanings():
    assert listed("Career stage", ["PGY-4", "Early Carreer", "PGY-4", "Attending", "", "n/a"]) == {
        "PGY-4": (2, ("resident",), "exact"),
        "Early Carreer": (1, ("early",), "near"),
        "Attending": (1, (), "unknown"),
        "n/a": (1, (rosters.IGNORE,), "exact"),
    }


@pytest.mark.parametrize("joint", [", ", ";", "\n", " | ", ",\n", "; "])
def test_ticked_boxes_are_cut_at_every_usual_separator(joint):
    found = listed("Topics of interest", [joint.join(["Leadership", "Work-life balance", "Research"])])
    assert {text: meaning for text, (_, meaning, _) in found.items()} == {
        "Leadership": ("leadership",),
        "Work-life balance": ("family_work_balance",),
        "Research": ("research",),
    }


def test_a_comma_inside_a_known_label_does_not_cut():
    found = listed("Practice setting", ["Private practice, small group"])
    assert found == {"Private practice, small group": (1, ("community",), "exact")}
    found = listed("Topics", ["Quality and safety, Documentation, coding and billing, Leadership"])
    assert set(found) == {"Quality and safety", "Documentation, coding and billing", "Leadership"}


def test_a_comma_inside_an_answer_that_was_given_a_meaning_does_not_cut():
    def change(mapping):
        return rosters.with_answer(mapping, 2, "Blocks, basic and advanced", ("procedures",))

    found = listed("Topics", ["Leadership, Blocks, basic and advanced"], change=change)
    assert found["Blocks, basic and advanced"] == (1, ("procedures",), "chosen")


def test_a_comma_inside_brackets_does_not_cut():
    found = listed("Topics", ["Leadership (committees, boards), Research"])
    assert set(found) == {"Leadership (committees, boards)", "Research"}


def test_pieces_that_always_stand_together_are_one_answer():
    cells = [
        "Gizmos, small and large, Leadership",
        "Gizmos, small and large",
        "Research, Gizmos, small and large",
    ]
    assert "Gizmos, small and large" in listed("Topics", cells)
    assert listed("Topics", cells)["Gizmos, small and large"][0] == 3


def test_pieces_that_only_happen_to_meet_stay_apart():
    assert set(listed("Topics", ["Gizmos, Widgets", "Gizmos, Widgets"])) == {"Gizmos", "Widgets"}


def test_other_with_words_of_ones_own():
    found = listed("Topics", ["Leadership, Other: ultrasound, robots", "Other: negotiation"])
    assert found["Other: ultrasound"] == (1, (), "unknown")
    assert found["Other: robots"] == (1, (), "unknown")
    assert found["Other: negotiation"] == (1, ("negotiation",), "exact")


def test_two_known_answers_in_one_phrase():
    assert listed("Topics", ["Research and leadership"])["Research and leadership"] == (
        1,
        ("research", "leadership"),
        "exact",
    )
    assert listed("Career stage", ["Fellow / early career"])["Fellow / early career"][2] == "near"


def test_all_other_answers_can_be_taken_as_written_or_ignored():
    def as_written(mapping):
        return rosters.with_others(mapping, 2, rosters.AS_WRITTEN)

    assert listed("Specialty", ["HR", "Policy"], change=as_written) == {
        "HR": (1, (rosters.AS_WRITTEN,), "chosen"),
        "Policy": (1, (rosters.AS_WRITTEN,), "chosen"),
    }

    def ignored(mapping):
        return rosters.with_others(mapping, 2, rosters.IGNORE)

    assert listed("Specialty", ["HR"], change=ignored)["HR"][1] == (rosters.IGNORE,)


def test_suggestions_come_along():
    table = sheets.sheet(["Name", "Email", "Career stage"], ["Ann Lee", "a@x.org", "Attending"])
    (found,) = rosters.answers(table, rosters.recognize(table, "mentee"))
    assert (found.heading, found.field, found.kind, found.index) == ("Career stage", "stage", "stages", 2)
    assert "Early career" in {each.label for each in found.answers[0].suggestions}


def test_names_with_commas_are_not_cut_at_them():
    assert split_names("University of Virginia, Charlottesville; VA", "auto") == [
        "University of Virginia, Charlottesville",
        "VA",
    ]
    assert split_names("A, B", ",") == ["A", "B"]
    assert split_names("• One\n• Two", "auto") == ["One", "Two"]


def test_a_separator_of_ones_own():
    assert split_answers("a/b,c", "/", lambda _: False) == ["a", "b,c"]
    assert split_answers("a/b,c", "", lambda _: False) == ["a/b,c"]

"""Shared phrases are marked in somebody's own words, and the words stay as they are."""

from hypothesis import given
from hypothesis import strategies as st

from mentorquilt.matchrounds.marking import pieces


def marked(text, *phrases):
    return [piece.text for piece in pieces(text, phrases) if piece.is_marked]


def test_a_phrase_is_marked_wherever_it_stands_whatever_its_case():
    assert marked("Acute pain service. An acute pain service at night.", "acute pain service") == [
        "Acute pain service",
        "acute pain service",
    ]


def test_the_longest_phrase_wins():
    assert marked("an acute pain service", "pain", "acute pain service") == ["acute pain service"]


def test_a_part_of_a_word_is_not_marked():
    assert marked("painful", "pain") == []


def test_a_phrase_with_signs_of_expressions_is_taken_as_it_stands():
    assert marked("a (rare) case.", "(rare)", ".*") == ["(rare)"]


def test_a_text_without_phrases_is_one_piece_and_no_text_is_none():
    assert [(p.text, p.is_marked) for p in pieces("Nothing shared.", [])] == [("Nothing shared.", False)]
    assert pieces("", ["pain"]) == ()


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_the_pieces_join_to_the_text(text, phrases):
    assert "".join(piece.text for piece in pieces(text, phrases)) == text

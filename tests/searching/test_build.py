"""Building: refs are checked, weights count, sizes do not frighten."""

import pytest

from mentorquilt.searching import Document, build
from tests.searching.people import person, refs


def test_same_ref_twice_is_refused():
    with pytest.raises(ValueError, match="two documents have the ref 'a'"):
        build([person("a", "one"), person("b", "x"), person("a", "two")])


@pytest.mark.parametrize("ref", ["", "a\x00", "x" * 201])
def test_ref_that_cannot_be_stored_is_refused(ref):
    with pytest.raises(ValueError, match="no ref"):
        build([person(ref, "one")])


def test_weights_order_people():
    people = [Document("low", (("pain", 1.0), ("x y", 3.0))), Document("high", (("pain", 3.0), ("x y", 1.0)))]
    assert refs(build(people).search("pain ")) == ["high", "low"]


def test_text_without_weight_is_not_found():
    assert build([Document("a", (("hidden", 0.0), ("shown", 1.0)))]).search("hidden ") == ()


def test_short_profile_is_not_drowned_by_a_long_one():
    people = build(
        [person("long", "", "pain " + "other words " * 400), person("short", "", "pain and leadership")]
    )
    assert refs(people.search("pain ")) == ["short", "long"]


def test_huge_and_odd_texts_are_taken():
    people = build([person("huge", "a" * 1_000_000), person("odd", "\x00\ud800\u202e😀"), person("none", "")])
    assert len(people) == 3
    assert refs(people.search("a" * 64)) == ["huge"]


def test_refs_of_any_script_and_length_are_kept():
    names = ["é", "村", "a" * 200, "b", "A"]
    people = build(person(ref, "pain") for ref in names)
    assert sorted(refs(people.search("pain"))) == sorted(names)
    assert sorted(refs(people.search("pain", only=names))) == sorted(names)

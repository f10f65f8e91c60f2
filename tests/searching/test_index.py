"""Searching people: who is found, in which order, with what filters; strange questions get an answer too."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import searching
from mentorquilt.searching import Delta, Document, build
from tests.searching.people import STAFF, index, person, refs

WORDS = st.sampled_from(
    ["pain", "paine", "rural", "kansas", "ana", "an", "müller", "mueller", "心臓", "block", "x1"]
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
DOCUMENTS = st.lists(
    st.builds(
        lambda ref, one, two, tags: Document(ref, ((one, 2.0), (two, 1.0)), frozenset(tags)),
        st.sampled_from([f"p{at}" for at in range(12)]),
        TEXTS,
        TEXTS,
        st.sets(st.sampled_from(["mentor", "mentee", "country:US"])),
    ),
    max_size=12,
    unique_by=lambda document: document.ref,
)


def spellings(text: str) -> set[str]:
    return {*searching.fold(text).split(), *searching.fold(text.replace("ü", "ue")).split()}


@pytest.mark.guarantee
def test_one_rare_term_alone_finds_the_person():
    many = [
        person(f"p{at:05d}", f"Name {at}", "pain medicine, leadership, regional anesthesia")
        for at in range(3000)
    ]
    found = build([*many, *STAFF]).search("erythromelalgia")
    assert refs(found) == ["dee"]
    assert found[0].words == ("erythromelalgia",)


def test_rare_word_outweighs_common_words():
    many = [person(f"p{at:03d}", "", "pain medicine") for at in range(200)]
    found = build([*many, person("rare", "", "neuromodulation")]).search("pain medicine neuromodulation ")
    assert found[0].ref == "rare"


def test_name_outweighs_text():
    found = build(
        [person("text", "Bo Ek", "worked with Kansas"), person("name", "Kansas Roe", "pain")]
    ).search("kansas")
    assert refs(found) == ["name", "text"]


def test_score_is_bm25():
    """The textbook formula on three short documents: k1 1.2, b 0.5."""
    found = index(a="pain pain rural", b="pain", c="kansas").search("pain ", limit=None)
    rarity = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    average = 5 / 3

    def expected(count: int, length: int) -> float:
        return rarity * count * 2.2 / (count + 1.2 * (0.5 + 0.5 * length / average))

    assert {hit.ref: hit.score for hit in found} == {
        "a": pytest.approx(expected(2, 3), abs=1e-5),
        "b": pytest.approx(expected(1, 1), abs=1e-5),
    }


def test_word_being_typed_finds_its_beginnings():
    staff = build(STAFF)
    assert refs(staff.search("neuromod")) == ["dee"]
    assert staff.search("neuromod ") == ()
    assert staff.search("neuromod", typing=False) == ()
    assert refs(staff.search("rural k")) == ["cy"]


def test_whole_word_comes_before_a_longer_one():
    assert refs(index(a="painting", b="pain").search("pain")) == ["b", "a"]


@pytest.mark.parametrize("query", ["Muller", "müller", "MUELLER", "muelle", "Mu\u0308ller"])
def test_umlauts_are_found_in_every_spelling(query):
    people = build([person("one", "Cy Müller"), person("two", "Di Mueller"), person("other", "Mullen")])
    assert set(refs(people.search(query + " ", limit=None)) + refs(people.search(query))) >= {"one"}
    if query.lower() in ("müller", "mu\u0308ller", "mueller"):
        assert "two" in refs(people.search(query))


@pytest.mark.parametrize(
    ("query", "ref"),
    [
        ("obrien", "dee"),
        ("O’Brien", "dee"),
        ("smith", "dee"),
        ("春樹", "haruki"),
        ("樹", "haruki"),
        ("外科", "haruki"),
        ("心", "haruki"),
    ],
)
def test_names_of_many_kinds_are_found(query, ref):
    assert refs(build(STAFF).search(query)) == [ref]


def test_all_words_may_be_required():
    staff = build(STAFF)
    assert set(refs(staff.search("pain kansas"))) == {"bo", "cy", "dee"}
    assert refs(staff.search("pain kansas", every_word=True)) == ["cy"]
    assert staff.search("pain nowhere", every_word=True) == ()


def test_matched_words_are_told_as_typed():
    found = build(STAFF).search("Müller rural Atlantis")
    assert [(hit.ref, hit.words) for hit in found] == [("cy", ("Müller", "rural"))]


def test_filters_by_refs_and_tags():
    staff = build(STAFF)
    assert set(refs(staff.search("pain", only={"bo", "cy", "nobody", "", "b\x00"}))) == {"bo", "cy"}
    assert staff.search("pain", only=()) == ()
    assert set(refs(staff.search("pain", tags=["mentor"]))) == {"bo", "dee"}
    assert refs(staff.search("pain", tags=["mentor", "country:US"])) == ["dee"]
    assert set(refs(staff.search("pain", tags=[("country:US", "country:SE")]))) == {"bo", "cy", "dee"}
    assert staff.search("pain", tags=["country:FR"]) == ()
    assert staff.search("pain", tags=[()]) == ()


def test_pages_follow_one_another():
    many = build(person(f"p{at:03d}", "pain", "x" * (at % 3)) for at in range(700))
    whole = many.search("pain", limit=None)
    pages = [hit for page in range(8) for hit in many.search("pain", limit=100, offset=page * 100)]
    assert tuple(pages) == whole
    assert len(whole) == many.count("pain") == 700


def test_equal_scores_stand_in_the_order_of_refs_whatever_the_order_of_building():
    people = [person(f"p{at:03d}", "pain medicine") for at in range(500)]
    shuffled = random.Random(3).sample(people, len(people))
    wanted = [f"p{at:03d}" for at in range(20)]
    assert refs(build(people).search("pain")) == refs(build(shuffled).search("pain")) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\n\t",
        "...",
        "\x00",
        "\ud800",
        "\u202e",
        "'",
        "-",
        "\U0001f600",
        "a" * 100_000,
        "a " * 100_000,
        "%s{}\\",
        "é" * 9000,
    ],
    ids=ascii,
)
def test_strange_questions_are_answered(query):
    staff = build(STAFF)
    found = staff.search(query)
    assert len(found) == staff.count(query)
    assert all(hit.score > 0 for hit in found)


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-5, 0), (5, 100), (0, -3)])
def test_strange_pages_are_empty(limit, offset):
    assert build(STAFF).search("pain", limit=limit, offset=offset) == ()


def test_empty_index_finds_nobody():
    empty = build([])
    assert (len(empty), empty.search("pain"), empty.count("pain")) == (0, (), 0)
    assert refs(empty.with_delta(Delta(changed=STAFF)).search("kansas")) == ["cy"]


@given(DOCUMENTS, TEXTS, st.sampled_from([(), ("mentor",), ("mentee", "country:US")]))
def test_found_are_exactly_those_who_have_a_word(documents, query, tags):
    """Beside the slow and certain way: every spelling of every word of every document."""
    wanted = {
        document.ref
        for document in documents
        if set(tags) <= document.tags
        and spellings(query) & {word for text, _ in document.fields for word in spellings(text)}
    }
    found = build(documents).search(query + " ", limit=None, tags=tags)
    assert set(refs(found)) == wanted
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


@given(DOCUMENTS, DOCUMENTS, st.sets(st.sampled_from([f"p{at}" for at in range(12)])), TEXTS)
def test_delta_answers_as_if_built_in(old, changed, removed, query):
    layered = build(old).with_delta(Delta(tuple(changed), frozenset(removed)))
    now = {document.ref: document for document in [*old, *changed] if document.ref not in removed}
    rebuilt = build(now.values())
    assert len(layered) == len(rebuilt)
    assert {(hit.ref, hit.words) for hit in layered.search(query, limit=None)} == {
        (hit.ref, hit.words) for hit in rebuilt.search(query, limit=None)
    }
    assert layered.count(query) == rebuilt.count(query)


def test_delta_of_the_same_length_scores_the_same():
    old = [person(f"p{at}", "pain rural") for at in range(9)]
    changed = person("p4", "pain kansas")
    layered = build(old).with_delta(Delta((changed,)))
    rebuilt = build([changed if document.ref == "p4" else document for document in old])
    assert layered.search("pain kansas", limit=None) == rebuilt.search("pain kansas", limit=None)


def test_later_delta_replaces_the_earlier_one():
    staff = build(STAFF).with_delta(Delta(removed=frozenset({"cy"})))
    assert staff.search("kansas") == ()
    assert refs(staff.with_delta(Delta(removed=frozenset({"bo"}))).search("kansas")) == ["cy"]

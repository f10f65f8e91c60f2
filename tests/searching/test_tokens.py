"""From text to terms: what is the same word, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt.searching import fold
from mentorquilt.searching._tokens import LONGEST_TERM, QUERY_WORDS, terms_of, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Pain Medicine", "pain medicine"),
        ("Zoë Ångström", "zoe angstrom"),
        ("STRASSE Straße", "strasse strasse"),
        ("Łukasz Đặng Øre Æsir œuvre", "lukasz dang ore aesir oeuvre"),
        ("O'Brien D’Angelo", "obrien dangelo"),
        ("COVID-19, (PGY_4)", "covid 19 pgy 4"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("٢٠٢٦", "2026"),
        ("İzmir Işık", "izmir isik"),
        ("Ёлкин", "елкин"),
        ("أحمد", "احمد"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी", "हिन्दी"),
        ("がぎ", "がぎ"),
        ("한국", "한국"),
        ("علی\u200cرضا", "علیرضا"),
        ("a\x00b\ud800c", "a b c"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert " ".join(fold(text).split()) == folded


@pytest.mark.parametrize(
    ("text", "main", "extra"),
    [
        ("Müller", ["muller"], ["mueller"]),
        ("村上春樹", ["村上", "上春", "春樹"], ["村", "上", "春", "樹"]),
        ("AI研究", ["ai", "研究"], ["研", "究"]),
        ("樹", ["樹"], []),
        ("カタカナ", ["カタ", "タカ", "カナ"], []),
        ("x" * 90, ["x" * LONGEST_TERM], []),
    ],
)
def test_terms_of_a_text(text, main, extra):
    assert terms_of(text) == (main, extra)


def test_words_of_a_question():
    words = words_of("Müller pain pain ki", typing=True)
    assert [(word.text, word.terms, word.is_beginning) for word in words] == [
        ("Müller", ("muller", "mueller"), False),
        ("pain", ("pain",), False),
        ("ki", ("ki",), True),
    ]
    assert [word.is_beginning for word in words_of("pain ki ", typing=True)] == [False, False]
    assert [word.is_beginning for word in words_of("pain pain", typing=True)] == [True]


@given(st.text(max_size=200))
def test_any_text_is_folded_once_and_for_all(text):
    folded = " ".join(fold(text).split())
    assert " ".join(fold(folded).split()) == folded


@given(st.text(max_size=60), st.booleans())
def test_words_of_any_question_are_bounded(text, typing):
    words = words_of(text, typing=typing)
    assert len(words) <= QUERY_WORDS
    assert all(
        term and len(term) <= LONGEST_TERM and not term.isspace() for word in words for term in word.terms
    )


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=12))
def test_every_word_is_found_by_itself(text):
    main, extra = terms_of(text)
    assert {word.terms[0] for word in words_of(text, typing=False)} <= {*main, *extra}

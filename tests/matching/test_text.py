"""Phrases, synonyms, rarity and distances: the whole-number ground that points stand on."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import matching
from mentorquilt.matching import _kernels, _places, _rarity, _text


def keys(text):
    return {phrase.key for phrase in _text.phrases(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("APS", "acute pain service"),
        ("acute pain services", "Acute Pain Service"),
        ("QI", "quality improvement"),
        ("POCUS", "point-of-care ultrasound"),
        ("pocus", "bedside ultrasound"),
        ("ERAS", "enhanced recovery after surgery"),
        ("paediatric", "pediatric"),
        ("anaesthesia", "anesthesia"),
        ("OB/GYN", "obstetrics and gynaecology"),
        ("RVUs", "relative value unit"),
    ],
)
def test_what_physicians_write_alike_is_one_term(one, other):
    assert _text.term_key(one) == _text.term_key(other)


def test_an_abbreviation_meets_its_phrase_in_free_text():
    assert "acute pain service" in keys("I hope to start an APS here.")
    assert "acute pain service" in keys("He built the acute pain services of two hospitals.")


@pytest.mark.parametrize(
    "text", ["two different eras", "this or that", "an era of us", "the ed of the story"]
)
def test_small_words_are_not_taken_for_abbreviations(text):
    assert not any("surgery" in key or "room" in key or "department" in key for key in keys(text))


def test_pairs_of_words_do_not_cross_a_sentence():
    assert "pain contract" not in keys("I treat pain. Contracts worry me.")
    assert "pain contract" in keys("pain contracts")


def test_a_phrase_knows_where_it_stands():
    text = "We run ERAS and nerve blocks"
    found = {phrase.key: text[phrase.start : phrase.end] for phrase in _text.phrases(text)}
    assert found["enhanced recovery after surgery"] == "ERAS"
    assert (
        found["peripheral nerve block"] if "peripheral nerve block" in found else found["regional anesthesia"]
    )


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for phrase in _text.phrases(text):
        assert 0 <= phrase.start < phrase.end <= len(text)
        assert phrase.key.strip() == phrase.key


def test_accents_and_scripts_fold():
    assert _text.fold("Zürich") == _text.fold("ZURICH")
    assert keys("疼痛 служба")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_sixteenths_of_log2_are_exact(one, other):
    high, low = max(one, other), min(one, other)
    steps = _rarity.sixteenths_of_log2(high, low)
    assert 2**steps * low**16 <= high**16 < 2 ** (steps + 1) * low**16


def test_rarer_things_weigh_more():
    weights = [_rarity.rarity(held_by, 1000) for held_by in (1, 2, 10, 100, 500, 1000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] == 0


def kilometers(one, other):
    a, b = (np.array([_places.point(*map(_places.micro, at))], np.int64) for at in (one, other))
    out = np.empty((1, 1), np.int64)
    _kernels.kilometers(a, b, _places.steps(), 6371.0, float(1 << 30), out)
    return int(out[0, 0])


LATITUDE, LONGITUDE = st.floats(-90, 90), st.floats(-180, 180)


@given(LATITUDE, LONGITUDE, LATITUDE, LONGITUDE)
def test_kilometers_are_the_great_circle_rounded(a, b, c, d):
    p, q, r, s = map(math.radians, (a, b, c, d))
    half = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    exact = 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))
    assert abs(kilometers((a, b), (c, d)) - exact) < 0.51
    assert kilometers((a, b), (c, d)) == kilometers((c, d), (a, b))


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((90, 0), (-90, 0), 20015),
        ((0, 179.9999), (0, -179.9999), 0),
        ((40.7128, -74.0060), (34.0522, -118.2437), 3936),
        ((51.5074, -0.1278), (-33.8688, 151.2093), 16994),
    ],
)
def test_known_distances(one, other, km):
    assert kilometers(one, other) == km


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "no shared waking hours"),
        (30, "about 30 shared waking minutes a week"),
        (140, "about 20 shared waking minutes a day"),
        (420, "about 1 shared waking hour a day"),
        (11 * 60 * 7, "about 11 shared waking hours a day"),
    ],
)
def test_shared_minutes_in_words(minutes, words):
    assert matching.hours_a_day(minutes) == words

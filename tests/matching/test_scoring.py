"""The points of each criterion."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import matching
from mentorquilt.matching import _scoring
from tests.matching import markets, reference

OPEN = reference.open_policy()


def points(mentee=None, mentor=None, *, others=(), more_mentors=(), policy=OPEN, **also):
    """The parts of the first pair as a dict."""
    market = matching.Market(
        mentees=(matching.Mentee(key="ana", **(mentee or {})), *others),
        mentors=(matching.Mentor(key="bo", **(mentor or {})), *more_mentors),
        **also,
    )
    parts = matching.score_pair(market, policy, "ana", "bo")
    assert not isinstance(parts, str), parts
    return {part.criterion: part.points for part in parts}


def same(name, value, other=None):
    return points({name: value}, {name: value if other is None else other})


def test_two_strangers_share_only_the_middle_of_unknown_hours():
    assert {slug: value for slug, value in points().items() if value} == {"hours": 45}


@pytest.mark.parametrize(
    ("wish", "theirs", "expected"),
    [
        ("any", "pain", 300),
        ("any", "surgery", 0),
        ("any", "", 0),
        ("only_same", "pain", 300),
        ("prefer_other", "pain", 0),
        ("prefer_other", "surgery", 300),
        ("prefer_other", "", 0),
    ],
)
def test_specialty_counts_as_the_mentee_wishes(wish, theirs, expected):
    assert (
        points({"specialty": "pain", "other_specialty": wish}, {"specialty": theirs})["specialty"] == expected
    )


def test_subspecialty_counts_when_known_and_same():
    assert same("subspecialty", "regional")["subspecialty"] == 200
    assert same("subspecialty", "regional", "cardiac")["subspecialty"] == 0
    assert same("subspecialty", "")["subspecialty"] == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("rural", "rural", 80),
        ("rural", "community", 40),
        ("rural", "academic", 0),
        ("academic", "academic", 80),
        ("", "", 0),
    ],
)
def test_settings(ours, theirs, expected):
    assert same("setting", ours, theirs)["setting"] == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("under_50", "under_50", 60),
        ("under_50", "50_199", 30),
        ("under_50", "200_499", 0),
        ("none", "none", 60),
        ("none", "under_50", 0),
    ],
)
def test_hospital_sizes(ours, theirs, expected):
    assert same("hospital_size", ours, theirs)["hospital"] == expected


def test_a_rare_topic_weighs_more_than_a_common_one():
    crowd = tuple(matching.Mentor(key=f"m{at}", topics=("contracts",)) for at in range(30))
    wants = {"wants_topics": ("contracts", "pediatric_pain")}
    common = points(wants, {"topics": ("contracts",)}, more_mentors=crowd)["topics"]
    rare = points(wants, {"topics": ("pediatric_pain",)}, more_mentors=crowd)["topics"]
    both = points(wants, {"topics": ("contracts", "pediatric_pain")}, more_mentors=crowd)["topics"]
    assert 0 < common < rare < both == 250


def test_a_refused_topic_gives_nothing():
    wants = {"wants_topics": ("contracts",)}
    assert points(wants, {"topics": ("contracts",), "refuses_topics": ("contracts",)})["topics"] == 0


def test_a_rare_shared_term_weighs_more_than_a_common_one():
    crowd = tuple(matching.Mentor(key=f"m{at}", terms=("ultrasound",)) for at in range(60))
    rare = points({"terms": ("health policy",)}, {"terms": ("health policy",)}, more_mentors=crowd)["terms"]
    common = points({"terms": ("ultrasound",)}, {"terms": ("ultrasound",)}, more_mentors=crowd)["terms"]
    assert rare == 200
    assert 0 < common < 60


def test_a_term_is_found_under_its_other_name_and_in_the_text():
    assert points({"terms": ("aps",)}, {"terms": ("acute pain service",)})["terms"] == 200
    assert points({"terms": ("aps",)}, {"text": "I built an acute pain service."})["terms"] == 200
    assert points({"terms": ("aps",)}, {"text": "I treat acute pain."})["terms"] == 0


def test_own_words_that_meet_give_points():
    need = {"text": "I want to start an acute pain service in a rural hospital."}
    meets = points(need, {"text": "Built an APS at a rural hospital, now teaching it."})["words"]
    partly = points(need, {"text": "Runs a clinic for chronic pain in the city."})["words"]
    assert meets > partly > points(need, {"text": "Negotiates contracts."})["words"] == 0
    assert meets <= 150


def test_types_count_by_the_share_that_is_offered():
    wants = {"wants_types": ("career", "life")}
    assert points(wants, {"types": ("career",)})["types"] == 75
    assert points(wants, {"types": ()})["types"] == 150
    assert points(wants, {"types": ("research",)})["types"] == 0
    assert points({}, {"types": ("career",)})["types"] == 0


def test_has_done_counts_by_the_share():
    needs = {"needs_done": ("built_service", "led_study")}
    both = matching.Mentor(key="both", has_done=("built_service", "led_study"))
    some = points(needs, {"has_done": ("led_study",)}, more_mentors=(both,))["done"]
    assert 0 < some < points(needs, {"has_done": ("led_study", "built_service")})["done"] == 120


@pytest.mark.parametrize(("wish", "expected"), [("any", 0), ("far", 60), ("near", 0)])
def test_distance_counts_as_wished(wish, expected):
    ours = {"latitude": 40.7, "longitude": -74.0, "wants_distance": wish}
    assert points(ours, {"latitude": 34.0, "longitude": -118.2})["distance"] == expected


def test_distance_grows_between_none_and_3000_km():
    ours = {"latitude": 0.0, "longitude": 0.0, "wants_distance": "far"}
    near = {**ours, "wants_distance": "near"}
    half = {"latitude": 0.0, "longitude": 13.4898}  # 1,500 km along the equator
    assert points(ours, half)["distance"] == 30
    assert points(near, half)["distance"] == 30
    assert points(near, {"latitude": 0.0, "longitude": 0.0})["distance"] == 60
    assert points(ours, {})["distance"] == 30


def test_hours_saturate_at_twenty_a_week():
    day = {"waking": ((0, 600),)}
    assert points(day, {"waking": ((0, 600),)})["hours"] == 45
    assert points(day, {"waking": ((300, 600),)})["hours"] == 22
    assert points(day, {"waking": ((600, 900),)})["hours"] == 0
    assert points({"waking": ((0, 10080),)}, {"waking": ((0, 10080),)})["hours"] == 90
    assert points(day, {})["hours"] == 45


def test_one_shared_group_is_enough():
    assert points({"groups": ("a", "b")}, {"groups": ("b", "a")})["groups"] == 40
    assert points({"groups": ("a",)}, {"groups": ("b",)})["groups"] == 0


def test_priority_counts_on_every_pair_of_who_was_left_out():
    assert points({"left_out_before": 1})["priority"] == 120
    assert points()["priority"] == 0


def test_wishes_of_both_sides_fold_into_one_part():
    assert points({"ranked": ("bo",)})["wishes"] == 100
    assert points({"ranked": ("x", "bo")})["wishes"] == 87
    assert points({}, {"ranked": ("ana",)})["wishes"] == 60
    assert points({"wishes_background": ("x",)}, {"background": ("x", "y")})["wishes"] == 40
    assert (
        points(
            {"ranked": ("bo", "bo"), "wishes_background": ("x",)}, {"ranked": ("ana",), "background": ("x",)}
        )["wishes"]
        == 200
    )


def test_parts_are_listed_for_weights_and_always_for_wishes():
    policy = reference.open_policy(weights=matching.Weights(**{item.slug: 0 for item in matching.CRITERIA}))
    assert points(policy=policy) == {"wishes": 0}
    everything = points()
    assert list(everything) == [item.slug for item in matching.CRITERIA]


@given(st.integers(0, 10_000), st.integers(1, 25), st.integers(1, 25))
def test_the_parts_shown_are_the_scores_that_were_optimized(seed, mentees, mentors):
    market, policy = markets.market(seed, mentees, mentors), matching.Policy(seed=seed)
    compiled = _scoring.compile_market(market, policy)
    score = reference.scores(market, policy)
    i, j = (grid.ravel().astype(np.int64) for grid in np.indices(score.shape))
    parts = _scoring.parts_of(compiled.facts, i, j)
    total = sum(parts.values()).reshape(score.shape)
    assert (total[score >= 0] == score[score >= 0]).all()
    for slug, given_points in parts.items():
        assert given_points.min() >= 0
        assert given_points.max() <= getattr(policy.weights, slug)


@given(st.integers(0, 10_000))
def test_points_do_not_depend_on_the_order_of_people(seed):
    market, policy = markets.market(seed, 9, 7), matching.Policy()
    turned = dataclasses.replace(market, mentees=market.mentees[::-1], mentors=market.mentors[::-1])
    assert (reference.scores(market, policy) == reference.scores(turned, policy)[::-1, ::-1]).all()


def test_an_unknown_person_is_named():
    with pytest.raises(ValueError, match="zoe is not a mentor in this round"):
        matching.score_pair(matching.Market(mentees=(matching.Mentee(key="ana"),)), OPEN, "ana", "zoe")

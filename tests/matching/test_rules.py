"""The hard rules: what closes a pair, what does not, and what a lifted rule opens."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorquilt import matching
from tests.matching import markets, reference


def rule(mentee=None, mentor=None, *, mentor_key="bo", market=None, **policy):
    """The rule that closes one pair, "" if none does."""
    found = matching.score_pair(
        matching.Market(
            mentees=(matching.Mentee(key="ana", **(mentee or {})),),
            mentors=(matching.Mentor(key=mentor_key, **(mentor or {})),),
            **(market or {}),
        ),
        reference.open_policy(**policy),
        "ana",
        mentor_key,
    )
    return found if isinstance(found, str) else ""


def test_nothing_closes_two_strangers():
    assert rule() == ""


def test_nobody_is_paired_with_themselves():
    assert rule(mentor_key="ana") == "self"


@pytest.mark.parametrize("why", ["paused", "full", "not_willing", "dates"])
def test_an_unavailable_mentor_is_closed(why):
    assert rule(mentor={"unavailable": why}) == "unavailable"


def test_a_mentor_without_places_is_closed():
    assert rule(mentor={"places": 0}) == "unavailable"


@pytest.mark.parametrize(
    ("how", "ours", "theirs", "expected"),
    [
        ("any", "late", "student", ""),
        ("later", "early", "mid", ""),
        ("later", "early", "early", "stage"),
        ("later", "resident", "fellow", ""),
        ("later", "late", "retired", "stage"),
        ("later", "", "late", "stage"),
        ("later", "early", "", "stage"),
        ("later", "early", "captain", "stage"),
        ("mid_or_late", "resident", "fellow", "stage"),
        ("mid_or_late", "resident", "early", "stage"),
        ("mid_or_late", "early", "mid", ""),
        ("mid_or_late", "mid", "mid", "stage"),
        ("mid_or_late", "mid", "late", ""),
        ("mid_or_late", "early", "retired", ""),
    ],
)
def test_stages(how, ours, theirs, expected):
    assert rule({"stage": ours}, {"stage": theirs}, stage_rule=how) == expected


def test_a_program_may_bring_its_own_ladder():
    ladder = (("aa", "ao"), ("eo",), ("mid", "heo"), ("scs",))
    assert rule({"stage": "ao"}, {"stage": "aa"}, stage_rule="later", stages=ladder) == "stage"
    assert rule({"stage": "ao"}, {"stage": "eo"}, stage_rule="later", stages=ladder) == ""
    assert rule({"stage": "ao"}, {"stage": "eo"}, stage_rule="mid_or_late", stages=ladder) == "stage"
    assert rule({"stage": "ao"}, {"stage": "heo"}, stage_rule="mid_or_late", stages=ladder) == ""


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"institutions": ("a",)}, {"institutions": ("b", "a")}, "institution"),
        ({"institutions": ("a",)}, {"institutions": ("b",)}, ""),
        ({"trainings": ("p",)}, {"trainings": ("p",)}, "training"),
        ({"trainings": ("p",)}, {"institutions": ("p",)}, "training"),
        ({"institutions": ("p",)}, {"trainings": ("p",)}, ""),
        ({"institutions": ("",)}, {"institutions": ("",)}, ""),
    ],
)
def test_institutions_and_training_programs(ours, theirs, expected):
    assert rule(ours, theirs, different_institution=True) == expected
    assert rule(ours, theirs) == ""


HERE = {"city": "US/KS/Salina", "region": "US/KS", "country": "US", "latitude": 38.84, "longitude": -97.61}
NEAR = {"city": "US/KS/Wichita", "region": "US/KS", "country": "US", "latitude": 37.69, "longitude": -97.34}
AWAY = {"city": "US/CA/Fresno", "region": "US/CA", "country": "US", "latitude": 36.74, "longitude": -119.79}
ABROAD = {"city": "DE/BE/Berlin", "region": "DE/BE", "country": "DE", "latitude": 52.52, "longitude": 13.40}


@pytest.mark.parametrize(
    ("how", "theirs", "expected"),
    [
        ("none", HERE, ""),
        ("city", HERE, "place"),
        ("city", NEAR, ""),
        ("region", NEAR, "place"),
        ("region", AWAY, ""),
        ("country", AWAY, "place"),
        ("country", ABROAD, ""),
        ("city", {}, "place"),
        ("city", {"country": "DE"}, ""),
        ("distance", NEAR, "place"),
        ("distance", AWAY, ""),
        ("distance", {"country": "DE"}, "place"),
    ],
)
def test_places(how, theirs, expected):
    assert rule(HERE, theirs, place_rule=how, min_distance_km=500) == expected


def test_a_distance_rule_without_a_distance_closes_nothing():
    assert rule(HERE, {}, place_rule="distance") == ""


def test_other_specialties_close_only_for_who_asks():
    only = {"specialty": "pain", "other_specialty": "only_same"}
    assert rule(only, {"specialty": "surgery"}) == "specialty"
    assert rule(only, {"specialty": ""}) == "specialty"
    assert rule(only, {"specialty": "pain"}) == ""
    assert rule({**only, "specialty": ""}, {"specialty": "surgery"}) == ""
    assert rule({"specialty": "pain"}, {"specialty": "surgery"}) == ""


def test_languages_close_only_where_both_are_named():
    assert rule({"languages": ("en",)}, {"languages": ("de",)}, language_in_common=True) == "language"
    assert rule({"languages": ("en", "de")}, {"languages": ("de",)}, language_in_common=True) == ""
    assert rule({"languages": ("en",)}, {}, language_in_common=True) == ""
    assert rule({"languages": ("en",)}, {"languages": ("de",)}) == ""


def test_too_few_shared_hours_close_and_unknown_ones_do_not():
    assert rule({"waking": ((0, 100),)}, {"waking": ((60, 200),)}, min_shared_minutes=60) == "hours"
    assert rule({"waking": ((0, 100),)}, {"waking": ((40, 200),)}, min_shared_minutes=60) == ""
    assert rule({"waking": ((0, 100),)}, {}, min_shared_minutes=60) == ""


def test_types_close_where_they_must_meet():
    assert rule({"wants_types": ("career",)}, {"types": ("life",)}, types_must_meet=True) == "types"
    assert rule({"wants_types": ("career",)}, {"types": ()}, types_must_meet=True) == ""
    assert rule({}, {"types": ("life",)}, types_must_meet=True) == ""
    assert rule({"wants_types": ("career",)}, {"types": ("life",)}) == ""


def test_earlier_pairs_and_bans_close():
    assert rule(market={"earlier": (("ana", "bo"),)}, bar_earlier=True) == "earlier"
    assert rule(market={"earlier": (("ana", "bo"),)}) == ""
    assert rule(market={"bans": (("ana", "bo"),)}) == "ban"
    assert rule(market={"bans": (("bo", "ana"), ("zoe", "bo"))}) == ""


@pytest.mark.parametrize(
    "shut_out",
    [
        {"excludes_people": ("ana",)},
        {"excludes_institutions": ("clinic",)},
        {"excludes_cities": ("US/KS/Salina",)},
        {"excludes_regions": ("US/KS",)},
    ],
)
def test_a_mentor_shuts_out_as_a_mentee_does(shut_out):
    here = {"institutions": ("clinic",), **HERE}
    assert rule(here, shut_out) == "closed"
    assert rule({}, {name: values for name, values in shut_out.items() if name != "excludes_people"}) == ""


@pytest.mark.parametrize(
    ("mentee", "market"),
    [
        ({}, {"conflicts": (("ana", "bo"),)}),
        ({}, {"conflicts": (("bo", "ana"),)}),
        ({"excludes_people": ("bo",)}, {}),
        ({"excludes_institutions": ("clinic",)}, {}),
        ({"excludes_cities": ("US/KS/Salina",)}, {}),
        ({"excludes_regions": ("US/KS",)}, {}),
    ],
)
def test_every_private_reason_reads_alike(mentee, market):
    mentor = {"institutions": ("clinic",), **HERE}
    assert rule(mentee, mentor, market=market) == "closed"
    told = matching.why_not(
        matching.Market(
            mentees=(matching.Mentee(key="ana", **mentee),),
            mentors=(matching.Mentor(key="bo", **mentor),),
            **market,
        ),
        reference.open_policy(),
        matching.Outcome(),
        "ana",
        "bo",
    )
    assert (told.rule, told.sentence) == (
        "closed",
        "ana and bo cannot be paired. Closed by a rule that is not shown.",
    )


def test_an_open_rule_is_named_before_a_private_one():
    assert rule({"excludes_people": ("bo",)}, {"unavailable": "paused"}) == "unavailable"


CLOSING = {
    "stage": {"stage_rule": "later"},
    "institution": {"different_institution": True},
    "place": {"place_rule": "city"},
    "language": {"language_in_common": True},
    "earlier": {"bar_earlier": True},
    "hours": {"min_shared_minutes": 60},
    "types": {"types_must_meet": True},
}
EVERYTHING = {
    "mentees": (
        matching.Mentee(
            key="ana",
            stage="mid",
            institutions=("a",),
            languages=("en",),
            waking=((0, 60),),
            wants_types=("x",),
            **HERE,
        ),
    ),
    "mentors": (
        matching.Mentor(
            key="bo",
            stage="early",
            institutions=("a",),
            languages=("de",),
            waking=((60, 90),),
            types=("y",),
            **HERE,
        ),
    ),
    "earlier": (("ana", "bo"),),
}


@pytest.mark.parametrize("slug", CLOSING)
def test_a_lifted_rule_opens_exactly_that_rule(slug):
    def answer(*lifted, **policy):
        market = matching.Market(**EVERYTHING, lifted=tuple(("ana", "bo", rule) for rule in lifted))
        return matching.score_pair(market, reference.open_policy(**policy), "ana", "bo")

    every = {name: value for settings in CLOSING.values() for name, value in settings.items()}
    assert answer(**CLOSING[slug]) == slug
    assert not isinstance(answer(slug, **CLOSING[slug]), str)
    assert answer(*(set(CLOSING) - {slug}), **every) == slug
    assert not isinstance(answer(*CLOSING, **every), str)


@pytest.mark.parametrize("slug", ["self", "ban", "conflict", "exclusion", "closed", "nonsense"])
def test_some_rules_cannot_be_lifted(slug):
    market = matching.Market(
        mentees=(matching.Mentee(key="ana", excludes_people=("bo",)),),
        mentors=(matching.Mentor(key="bo"), matching.Mentor(key="ana")),
        bans=(("ana", "bo"),),
        conflicts=(("ana", "bo"),),
        lifted=(("ana", "bo", slug), ("ana", "ana", slug)),
    )
    assert matching.score_pair(market, reference.open_policy(), "ana", "bo") == "ban"
    assert matching.score_pair(market, reference.open_policy(), "ana", "ana") == "self"
    assert "rule_not_liftable" in {
        problem.slug for problem in matching.problems(market, reference.open_policy())
    }


@given(
    st.integers(0, 10_000),
    st.sampled_from(list(matching.PlaceRule)),
    st.sampled_from(list(matching.StageRule)),
)
def test_no_pair_of_an_outcome_breaks_a_rule(seed, place, stage):
    market = markets.market(seed, 12, 9)
    policy = matching.Policy(
        place_rule=place,
        stage_rule=stage,
        min_distance_km=300,
        language_in_common=True,
        min_shared_minutes=30,
    )
    mentees = {mentee.key: mentee for mentee in market.mentees}
    mentors = {mentor.key: mentor for mentor in market.mentors}
    load = dict.fromkeys(mentors, 0)
    for pair in matching.solve(market, policy).pairs:
        ours, theirs = mentees[pair.mentee], mentors[pair.mentor]
        load[pair.mentor] += 1
        assert not theirs.unavailable
        assert not set(ours.institutions) & set(theirs.institutions)
        assert not set(ours.trainings) & {*theirs.institutions, *theirs.trainings}
        assert (pair.mentee, pair.mentor) not in {*market.earlier, *market.conflicts}
        assert (pair.mentor, pair.mentee) not in market.conflicts
        assert theirs.key not in ours.excludes_people
        assert theirs.city not in ours.excludes_cities or not theirs.city
        assert ours.key not in theirs.excludes_people
        assert ours.city not in theirs.excludes_cities or not ours.city
        assert ours.region not in theirs.excludes_regions or not ours.region
        assert not set(ours.institutions) & set(theirs.excludes_institutions)
        if place != "none":
            assert ours.city != theirs.city
        if stage != "any":
            assert theirs.stage in {"early", "mid", "late", "retired"}
    assert all(load[key] <= mentors[key].places for key in load)


def test_rules_are_the_same_in_blocks_of_any_size(monkeypatch):
    from mentorquilt.matching import _scoring

    market, policy = markets.market(5, 40, 30), matching.Policy(language_in_common=True, types_must_meet=True)
    whole = reference.scores(market, policy)
    monkeypatch.setattr(_scoring, "BLOCK", 7)
    assert (reference.scores(market, policy) == whole).all()
    half = dataclasses.replace(market, mentees=market.mentees[:20])
    assert (reference.scores(half, policy).shape) == (20, 30)

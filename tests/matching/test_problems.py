"""What is wrong with a market, said with names and with what to do."""

import dataclasses
import math

import pytest

from mentorquilt import matching
from tests.matching import markets, reference

OPEN = reference.open_policy()
ANA, BO = matching.Mentee(key="ana", stage="early"), matching.Mentor(key="bo", stage="late")
MARKET = matching.Market(mentees=(ANA,), mentors=(BO,))


def market(**also):
    return dataclasses.replace(MARKET, **also)


def one(person, **fields):
    return (dataclasses.replace(person, **fields),)


BLOCKING = {
    "duplicate_mentee": (market(mentees=(ANA, ANA)), OPEN),
    "duplicate_mentor": (market(mentors=(BO, BO)), OPEN),
    "mentee_without_key": (market(mentees=one(ANA, key="")), OPEN),
    "mentor_without_key": (market(mentors=one(BO, key="")), OPEN),
    "places_negative": (market(mentors=one(BO, places=-1)), OPEN),
    "weight_out_of_range": (MARKET, reference.open_policy(weights=matching.Weights(topics=1001))),
    "setting_negative": (MARKET, reference.open_policy(min_distance_km=-1)),
    "coordinates_wrong": (market(mentees=one(ANA, latitude=math.nan, longitude=0.0)), OPEN),
    "hours_wrong": (market(mentees=one(ANA, waking=((5, 4),))), OPEN),
    "other_specialty_unknown": (market(mentees=one(ANA, other_specialty="maybe")), OPEN),
    "wants_distance_unknown": (market(mentees=one(ANA, wants_distance="mars")), OPEN),
    "ladder_without_mid": (MARKET, matching.Policy(stage_rule="mid_or_late", stages=(("a",), ("b",)))),
    "pin_unknown_person": (market(pins=(("ana", "zoe"),)), OPEN),
    "pinned_twice": (market(pins=(("ana", "bo"), ("ana", "bo"))), OPEN),
    "pin_breaks_rule": (market(pins=(("ana", "bo"),), bans=(("ana", "bo"),)), OPEN),
    "pins_over_places": (
        market(mentees=(ANA, dataclasses.replace(ANA, key="dee")), pins=(("ana", "bo"), ("dee", "bo"))),
        OPEN,
    ),
}
WORTH_KNOWING = {
    "no_mentees": (matching.Market(mentors=(BO,)), OPEN),
    "no_mentors": (matching.Market(mentees=(ANA,)), OPEN),
    "no_places": (market(mentors=one(BO, places=0)), OPEN),
    "stage_unknown": (market(mentees=one(ANA, stage="")), matching.Policy()),
    "place_unknown": (MARKET, reference.open_policy(place_rule="region")),
    "ban_unknown_person": (market(bans=(("zoe", "bo"),)), OPEN),
    "lifted_rule_unknown_person": (market(lifted=(("zoe", "bo", "stage"),)), OPEN),
    "rule_not_liftable": (market(lifted=(("ana", "bo", "closed"),)), OPEN),
    "nobody_eligible": (market(bans=(("ana", "bo"),)), OPEN),
}


def test_a_sound_market_has_no_problems():
    assert matching.problems(MARKET, matching.Policy()) == ()


@pytest.mark.parametrize("slug", BLOCKING)
def test_a_blocking_problem_stops_the_round(slug):
    told = {problem.slug: problem for problem in matching.problems(*BLOCKING[slug])}
    assert slug in told
    assert told[slug].blocking
    assert told[slug].message.endswith(".")
    assert told[slug].fix.endswith(".")
    with pytest.raises(matching.Refused) as caught:
        matching.solve(*BLOCKING[slug])
    assert slug in {problem.slug for problem in caught.value.problems}
    assert told[slug].message in str(caught.value)
    with pytest.raises(matching.Refused):
        matching.greedy(*BLOCKING[slug])


@pytest.mark.parametrize("slug", WORTH_KNOWING)
def test_other_problems_are_told_and_stop_nothing(slug):
    told = {problem.slug: problem for problem in matching.problems(*WORTH_KNOWING[slug])}
    assert slug in told
    assert not told[slug].blocking
    assert told[slug].fix
    assert matching.solve(*WORTH_KNOWING[slug]).proved


def test_blocking_problems_come_first():
    told = matching.problems(
        market(mentees=(ANA, ANA, dataclasses.replace(ANA, key="x", stage=""))), matching.Policy()
    )
    assert [problem.blocking for problem in told] == sorted(
        (problem.blocking for problem in told), reverse=True
    )
    assert len(told) == 2


@pytest.mark.parametrize(
    "waking", [((0, 0),), ((5, 3),), ((0, 10081),), ((-1, 5),), ((0, 10), (5, 20)), ((50, 60), (0, 10))]
)
def test_impossible_hours_are_named(waking):
    told = matching.problems(market(mentors=one(BO, waking=waking)), OPEN)
    assert [(problem.slug, problem.people) for problem in told] == [("hours_wrong", ("bo",))]


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (math.inf, 0.0), (1.0, None), (None, 1.0)])
def test_impossible_coordinates_are_named(place):
    told = matching.problems(market(mentors=one(BO, latitude=place[0], longitude=place[1])), OPEN)
    assert [(problem.slug, problem.people) for problem in told] == [("coordinates_wrong", ("bo",))]


def test_a_pin_that_breaks_a_private_rule_does_not_say_which():
    for private in (
        market(pins=(("ana", "bo"),), conflicts=(("bo", "ana"),)),
        market(pins=(("ana", "bo"),), mentees=one(ANA, excludes_people=("bo",))),
    ):
        (problem,) = [problem for problem in matching.problems(private, OPEN) if problem.blocking]
        assert problem.message == "The pin of ana to bo is closed by a rule that is not shown."
        assert problem.fix == "Remove the pin."


def test_a_pin_stands_when_exactly_the_broken_rule_is_lifted():
    pinned = market(mentors=one(BO, stage="student"), pins=(("ana", "bo"),))
    assert "pin_breaks_rule" in {problem.slug for problem in matching.problems(pinned, matching.Policy())}
    lifted = dataclasses.replace(pinned, lifted=(("ana", "bo", "stage"),))
    assert matching.problems(lifted, matching.Policy()) == ()
    outcome = matching.solve(lifted, matching.Policy())
    assert reference.pairs_of(outcome) == {("ana", "bo")}
    assert matching.verify(lifted, matching.Policy(), outcome).ok


def test_a_full_mentor_takes_a_pin_when_that_is_lifted():
    full = market(mentors=one(BO, places=0), pins=(("ana", "bo"),), lifted=(("ana", "bo", "unavailable"),))
    outcome = matching.solve(full, OPEN)
    assert reference.pairs_of(outcome) == {("ana", "bo")}
    assert matching.verify(full, OPEN, outcome).ok
    assert outcome.pairs[0].pinned


def test_a_large_market_is_checked_quickly():
    assert {
        problem.slug for problem in matching.problems(markets.market(1, 400, 300), matching.Policy())
    } == {"stage_unknown"}

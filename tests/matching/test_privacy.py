"""Private wishes, ranks and protected facts move one number, and no word and no list (M14, M15)."""

import dataclasses
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorquilt import matching
from mentorquilt.matching import _explain, _scoring
from tests.matching import markets


def flipped(market, rng):
    """The same market with one person's private facts changed."""
    if rng.random() < 0.5:
        at = rng.randrange(len(market.mentees))
        person = dataclasses.replace(
            market.mentees[at],
            ranked=tuple(rng.sample([mentor.key for mentor in market.mentors], 3)),
            wishes_background=tuple(rng.sample(("x", "y", "z"), 2)),
            background=tuple(rng.sample(("x", "y", "z"), rng.randrange(3))),
        )
        return dataclasses.replace(market, mentees=(*market.mentees[:at], person, *market.mentees[at + 1 :]))
    at = rng.randrange(len(market.mentors))
    person = dataclasses.replace(
        market.mentors[at],
        ranked=tuple(rng.sample([mentee.key for mentee in market.mentees], 3)),
        background=tuple(rng.sample(("x", "y", "z"), rng.randrange(3))),
    )
    return dataclasses.replace(market, mentors=(*market.mentors[:at], person, *market.mentors[at + 1 :]))


def everything_told(market, policy):
    """All that is said about every pair, without the points of the one private part."""
    facts = _scoring.compile_market(market, policy).facts
    pairs = [(i, j) for i in range(len(market.mentees)) for j in range(len(market.mentors))]
    return [
        (
            dataclasses.replace(pair, score=0, parts=()),
            [(part.criterion, part.points if part.criterion != "wishes" else 0) for part in pair.parts],
        )
        for pair in _explain.explain(facts, pairs, ())
    ]


@pytest.mark.guarantee
@pytest.mark.parametrize("seed", range(10))
def test_flipping_private_facts_changes_no_word_and_no_list(seed):
    rng = random.Random(seed)
    market, policy = markets.market(seed, 8, 6), matching.Policy()
    told = everything_told(market, policy)
    for _ in range(20):
        market = flipped(market, rng)
        assert everything_told(market, policy) == told


@pytest.mark.guarantee
@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_flipping_private_facts_changes_no_word_about_who_is_left_out(seed):
    """Where the same people stay out and sit with the same mentors, every word about them stays."""
    rng = random.Random(seed)
    market, policy = markets.market(seed, 14, 6), matching.Policy()
    other = flipped(market, rng)
    before, after = matching.solve(market, policy), matching.solve(other, policy)
    pairs = [{(pair.mentee, pair.mentor) for pair in outcome.pairs} for outcome in (before, after)]
    if pairs[0] == pairs[1]:
        assert before.unmatched == after.unmatched
        assert [(pair.met, pair.unmet, pair.notes) for pair in before.pairs] == [
            (pair.met, pair.unmet, pair.notes) for pair in after.pairs
        ]


def test_the_wishes_part_stands_on_every_pair():
    outcome = matching.solve(markets.market(1, 30, 20), matching.Policy())
    lists = {tuple(part.criterion for part in pair.parts) for pair in outcome.pairs}
    assert lists == {tuple(item.slug for item in matching.CRITERIA)}


def canary_market():
    secret = "canary"
    mentee = {
        "ranked": ("bo",),
        "wishes_background": (secret,),
        "background": (secret,),
        "excludes_institutions": (secret,),
        "excludes_cities": (secret,),
        "excludes_regions": (secret,),
        "excludes_people": ("cy",),
    }
    return matching.Market(
        mentees=(
            matching.Mentee(key="ana", **mentee),
            matching.Mentee(key="dee", excludes_institutions=(secret,)),
        ),
        mentors=(
            matching.Mentor(key="bo", background=(secret,), ranked=("ana",)),
            matching.Mentor(key="cy", institutions=(secret,), city=secret, region=secret),
        ),
        conflicts=(("dee", "bo"),),
    )


@pytest.mark.guarantee
def test_no_private_value_appears_anywhere_in_an_outcome():
    market = canary_market()
    policy = matching.Policy(stage_rule="any")
    outcome = matching.solve(market, policy)
    told = str(matching.outcome_to_json(outcome)) + str(matching.problems(market, policy))
    told += "".join(
        str(matching.why_not(market, policy, outcome, mentee.key, mentor.key))
        for mentee in market.mentees
        for mentor in market.mentors
    )
    assert [pair.mentor for pair in outcome.pairs] == ["bo"]
    assert "canary" not in told
    assert not re.search("conflict|exclu|declared|background", told, re.IGNORECASE)
    left_out = outcome.unmatched[0]
    assert (left_out.mentee, left_out.reason, left_out.nearest) == ("dee", "closed", ())
    assert (
        left_out.sentence == "None of the 2 mentors may be paired: 2 are closed by a rule that is not shown."
    )


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "private",
    [
        {"conflicts": (("ana", "bo"),)},
        {"conflicts": (("bo", "ana"),)},
        {"mentees": (matching.Mentee(key="ana", excludes_people=("bo",)),)},
        {"mentees": (matching.Mentee(key="ana", excludes_institutions=("i",)),)},
        {"mentees": (matching.Mentee(key="ana", excludes_cities=("c",)),)},
        {"mentees": (matching.Mentee(key="ana", excludes_regions=("r",)),)},
    ],
)
def test_no_reader_can_tell_which_private_reason_it_was(private):
    base = {
        "mentees": (matching.Mentee(key="ana"),),
        "mentors": (matching.Mentor(key="bo", institutions=("i",), city="c", region="r"),),
    }
    market, policy = matching.Market(**{**base, **private}), matching.Policy(stage_rule="any")
    outcome = matching.solve(market, policy)
    assert outcome.unmatched == (
        matching.Unmatched(
            mentee="ana",
            reason="closed",
            sentence="None of the 1 mentor may be paired: 1 is closed by a rule that is not shown.",
            remedy="Invite more mentors.",
        ),
    )
    assert [problem.message for problem in matching.problems(market, policy)] == [
        "No pair is possible: a rule that is not shown alone closes 1 pair."
    ]

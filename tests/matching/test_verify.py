"""The independent check: true outcomes pass, and whatever is tampered with is refused."""

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorquilt import matching
from tests.matching import markets, reference

MARKET = markets.market(4, 60, 25)
POLICY = matching.Policy()
OUTCOME = matching.solve(MARKET, POLICY)


def refused(outcome, market=MARKET, policy=POLICY):
    verdict = matching.verify(market, policy, outcome)
    assert not verdict.ok
    assert verdict.sentences
    return " ".join(verdict.sentences)


def changed(**fields):
    return dataclasses.replace(OUTCOME, **fields)


def certified(**fields):
    return changed(certificate=dataclasses.replace(OUTCOME.certificate, **fields))


def test_a_true_outcome_passes_in_words():
    verdict = matching.verify(MARKET, POLICY, OUTCOME)
    assert verdict.ok
    assert OUTCOME.unmatched
    assert verdict.sentences[-1] == "No other such arrangement has a higher total."
    assert any(f"{OUTCOME.eligible_pairs:,} eligible pairs" in sentence for sentence in verdict.sentences)


def test_an_outcome_passes_after_a_trip_through_json():
    market = matching.market_from_json(json.dumps(matching.market_to_json(MARKET)))
    policy = matching.policy_from_json(json.dumps(matching.policy_to_json(POLICY)))
    outcome = matching.outcome_from_json(json.dumps(matching.outcome_to_json(OUTCOME)))
    assert matching.verify(market, policy, outcome) == matching.verify(MARKET, POLICY, OUTCOME)


def test_the_order_of_pairs_and_people_does_not_matter():
    assert matching.verify(
        MARKET, POLICY, changed(pairs=OUTCOME.pairs[::-1], unmatched=OUTCOME.unmatched[::-1])
    ).ok


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10_000), mentees=st.integers(0, 30), mentors=st.integers(0, 20), floor=st.booleans()
)
def test_every_outcome_passes(seed, mentees, mentors, floor):
    market, policy = markets.market(seed, mentees, mentors), matching.Policy(floor=floor, place_rule="city")
    assert matching.verify(market, policy, matching.solve(market, policy)).ok
    greedy = matching.verify(market, policy, matching.greedy(market, policy))
    assert greedy.ok
    assert "No proof is claimed" in greedy.sentences[-1]


def two_pairs():
    """Two pairs whose mentors can be swapped with another total."""
    for first in OUTCOME.pairs:
        for other in OUTCOME.pairs:
            one = matching.score_pair(MARKET, POLICY, first.mentee, other.mentor)
            two = matching.score_pair(MARKET, POLICY, other.mentee, first.mentor)
            if isinstance(one, str) or isinstance(two, str) or first == other:
                continue
            if sum(part.points for part in (*one, *two)) != first.score + other.score:
                return first, other, one, two
    raise AssertionError


def test_swapped_mentors_are_refused():
    first, other, _, _ = two_pairs()
    swap = {first.mentee: other.mentor, other.mentee: first.mentor}
    pairs = tuple(
        dataclasses.replace(pair, mentor=swap.get(pair.mentee, pair.mentor)) for pair in OUTCOME.pairs
    )
    assert "The score of" in refused(changed(pairs=pairs))


def test_a_swap_that_is_consistent_in_itself_is_refused():
    first, other, _, _ = two_pairs()
    pins = ((first.mentee, other.mentor), (other.mentee, first.mentor))
    worse = matching.solve(dataclasses.replace(MARKET, pins=pins), POLICY)
    pairs = tuple(dataclasses.replace(pair, pinned=False) for pair in worse.pairs)
    forged = dataclasses.replace(worse, pairs=pairs, certificate=OUTCOME.certificate, floor=OUTCOME.floor)
    refused(forged)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"total": OUTCOME.total + 1}, "The total is"),
        ({"least": OUTCOME.least + 1}, "The lowest score is"),
        ({"floor": OUTCOME.floor - 1}, "not proven that no arrangement"),
        ({"floor": OUTCOME.floor + 1}, "A pair scores less than the floor"),
        ({"eligible_pairs": 0}, "number of eligible pairs"),
        ({"greedy_total": 0}, "total of pairing one by one"),
        ({"greedy_matched": 0}, "number of pairs of pairing one by one"),
        ({"reserve": ("mentor0@example.org",)}, "mentors in reserve"),
        ({"proved": False}, "not called proven"),
        ({"certificate": None}, "there is no certificate"),
        ({"unmatched": OUTCOME.unmatched[1:]}, "Neither paired nor named"),
        ({"unmatched": (*OUTCOME.unmatched, OUTCOME.unmatched[0])}, "Named more than once"),
        ({"pairs": OUTCOME.pairs[1:]}, "Neither paired nor named"),
        ({"pairs": (*OUTCOME.pairs, OUTCOME.pairs[0])}, "Named more than once"),
    ],
)
def test_a_changed_figure_is_refused(fields, message):
    assert message in refused(changed(**fields))


def pair_with(**fields):
    return changed(pairs=(dataclasses.replace(OUTCOME.pairs[0], **fields), *OUTCOME.pairs[1:]))


@pytest.mark.parametrize(
    "fields",
    [
        {"score": OUTCOME.pairs[0].score + 1},
        {"parts": OUTCOME.pairs[0].parts[::-1]},
        {"parts": OUTCOME.pairs[0].parts[1:]},
        {"parts": (matching.Part("topics", OUTCOME.pairs[0].score),)},
        {"met": ()},
        {"unmet": (matching.Reason(slug="topics", sentence="Nothing is met."),)},
        {"distance_km": 1},
        {"shared_minutes": 1},
        {"type": "magic"},
        {"pinned": True},
        {"notes": ("rule_lifted",)},
        {"same_country": not OUTCOME.pairs[0].same_country},
        {"mentor": "nobody@example.org"},
        {"mentee": "nobody@example.org"},
    ],
)
def test_a_changed_pair_is_refused(fields):
    refused(pair_with(**fields))


@pytest.mark.parametrize("fields", [{"reason": "magic"}, {"nearest": (matching.Near(mentor="x", why=""),)}])
def test_a_changed_reason_for_who_is_left_out_is_refused(fields):
    first = dataclasses.replace(OUTCOME.unmatched[0], **fields)
    assert "left out" in refused(changed(unmatched=(first, *OUTCOME.unmatched[1:])))


def test_an_older_wording_of_the_same_facts_passes():
    pairs = tuple(
        dataclasses.replace(
            pair, met=tuple(dataclasses.replace(reason, sentence="As once said.") for reason in pair.met)
        )
        for pair in OUTCOME.pairs
    )
    unmatched = tuple(
        dataclasses.replace(each, sentence="As once said.", remedy="Do it.") for each in OUTCOME.unmatched
    )
    older = matching.verify(MARKET, POLICY, changed(pairs=pairs, unmatched=unmatched, wording="older"))
    assert older.ok
    assert any("another version" in sentence for sentence in older.sentences)
    assert "left out" in refused(changed(unmatched=unmatched))
    assert "What is said about" in refused(changed(pairs=pairs))


def test_a_pair_that_breaks_a_rule_is_refused():
    mentor = next(
        mentor
        for mentor in MARKET.mentors
        if isinstance(matching.score_pair(MARKET, POLICY, OUTCOME.pairs[0].mentee, mentor.key), str)
    )
    assert "is closed by" in refused(pair_with(mentor=mentor.key))


def test_too_many_mentees_for_a_mentor_are_refused():
    full = next(mentor for mentor in MARKET.mentors if mentor.places == 1 and not mentor.unavailable)
    pairs = tuple(dataclasses.replace(pair, mentor=full.key) for pair in OUTCOME.pairs[:3])
    assert "More mentees than places" in refused(changed(pairs=(*pairs, *OUTCOME.pairs[3:])))


def test_a_lost_pin_is_refused():
    pair = next(pair for pair in OUTCOME.pairs)
    mentor = next(
        mentor.key
        for mentor in MARKET.mentors
        if mentor.key != pair.mentor
        and not isinstance(matching.score_pair(MARKET, POLICY, pair.mentee, mentor.key), str)
    )
    market = dataclasses.replace(MARKET, pins=((pair.mentee, mentor),))
    assert "A pin was not kept" in refused(OUTCOME, market)


def shifted(values, by):
    return ((values[0][0], values[0][1] + by), *values[1:])


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("name", ["profits", "prices"])
def test_a_changed_price_or_profit_is_refused(name, by):
    refused(certified(**{name: shifted(getattr(OUTCOME.certificate, name), by)}))


@pytest.mark.parametrize("name", ["profits", "prices"])
def test_a_price_or_profit_that_is_missing_twice_or_foreign_is_refused(name):
    values = getattr(OUTCOME.certificate, name)
    refused(certified(**{name: values[1:]}))
    assert "twice" in refused(certified(**{name: (*values, values[0])}))
    assert "not in this round" in refused(certified(**{name: (*values, ("nobody", 1))}))


def test_a_price_moved_to_another_is_refused():
    certificate = OUTCOME.certificate
    prices = shifted(shifted(certificate.prices, 5)[::-1], -5)[::-1]
    refused(certified(prices=prices))


def test_negative_prices_are_refused():
    values = OUTCOME.certificate.profits
    free = next(mentor.key for mentor in MARKET.mentors if mentor.key not in dict(OUTCOME.certificate.prices))
    assert "below zero" in refused(
        certified(prices=(*OUTCOME.certificate.prices, (free, -3)), profits=values)
    )


@pytest.mark.parametrize("huge", [2**61, -(2**61), 2**64, 10**40])
def test_absurd_numbers_are_refused(huge):
    mentor = OUTCOME.certificate.prices[0][0]
    assert "larger than any score" in refused(
        certified(prices=((mentor, huge), *OUTCOME.certificate.prices[1:]))
    )
    assert "larger than any score" in refused(certified(bonus=huge))
    assert "larger than any score" in refused(changed(floor=huge))
    refused(changed(total=huge))
    refused(pair_with(score=huge, distance_km=huge))


@pytest.mark.parametrize("by", [1, -1, -OUTCOME.certificate.bonus - 5])
def test_a_changed_bonus_is_refused(by):
    refused(certified(bonus=OUTCOME.certificate.bonus + by))


@pytest.mark.parametrize("name", ["short_mentees", "short_mentors", "floor_mentees", "floor_mentors"])
def test_a_changed_witness_is_refused(name):
    keys = getattr(OUTCOME.certificate, name)
    assert keys
    refused(certified(**{name: keys[1:]}))
    assert "not in this round" in refused(certified(**{name: (*keys, "nobody")}))
    refused(certified(**{name: (*keys, keys[0])}))


def test_fewer_pairs_than_possible_are_refused():
    """Leaving somebody out and saying so in every figure is still found out."""
    dropped = OUTCOME.pairs[0]
    banned = tuple((dropped.mentee, mentor.key) for mentor in MARKET.mentors)
    less = matching.solve(dataclasses.replace(MARKET, bans=banned), POLICY)
    assert dropped.mentee not in {pair.mentee for pair in less.pairs}
    refused(less)


def test_greedy_called_proven_is_refused():
    greedy = matching.greedy(MARKET, POLICY)
    assert not greedy.proved
    refused(dataclasses.replace(greedy, proved=True))
    refused(dataclasses.replace(greedy, proved=True, certificate=OUTCOME.certificate))


def test_another_market_or_policy_is_refused():
    refused(OUTCOME, dataclasses.replace(MARKET, mentors=MARKET.mentors[1:]))
    refused(OUTCOME, policy=matching.Policy(weights=matching.Weights(topics=251)))
    refused(OUTCOME, policy=matching.Policy(floor=False))
    refused(matching.Outcome())


def test_a_market_that_cannot_be_solved_is_not_verified():
    twice = dataclasses.replace(MARKET, mentees=(*MARKET.mentees, MARKET.mentees[0]))
    assert "Listed more than once" in refused(OUTCOME, twice)


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.data())
def test_no_single_change_of_a_certificate_passes_as_a_better_claim(seed, data):
    """Whatever is changed in the proof, a worse arrangement never passes."""
    market, policy = markets.market(seed, 12, 8), reference.open_policy(floor=False)
    best = matching.solve(market, policy)
    if not best.pairs:
        return
    pair = data.draw(st.sampled_from(best.pairs))
    worse = matching.solve(dataclasses.replace(market, bans=((pair.mentee, pair.mentor),)), policy)
    if (len(worse.pairs), worse.total) == (len(best.pairs), best.total):
        return
    for certificate in (best.certificate, worse.certificate):
        assert not matching.verify(market, policy, dataclasses.replace(worse, certificate=certificate)).ok

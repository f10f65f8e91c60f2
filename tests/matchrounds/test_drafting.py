"""A chain of changes becomes pins, bans and lifted rules; a later change overrules an earlier one."""

from dataclasses import replace

import pytest

from mentorquilt import matching
from mentorquilt.matchrounds import drafting
from mentorquilt.matchrounds.drafting import Asked


def folded(*chain):
    found = drafting.bounds(chain)
    return found.pins, set(found.bans), set(found.lifted)


def test_nothing_asked_binds_nothing():
    assert folded() == ({}, set(), set())


def test_a_pin_and_a_gift_both_keep_the_pair():
    assert folded(Asked("pin", "a", "x"), Asked("give", "b", "y")) == ({"a": "x", "b": "y"}, set(), set())


def test_a_later_gift_takes_the_place_of_the_earlier_and_of_the_rules_lifted_for_it():
    chain = Asked("give", "a", "x", ("institution",)), Asked("give", "a", "y")
    assert folded(*chain) == ({"a": "y"}, set(), set())


def test_rules_stay_lifted_as_long_as_the_pair_is_kept():
    given = Asked("give", "a", "x", ("institution", "place"))
    assert folded(given)[2] == {("a", "x", "institution"), ("a", "x", "place")}
    assert folded(given, Asked("unpin", "a", "x")) == ({}, set(), set())


def test_a_ban_loosens_the_pin_of_that_pair_only():
    pins = Asked("pin", "a", "x"), Asked("pin", "b", "y")
    assert folded(*pins, Asked("ban", "a", "x")) == ({"b": "y"}, {("a", "x")}, set())
    assert folded(*pins, Asked("ban", "a", "y")) == ({"a": "x", "b": "y"}, {("a", "y")}, set())


def test_allowing_or_giving_a_banned_pair_takes_the_ban_away():
    ban = Asked("ban", "a", "x")
    assert folded(ban, Asked("unban", "a", "x")) == ({}, set(), set())
    assert folded(ban, Asked("give", "a", "x")) == ({"a": "x"}, set(), set())


@pytest.fixture
def market():
    """Two mentees and two mentors; a and x work at the same place in the same city."""
    shared = {"stage": "early", "city": "US/KS/salina", "region": "US/KS", "country": "US"}
    late = {"stage": "late", "region": "US/WA", "country": "US"}
    return matching.Market(
        mentees=(
            matching.Mentee(key="a", institutions=("i1",), **shared),
            matching.Mentee(key="b", **shared),
        ),
        mentors=(
            matching.Mentor(key="x", institutions=("i1",), stage="late", city="US/KS/salina", region="US/KS"),
            matching.Mentor(key="y", **late),
        ),
    )


POLICY = matching.Policy(place_rule=matching.PlaceRule.CITY)


def test_every_open_rule_between_two_people_is_found_in_turn(market):
    assert set(drafting.broken_rules(market, POLICY, "a", "x")) == {"institution", "place"}
    assert drafting.broken_rules(market, POLICY, "a", "y") == ()


def test_a_ban_by_the_coordinator_is_no_rule_to_lift(market):
    banned = replace(market, bans=(("a", "y"),))
    assert drafting.broken_rules(banned, POLICY, "a", "y") == ()


@pytest.mark.parametrize("kind", ["conflicts", "excludes_people"])
def test_every_private_rule_reads_alike_and_stands(market, kind):
    if kind == "conflicts":
        closed = replace(market, conflicts=(("y", "a"),))
    else:
        shut = replace(market.mentees[0], excludes_people=("y",))
        closed = replace(market, mentees=(shut, market.mentees[1]))
    assert drafting.broken_rules(closed, POLICY, "a", "y") == ("closed",)
    assert "closed" not in drafting.LIFTABLE


def test_a_change_is_tried_on_a_copy(market):
    before = matching.solve(market, POLICY)
    trial = drafting.attempt(market, POLICY, [], Asked("ban", "a", "y"), before)

    assert {(pair.mentee, pair.mentor) for pair in trial.outcome.pairs} == {("b", "y")}
    assert market.bans == ()
    assert matching.verify(trial.market, POLICY, trial.outcome).ok


def test_a_change_that_cannot_hold_is_refused(market):
    chain = [Asked("pin", "a", "y")]
    before = matching.solve(drafting.bound(market, chain), POLICY)
    with pytest.raises(matching.Refused):
        drafting.attempt(market, POLICY, chain, Asked("pin", "b", "y"), before)

"""The mentors that suit one mentee best, without solving anything."""

import pytest

from mentorquilt import matching

MARKET = matching.Market(
    mentees=(
        matching.Mentee(key="a", stage="early", specialty="pediatrics", wants_topics=("contracts",)),
        matching.Mentee(key="b", stage="late"),
    ),
    mentors=(
        matching.Mentor(key="x", stage="late", specialty="pediatrics"),
        matching.Mentor(key="y", stage="late", specialty="pediatrics", topics=("contracts",)),
        matching.Mentor(key="z", stage="late"),
        matching.Mentor(key="early", stage="early", specialty="pediatrics"),
        matching.Mentor(key="paused", stage="late", unavailable="paused"),
    ),
)
POLICY = matching.Policy()


def test_the_best_come_first_with_the_scores_of_their_pairs():
    found = matching.best_mentors(MARKET, POLICY, "a", 10)
    scores = {
        key: sum(part.points for part in matching.score_pair(MARKET, POLICY, "a", key)) for key in "xyz"
    }
    assert [key for key, _ in found] == ["y", "x", "z"]
    assert dict(found) == scores


def test_no_more_are_given_than_asked_for_and_closed_ones_never():
    assert [key for key, _ in matching.best_mentors(MARKET, POLICY, "a", 1)] == ["y"]
    assert matching.best_mentors(MARKET, POLICY, "b", 10) == ()


def test_an_unknown_mentee_is_refused_by_name():
    with pytest.raises(ValueError, match="nobody is no mentee"):
        matching.best_mentors(MARKET, POLICY, "nobody", 1)

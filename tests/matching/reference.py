"""Slow and simple ways to find the same answers, for comparison."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from mentorquilt import matching
from mentorquilt.matching import _scoring


def scores(market, policy):
    """All scores, -1 where closed, by the room's own scoring."""
    return _scoring.score_all(_scoring.compile_market(market, policy), None, lambda done, total: None)


def places(market, policy):
    cap = policy.max_places_per_mentor or 10**6
    return np.array([min(mentor.places, cap) for mentor in market.mentors], dtype=np.int64)


def best(score, free, least=0):
    """The most pairs scoring at least ``least`` and their largest sum, by scipy on expanded places."""
    n, m = score.shape
    columns = np.repeat(np.arange(m), np.minimum(free, n))
    if not n or not columns.size:
        return 0, 0
    wide = score[:, columns].astype(np.int64)
    big = 10**7
    rows, cols = linear_sum_assignment(np.where(wide >= least, wide + big, 0), maximize=True)
    good = wide[rows, cols] >= least
    return int(good.sum()), int(wide[rows, cols][good].sum())


def best_with_floor(score, free):
    """The most pairs, the highest floor they can all reach, and the largest sum above it: by trying every level."""
    most, total = best(score, free)
    floor = 0
    for level in np.unique(score[score >= 0]) if most else ():
        pairs, sum_above = best(score, free, level)
        if pairs < most:
            break
        floor, total = int(level), sum_above
    return most, floor, total


def pairs_of(outcome):
    return {(pair.mentee, pair.mentor) for pair in outcome.pairs}


def open_policy(**also):
    """A policy with no rule that closes anything by default."""
    return matching.Policy(
        **{"stage_rule": "any", "different_institution": False, "bar_earlier": False, **also}
    )

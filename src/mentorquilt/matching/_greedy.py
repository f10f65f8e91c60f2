"""Sort by score and take: what pairing one by one would give, for comparison."""

import dataclasses
import time

import numpy as np

from mentorquilt.matching import _kernels as kernels
from mentorquilt.matching import _problems, _round, _scoring
from mentorquilt.matching._facts import Ints
from mentorquilt.matching._market import Market
from mentorquilt.matching._outcome import Outcome
from mentorquilt.matching._policy import Policy
from mentorquilt.matching._round import NOBODY, Undecided
from mentorquilt.matching._scoring import Scores


def greedy(market: Market, policy: Policy) -> Outcome:
    """This will take the best pair left, again and again, after the pins; never proven, often worse."""
    began = time.perf_counter()
    compiled = _problems.refuse(market, policy)
    scores = _scoring.score_all(compiled, None, lambda done, total: None)
    rest = _round.undecided(compiled, scores)
    mate = rest.merged(seats(rest))
    outcome = _round.assemble(compiled, scores, mate, greedy=sums(scores, mate))
    return dataclasses.replace(outcome, seconds=time.perf_counter() - began)


def totals(scores: Scores, rest: Undecided) -> tuple[int, int]:
    """This will give the total and the number of pairs that greedy pairing would reach."""
    return sums(scores, rest.merged(seats(rest)))


def seats(rest: Undecided) -> Ints:
    """This will seat the undecided one by one; ties fall by the digit of the pair."""
    task = rest.task
    mate = np.full(rest.rows.size, NOBODY, np.int64)
    if task.score.size:
        kernels.pick(task.score, task.places.copy(), task.mentee_word, task.mentor_word, mate)
    return mate


def sums(scores: Scores, mate: Ints) -> tuple[int, int]:
    """This will give the total score and the number of pairs of a seating."""
    seated = np.nonzero(mate >= 0)[0]
    return int(scores[seated, mate[seated]].sum(dtype=np.int64)), int(seated.size)

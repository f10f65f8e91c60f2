"""The largest sum over all pairs, found by looking at few of them at a time.

Here: candidate pairs, the exact solver over them, and the search for pairs left out that would beat the
present profits and prices; when there are none, the optimum is proven over every pair. All numbers are
whole. Not here: which sum is wanted and in which order of aims (``_aims``).
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.matching import _kernels as kernels
from mentorquilt.matching._kernels import _layout as layout

Ints = npt.NDArray[np.int64]
Scores = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint64]

FIRST_LOOK = 12  # candidates per mentee at the start
NEXT_LOOK = 6  # candidates per mentee in the next looks
PATIENCE = 4  # looks after which the candidates per mentee double each time
MOST_BIDS = 15  # bids per mentee before the shortest paths take over
STRIDE = 200  # paths between two looks at the clock and the cancel flag

Tick = Callable[[], None]  # raises Cancelled when the caller has cancelled
Find = Callable[[Ints, Ints, int], Ints]  # (profit, price, most) to the keys of pairs that beat the profit
Value = Callable[[Ints], Ints]  # keys to values


@dataclass(frozen=True, slots=True)
class Task:
    """One round as numbers: ``score[i, j]`` is -1 where the pair is closed."""

    score: Scores
    places: Ints
    mentee_word: Words  # for ties
    mentor_word: Words


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits with whom (-1 = nobody), with the profits and prices that prove it."""

    mate: Ints
    profit: Ints
    price: Ints


def nobody(task: Task) -> Seating:
    """This will give the start from nothing: all are free, all prices zero."""
    n, m = task.score.shape
    return Seating(np.full(n, layout.FREE, np.int64), np.full(n, -1, np.int64), np.zeros(m, np.int64))


def tables(task: Task, start: Seating) -> tuple[Ints, Ints, Ints]:
    """This will give the kernels' working tables, with the wished mates and prices of ``start``."""
    n, m = task.score.shape
    rows = np.zeros((n, layout.ROW_FIELDS), np.int64)
    rows[:, layout.MATE] = start.mate
    cols = np.zeros((m, layout.COL_FIELDS), np.int64)
    cols[:, layout.PRICE] = start.price
    cols[:, layout.PLACES] = task.places
    cols[1:, layout.FIRST] = np.cumsum(task.places)[:-1]
    return rows, cols, np.zeros(int(task.places.sum()) + 1, np.int64)


def pairs_of(found: Ints, counts: Ints, mentors: int) -> Ints:
    """This will turn lists of mentors per mentee into sorted pair keys ``i * mentors + j``."""
    mentee = np.repeat(np.arange(counts.size, dtype=np.int64), counts)
    listed = np.arange(found.shape[1]) < counts[:, None]
    return np.sort(mentee * mentors + found[listed])


def largest_sum(task: Task, find: Find, value: Value, start: Seating, tick: Tick) -> Seating:
    """This will give a seating of the largest sum of values, with profits and prices over every pair.

    Looks: seat the candidates, then ask ``find`` for pairs that beat the result; each round adds at least one
    pair, so it ends.
    """
    n, m = task.score.shape
    if n == 0 or m == 0:
        return Seating(np.full(n, layout.OUT, np.int64), np.zeros(n, np.int64), np.zeros(m, np.int64))
    keys = find(np.full(n, -1, np.int64), start.price, min(m, FIRST_LOOK))
    at = start
    for look in itertools.count():
        tick()
        at = _seat(task, keys, value(keys), at, tick)
        beating = find(at.profit, at.price, min(m, NEXT_LOOK << max(0, look - PATIENCE)))
        if beating.size == 0:
            break
        keys = np.sort(np.concatenate((keys, beating)), kind="stable")  # two sorted runs without a common key
    return at


def _seat(task: Task, keys: Ints, values: Ints, start: Seating, tick: Tick) -> Seating:
    """This will solve exactly over the candidate pairs ``keys``, from the mates and prices of ``start``."""
    n, m = task.score.shape
    rows, cols, occ = tables(task, start)
    ptr = np.searchsorted(keys, np.arange(n + 1, dtype=np.int64) * m)
    col = keys % m
    dist, node = np.empty((2, keys.size + 2), np.int64)
    popped = np.empty(m, np.int64)
    kernels.settle(ptr, col, values, rows, cols, occ)
    kernels.auction(ptr, col, values, rows, cols, occ, MOST_BIDS)
    row = 0
    while row < n:
        tick()
        row = kernels.forward(row, STRIDE, ptr, col, values, rows, cols, occ, dist, node, popped)
    unpaid = (cols[:, layout.LOAD] < cols[:, layout.PLACES]) & (cols[:, layout.PRICE] > 0)
    if unpaid.any():
        _give_back(keys, values, rows, cols, occ, tick)
    return Seating(rows[:, layout.MATE].copy(), rows[:, layout.PROFIT].copy(), cols[:, layout.PRICE].copy())


def _give_back(keys: Ints, values: Ints, rows: Ints, cols: Ints, occ: Ints, tick: Tick) -> None:
    """This will bring the price of every free place down to zero, moving mentees where that pays."""
    n, m = rows.shape[0], cols.shape[0]
    order = np.argsort(keys % m, kind="stable")
    cptr = np.searchsorted((keys % m)[order], np.arange(m + 1))
    crow, cval = (keys // m)[order], values[order]
    dist, node = np.empty((2, keys.size + 2), np.int64)
    popped, chain = np.empty((2, m + 1), np.int64)
    turn = n + 1
    while True:
        tick()
        turn = kernels.reverse(turn, STRIDE, cptr, crow, cval, rows, cols, occ, dist, node, popped, chain)
        if turn >= 0:
            return
        turn = -turn

"""The aims in their order: most mentees with a mentor, then the highest floor, then the largest sum, then ties.

Each aim is settled exactly and leaves its proof: coverage and floor a group of mentees whose possible
mentors have too few places, the sum profits and prices. Not here: the search itself (``_assign``) and the
check (``_verify``).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.matching import _assign
from mentorquilt.matching import _kernels as kernels
from mentorquilt.matching._assign import Ints, Seating, Task, Tick
from mentorquilt.matching._kernels import _layout as layout

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cover:
    """The most pairs at some least score: ``short`` mentees may only go to ``short`` mentors, all full."""

    mate: Ints
    left_out: int
    short_mentees: Flags
    short_mentors: Flags


@dataclass(frozen=True, slots=True)
class Settled:
    """The best seating with the proof of each aim."""

    seating: Seating
    bonus: int
    floor: int
    coverage: Cover
    above_floor: Cover | None  # None where no floor was asked for or nobody is seated


def settle(task: Task, *, raise_floor: bool, start: Seating | None, tick: Tick) -> Settled:
    """This will settle all aims; ``start`` may hold earlier mates and prices and changes nothing but the time."""
    coverage = _most_pairs(task, 0, start.mate if start else None)
    tick()
    seated = task.score.shape[0] - coverage.left_out
    floor, above = 0, None
    if raise_floor and seated:
        floor, above = _highest_floor(task, coverage, tick)
    best, bonus = _best_sum(task, floor, coverage.left_out, start, tick)
    mate = _one_of_the_best(task, floor, bonus, best, seated, tick)
    seating, bonus = _cheapest(task, floor, bonus, best, mate)
    return Settled(seating, bonus, floor, coverage, above)


def _most_pairs(task: Task, least: int, mate: Ints | None, give_up: int = 0) -> Cover:
    """This will seat as many as possible with scores of ``least`` or more; it may stop after ``give_up`` fail."""
    n, m = task.score.shape
    start = _assign.nobody(task)
    if mate is not None:
        start = Seating(mate, start.profit, start.price)
    if m == 0:
        everyone = np.ones(n, np.bool_)
        return Cover(np.full(n, layout.OUT, np.int64), n, everyone, np.zeros(0, np.bool_))
    rows, cols, occ = _assign.tables(task, start)
    left_out = kernels.cover(task.score, least, give_up, rows, cols, occ)
    mates = rows[:, layout.MATE].copy()
    dead = cols[:, layout.DONE] > 0
    short = (mates == layout.OUT) | ((mates >= 0) & dead[np.maximum(mates, 0)])
    return Cover(mates, left_out, short, dead)


def _highest_floor(task: Task, coverage: Cover, tick: Tick) -> tuple[int, Cover]:
    """This will give the highest score that all pairs can reach at full coverage, and the witness above it."""
    counts = np.bincount(task.score[task.score >= 0])
    levels = np.nonzero(counts)[0]
    low, high = 0, len(levels)  # levels[low] is reached, levels[high] is not
    mate = coverage.mate
    while high - low > 1:
        tick()
        middle = (low + high) // 2
        tried = _most_pairs(task, int(levels[middle]), mate, coverage.left_out + 1)
        if tried.left_out > coverage.left_out:
            high = middle
        else:
            low, mate = middle, tried.mate
    return int(levels[low]), _most_pairs(task, int(levels[low]) + 1, mate)


def _best_sum(
    task: Task, floor: int, left_out: int, start: Seating | None, tick: Tick
) -> tuple[Seating, int]:
    """This will give a seating of the largest sum at full coverage, and the bonus each pair carries for that.

    Where everybody can be seated, no bonus is tried first: if all are seated then, raising every profit by
    one makes the bonus one, so that leaving somebody out is never as good.
    """
    n = task.score.shape[0]
    at = start or _assign.nobody(task)
    if left_out == 0:
        at = _sum_with_bonus(task, floor, 0, at, tick)
        if (at.mate >= 0).all():
            return Seating(at.mate, at.profit + 1, at.price), 1
    highest = int(task.score.max(initial=0))
    most = min(n, int(task.places.sum()))
    bonus = 1 << (highest * (most + 1)).bit_length()
    return _sum_with_bonus(task, floor, bonus, at, tick), bonus


def _sum_with_bonus(task: Task, floor: int, bonus: int, start: Seating, tick: Tick) -> Seating:
    n, m = task.score.shape
    scores = task.score.reshape(-1)

    def find(profit: Ints, price: Ints, most: int) -> Ints:
        found, counts = np.zeros((n, most), np.int64), np.zeros(n, np.int64)
        kernels.offers(
            task.score, floor, bonus, profit, price, task.places, task.mentee_word, task.mentor_word, most,
            found, counts,
        )  # fmt: skip
        return _assign.pairs_of(found, counts, m)

    return _assign.largest_sum(task, find, lambda keys: scores[keys] + np.int64(bonus), start, tick)


def _one_of_the_best(task: Task, floor: int, bonus: int, best: Seating, seated: int, tick: Tick) -> Ints:
    """This will choose among all equally good seatings the one with the largest sum of pair digits.

    A seating is as good as ``best`` exactly if it uses only pairs of slack zero, seats every mentee with a
    profit and fills every mentor with a price. Who must be seated or filled is worth more than all digits
    together, so the choice depends neither on the profits found nor on where the search began.
    """
    n, m = task.score.shape
    bits = min(40, 58 - seated.bit_length())
    worth = (seated + 1) << bits
    mentee_worth = np.where(best.profit > 0, worth, 0)
    mentor_worth = np.where(best.price > 0, worth, 0)

    def find(profit: Ints, price: Ints, most: int) -> Ints:
        found, counts = np.zeros((n, most), np.int64), np.zeros(n, np.int64)
        kernels.tied_offers(
            task.score, floor, bonus, best.profit, best.price, task.places, mentee_worth, mentor_worth,
            task.mentee_word, task.mentor_word, bits, profit, price, most, found, counts,
        )  # fmt: skip
        return _assign.pairs_of(found, counts, m)

    def value(keys: Ints) -> Ints:
        mentees, mentors = keys // m, keys % m
        values = np.empty(keys.size, np.int64)
        kernels.digits(mentees, mentors, task.mentee_word, task.mentor_word, bits, values)
        values += mentee_worth[mentees] + mentor_worth[mentors]
        return values

    start = Seating(best.mate, best.profit, np.zeros(m, np.int64))
    return _assign.largest_sum(task, find, value, start, tick).mate


def _cheapest(task: Task, floor: int, bonus: int, best: Seating, mate: Ints) -> tuple[Seating, int]:
    """This will give the least prices that prove ``mate``, and the least bonus where nobody is left out.

    Prices of mentors without a place are first raised to what covers every pair: they cost nothing.
    """
    price, profit = best.price.copy(), best.profit.copy()
    for j in np.nonzero(task.places == 0)[0]:
        wanted = task.score[:, j] >= floor
        price[j] = max(0, int((task.score[wanted, j] + bonus - profit[wanted]).max(initial=0)))
    order = np.argsort(mate, kind="stable")
    ptr = np.searchsorted(mate[order], np.arange(price.size + 1))
    kernels.cheapest(task.score, floor, bonus, mate, order, ptr, profit, price)
    if (mate >= 0).all():
        own = task.score[np.arange(mate.size), mate] - price[mate]
        bonus = max(0, -int(own.min(initial=0)))
        profit = own + bonus
    return Seating(mate, profit, price), bonus

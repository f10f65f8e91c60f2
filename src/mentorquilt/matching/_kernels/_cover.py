"""The largest number of pairs at or above a score, and the witness that there are no more.

Augmenting paths by breadth-first search (Kuhn), with places. Whatever a failed search reached can never
lead to a free place again: it is marked dead and skipped. At the end the dead mentees can only go to the
dead mentors, whose places are all taken (König 1931): that is the witness.
"""

import numpy as np

from mentorquilt.matching._kernels._layout import (
    DONE,
    FIRST,
    FREE,
    FROM,
    LOAD,
    MATE,
    OUT,
    PLACES,
    SEEN,
    Ints,
    Scores,
    compiled,
)
from mentorquilt.matching._kernels._seats import leave, take


@compiled
def seat_at_once(score: Scores, least: int, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will keep the wished mates that reach ``least`` and give others the first free place that does."""
    n, m = score.shape
    for j in range(m):
        cols[j, LOAD] = 0
    for i in range(n):
        j = rows[i, MATE]
        rows[i, MATE] = FREE
        if j >= 0 and score[i, j] >= least and cols[j, LOAD] < cols[j, PLACES]:
            take(i, j, rows, cols, occ)
    for i in range(n):
        if rows[i, MATE] != FREE:
            continue
        for j in range(m):
            if score[i, j] >= least and cols[j, LOAD] < cols[j, PLACES]:
                take(i, j, rows, cols, occ)
                break


@compiled
def scan(
    k: int, turn: int, score: Scores, least: int, cols: Ints, queue: Ints, occ: Ints, tail: int
) -> tuple[int, int]:
    """This will reach on from mentee ``k``: (a mentor with a free place or OUT, the new end of the queue)."""
    for j in range(cols.shape[0]):
        if score[k, j] < least or cols[j, SEEN] == turn or cols[j, DONE] != 0:
            continue
        cols[j, SEEN] = turn
        cols[j, FROM] = k
        if cols[j, LOAD] < cols[j, PLACES]:
            return j, tail
        for seat in range(cols[j, FIRST], cols[j, FIRST] + cols[j, LOAD]):
            queue[tail] = occ[seat]
            tail += 1
    return OUT, tail


@compiled
def grow(start: int, score: Scores, least: int, rows: Ints, cols: Ints, occ: Ints, queue: Ints) -> bool:
    """This will seat ``start`` by moving others along, or mark all it reached as dead and give False."""
    turn = start + 1
    queue[0] = start
    head = 0
    tail = 1
    end = OUT
    while head < tail and end == OUT:
        end, tail = scan(queue[head], turn, score, least, cols, queue, occ, tail)
        head += 1
    if end == OUT:
        for j in range(cols.shape[0]):
            if cols[j, SEEN] == turn:
                cols[j, DONE] = 1
        rows[start, MATE] = OUT
        return False
    j = end
    while True:
        k = cols[j, FROM]
        if k == start:
            take(k, j, rows, cols, occ)
            return True
        before = rows[k, MATE]
        leave(k, rows, cols, occ)
        take(k, j, rows, cols, occ)
        j = before


@compiled
def cover(score: Scores, least: int, give_up: int, rows: Ints, cols: Ints, occ: Ints) -> int:
    """This will seat as many as possible and give how many could not be; it stops after ``give_up`` of them.

    Afterwards ``cols[j, DONE]`` marks the dead mentors; the dead mentees are theirs and those left over.
    """
    seat_at_once(score, least, rows, cols, occ)
    cols[:, SEEN] = 0
    cols[:, DONE] = 0
    queue = np.empty(rows.shape[0] + 1, np.int64)
    failed = 0
    for i in range(rows.shape[0]):
        if rows[i, MATE] == FREE and not grow(i, score, least, rows, cols, occ, queue):
            failed += 1
            if failed == give_up:
                break
    return failed

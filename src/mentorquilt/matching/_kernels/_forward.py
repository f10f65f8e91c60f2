"""Seating whoever is still free, by shortest augmenting paths over reduced costs (Dijkstra with potentials).

The slack of a pair is ``profit + price - value``, never negative; seated pairs have slack zero. A path from
a free mentee ends at a free place, or with somebody left out, whichever costs the total least.
"""

from mentorquilt.matching._kernels._heap import pop, push
from mentorquilt.matching._kernels._layout import (
    DIST,
    DONE,
    FIRST,
    FREE,
    FROM,
    LOAD,
    MATE,
    OUT,
    PLACES,
    PRICE,
    PROFIT,
    SEEN,
    Ints,
    compiled,
)
from mentorquilt.matching._kernels._seats import leave, take


@compiled
def reach(
    k: int,
    so_far: int,
    bound: int,
    turn: int,
    ptr: Ints,
    col: Ints,
    val: Ints,
    rows: Ints,
    cols: Ints,
    dist: Ints,
    node: Ints,
    size: int,
) -> tuple[int, int]:
    """This will reach on from mentee ``k`` at distance ``so_far``; gives the new bound and heap size."""
    base = so_far + rows[k, PROFIT]
    for e in range(ptr[k], ptr[k + 1]):
        j = col[e]
        far = base + cols[j, PRICE] - val[e]
        if far >= bound or (cols[j, SEEN] == turn and far >= cols[j, DIST]):
            continue
        cols[j, SEEN] = turn
        cols[j, DIST] = far
        cols[j, FROM] = k
        if cols[j, LOAD] < cols[j, PLACES]:
            bound = far
        size = push(dist, node, size, far, j)
    return bound, size


@compiled
def search(
    start: int,
    turn: int,
    ptr: Ints,
    col: Ints,
    val: Ints,
    rows: Ints,
    cols: Ints,
    occ: Ints,
    dist: Ints,
    node: Ints,
    popped: Ints,
) -> tuple[int, int, int, int]:
    """This will find the cheapest path: its length, end mentor or OUT, who is left out, mentors passed."""
    out_at = rows[start, PROFIT]
    out_row = start
    bound, size = reach(start, 0, out_at + 1, turn, ptr, col, val, rows, cols, dist, node, 0)
    passed = 0
    while size > 0:
        size = pop(dist, node, size)
        far, j = dist[size], node[size]
        if cols[j, DONE] == turn or far > cols[j, DIST]:
            continue
        if far > out_at:
            break
        if cols[j, LOAD] < cols[j, PLACES]:
            return far, j, OUT, passed
        cols[j, DONE] = turn
        popped[passed] = j
        passed += 1
        for seat in range(cols[j, FIRST], cols[j, FIRST] + cols[j, LOAD]):
            k = occ[seat]
            if far + rows[k, PROFIT] < out_at:
                out_at = far + rows[k, PROFIT]
                out_row = k
                bound = min(bound, out_at + 1)
            bound, size = reach(k, far, bound, turn, ptr, col, val, rows, cols, dist, node, size)
    return out_at, OUT, out_row, passed


@compiled
def lift(start: int, length: int, passed: int, popped: Ints, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will move the prices and profits along the path so that every slack on it becomes zero."""
    for at in range(passed):
        j = popped[at]
        rise = length - cols[j, DIST]
        if rise > 0:
            cols[j, PRICE] += rise
            for seat in range(cols[j, FIRST], cols[j, FIRST] + cols[j, LOAD]):
                rows[occ[seat], PROFIT] -= rise
    rows[start, PROFIT] -= length


@compiled
def reseat(start: int, end: int, out_row: int, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will move everybody along the path, from its far end back to ``start``."""
    j = end
    if end == OUT:
        if out_row == start:
            rows[start, MATE] = OUT
            return
        j = rows[out_row, MATE]
        leave(out_row, rows, cols, occ)
        rows[out_row, MATE] = OUT
    while True:
        k = cols[j, FROM]
        if k == start:
            take(k, j, rows, cols, occ)
            return
        before = rows[k, MATE]
        leave(k, rows, cols, occ)
        take(k, j, rows, cols, occ)
        j = before


@compiled
def forward(
    first: int,
    most: int,
    ptr: Ints,
    col: Ints,
    val: Ints,
    rows: Ints,
    cols: Ints,
    occ: Ints,
    dist: Ints,
    node: Ints,
    popped: Ints,
) -> int:
    """This will seat up to ``most`` free mentees from row ``first`` on, and give the next row to look at."""
    for i in range(first, rows.shape[0]):
        if rows[i, MATE] != FREE:
            continue
        if most == 0:
            return i
        most -= 1
        length, end, out_row, passed = search(i, i + 1, ptr, col, val, rows, cols, occ, dist, node, popped)
        lift(i, length, passed, popped, rows, cols, occ)
        reseat(i, end, out_row, rows, cols, occ)
    return int(rows.shape[0])

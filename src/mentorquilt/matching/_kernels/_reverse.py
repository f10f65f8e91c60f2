"""Giving back prices of places that stayed free, by shortest paths from the mentor's side.

A place that is free must cost nothing. From mentor ``start`` a path pulls mentees over, each freeing a
place of another mentor, until somebody left out is pulled in or some price has come down to zero.
"""

from mentorquilt.matching._kernels._heap import pop, push
from mentorquilt.matching._kernels._layout import (
    DIST,
    DONE,
    FIRST,
    FROM,
    LOAD,
    MATE,
    NEXT,
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
def pull(
    j: int,
    far: int,
    bound: int,
    turn: int,
    cptr: Ints,
    crow: Ints,
    cval: Ints,
    rows: Ints,
    cols: Ints,
    dist: Ints,
    node: Ints,
    size: int,
) -> tuple[int, int, int]:
    """This will reach the mentors who would get a place free if ``j`` pulled a mentee over.

    Gives the tighter bound, the heap's size, and a mentee left out who can be pulled in at that bound, or
    OUT.
    """
    base = far + cols[j, PRICE]
    taken = OUT
    for e in range(cptr[j], cptr[j + 1]):
        i = crow[e]
        other = rows[i, MATE]
        length = base + rows[i, PROFIT] - cval[e]
        if other == j or length >= bound:
            continue
        if other < 0:
            bound = length
            taken = i
            continue
        if cols[other, DONE] == turn or (cols[other, SEEN] == turn and length >= cols[other, DIST]):
            continue
        cols[other, SEEN] = turn
        cols[other, DIST] = length
        cols[other, FROM] = i
        cols[other, NEXT] = j
        size = push(dist, node, size, length, other)
    return bound, size, taken


@compiled
def search_back(
    start: int,
    turn: int,
    cptr: Ints,
    crow: Ints,
    cval: Ints,
    rows: Ints,
    cols: Ints,
    dist: Ints,
    node: Ints,
    popped: Ints,
) -> tuple[int, int, int, int]:
    """This will find the cheapest path: its length, end mentor, mentee pulled in or OUT, mentors passed."""
    cols[start, SEEN] = turn
    cols[start, DIST] = 0
    size = push(dist, node, 0, 0, start)
    bound = cols[start, PRICE]
    end = start
    taken = OUT
    passed = 0
    while size > 0:
        size = pop(dist, node, size)
        far, j = dist[size], node[size]
        if cols[j, DONE] == turn or far > cols[j, DIST]:
            continue
        if far >= bound:
            break
        cols[j, DONE] = turn
        popped[passed] = j
        passed += 1
        if far + cols[j, PRICE] < bound:
            bound = far + cols[j, PRICE]
            end = j
            taken = OUT
        bound, size, found = pull(j, far, bound, turn, cptr, crow, cval, rows, cols, dist, node, size)
        if found != OUT:
            end = j
            taken = found
    return bound, end, taken, passed


@compiled
def shift_back(start: int, end: int, taken: int, chain: Ints, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will move the mentees along the path, from ``start``'s free place outward."""
    steps = 0
    j = end
    while j != start:
        chain[steps] = j
        steps += 1
        j = cols[j, NEXT]
    for at in range(steps - 1, -1, -1):
        j = chain[at]
        i = cols[j, FROM]
        leave(i, rows, cols, occ)
        take(i, cols[j, NEXT], rows, cols, occ)
    if taken != OUT:
        take(taken, end, rows, cols, occ)


@compiled
def lower(length: int, passed: int, popped: Ints, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will bring prices down and profits up along the searched tree."""
    for at in range(passed):
        j = popped[at]
        fall = length - cols[j, DIST]
        if fall > 0:
            cols[j, PRICE] -= fall
            for seat in range(cols[j, FIRST], cols[j, FIRST] + cols[j, LOAD]):
                rows[occ[seat], PROFIT] += fall


@compiled
def reverse(
    turn: int,
    most: int,
    cptr: Ints,
    crow: Ints,
    cval: Ints,
    rows: Ints,
    cols: Ints,
    occ: Ints,
    dist: Ints,
    node: Ints,
    popped: Ints,
    chain: Ints,
) -> int:
    """This will mend up to ``most`` priced free places; gives the last turn, negative if more wait."""
    for start in range(cols.shape[0]):
        while cols[start, LOAD] < cols[start, PLACES] and cols[start, PRICE] > 0:
            if most == 0:
                return -turn
            most -= 1
            turn += 1
            length, end, taken, passed = search_back(
                start, turn, cptr, crow, cval, rows, cols, dist, node, popped
            )
            lower(length, passed, popped, rows, cols, occ)
            shift_back(start, end, taken, chain, rows, cols, occ)
    return turn

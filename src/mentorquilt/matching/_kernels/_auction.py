"""The opening: mentees bid for places, and a full mentor's price rises by the least regret.

A forward auction with increment zero after Bertsekas (1988), made aware of places: of the bidder and the
mentees already seated, the one who loses least by moving on is displaced. Bids per mentee are bounded; who
is still free afterwards is seated by ``_forward``.
"""

import numpy as np

from mentorquilt.matching._kernels._layout import (
    BIDS,
    FIRST,
    FREE,
    LOAD,
    MATE,
    OUT,
    PLACES,
    PRICE,
    PROFIT,
    Ints,
    compiled,
)
from mentorquilt.matching._kernels._seats import best, leave, take


@compiled
def wish(i: int, ptr: Ints, col: Ints, val: Ints, cols: Ints) -> tuple[int, int, int]:
    """This will give mentee ``i``'s best value, its mentor, and as good a mentor with a free place or OUT."""
    most = 0
    at = OUT
    vacant = OUT
    for e in range(ptr[i], ptr[i + 1]):
        j = col[e]
        left = val[e] - cols[j, PRICE]
        if left > most:
            most = left
            at = j
            vacant = OUT
        if left == most and at != OUT and vacant == OUT and cols[j, LOAD] < cols[j, PLACES]:
            vacant = j
    return most, at, vacant


@compiled
def displace(i: int, j: int, ptr: Ints, col: Ints, val: Ints, rows: Ints, cols: Ints, occ: Ints) -> int:
    """This will raise full mentor ``j``'s price by the least regret of those who want it; gives who loses."""
    loser = i
    other, _ = best(i, j, ptr, col, val, cols)
    least = rows[i, PROFIT] - other
    for seat in range(cols[j, FIRST], cols[j, FIRST] + cols[j, LOAD]):
        k = occ[seat]
        other, _ = best(k, j, ptr, col, val, cols)
        regret = rows[k, PROFIT] - other
        if regret < least:
            least = regret
            loser = k
    cols[j, PRICE] += least
    rows[i, PROFIT] -= least
    for seat in range(cols[j, FIRST], cols[j, FIRST] + cols[j, LOAD]):
        rows[occ[seat], PROFIT] -= least
    if loser != i:
        leave(loser, rows, cols, occ)
        take(i, j, rows, cols, occ)
    return loser


@compiled
def bid(i: int, ptr: Ints, col: Ints, val: Ints, rows: Ints, cols: Ints, occ: Ints) -> int:
    """This will let free mentee ``i`` bid once; gives the mentee who is free afterwards, or OUT."""
    most, j, vacant = wish(i, ptr, col, val, cols)
    rows[i, PROFIT] = most
    if j == OUT:
        rows[i, MATE] = OUT
        return OUT
    if vacant != OUT:
        take(i, vacant, rows, cols, occ)
        return OUT
    return displace(i, j, ptr, col, val, rows, cols, occ)


@compiled
def auction(ptr: Ints, col: Ints, val: Ints, rows: Ints, cols: Ints, occ: Ints, most_bids: int) -> None:
    """This will let every free mentee bid, at most ``most_bids`` times each."""
    n = rows.shape[0]
    queue = np.empty(n, np.int64)
    head = 0
    waiting = 0
    for i in range(n):
        rows[i, BIDS] = 0
        if rows[i, MATE] == FREE:
            queue[waiting] = i
            waiting += 1
    while waiting > 0:
        i = queue[head]
        head = (head + 1) % n
        waiting -= 1
        if rows[i, BIDS] >= most_bids:
            continue
        rows[i, BIDS] += 1
        loser = bid(i, ptr, col, val, rows, cols, occ)
        if loser != OUT:
            queue[(head + waiting) % n] = loser
            waiting += 1

"""Seating: who sits with whom, kept the same in ``rows``, ``cols`` and ``occ``."""

from mentorquilt.matching._kernels._layout import (
    FIRST,
    FREE,
    LOAD,
    MATE,
    OUT,
    PLACES,
    PRICE,
    PROFIT,
    SEAT,
    Ints,
    compiled,
)


@compiled
def take(i: int, j: int, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will seat mentee ``i`` with mentor ``j``, who must have a free place."""
    seat = cols[j, FIRST] + cols[j, LOAD]
    occ[seat] = i
    rows[i, SEAT] = seat
    rows[i, MATE] = j
    cols[j, LOAD] += 1


@compiled
def leave(i: int, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will free mentee ``i``'s place; the last seated mentee moves into the gap."""
    j = rows[i, MATE]
    seat = rows[i, SEAT]
    last = cols[j, FIRST] + cols[j, LOAD] - 1
    other = occ[last]
    occ[seat] = other
    rows[other, SEAT] = seat
    cols[j, LOAD] -= 1
    rows[i, MATE] = FREE


@compiled
def best(i: int, skip: int, ptr: Ints, col: Ints, val: Ints, cols: Ints) -> tuple[int, int]:
    """This will give mentee ``i``'s best value less price and its mentor, not ``skip``; (0, OUT) if none."""
    most = 0
    at = OUT
    for e in range(ptr[i], ptr[i + 1]):
        j = col[e]
        if j == skip:
            continue
        left = val[e] - cols[j, PRICE]
        if left > most:
            most = left
            at = j
    return most, at


@compiled
def settle(ptr: Ints, col: Ints, val: Ints, rows: Ints, cols: Ints, occ: Ints) -> None:
    """This will set every profit for the given prices, and keep those wished mates that are still best."""
    for j in range(cols.shape[0]):
        cols[j, LOAD] = 0
    for i in range(rows.shape[0]):
        most, _ = best(i, OUT, ptr, col, val, cols)
        rows[i, PROFIT] = most
        j = rows[i, MATE]
        if j == OUT and most == 0:
            continue
        rows[i, MATE] = FREE
        if j < 0 or cols[j, LOAD] >= cols[j, PLACES]:
            continue
        for e in range(ptr[i], ptr[i + 1]):
            if col[e] == j:
                if val[e] - cols[j, PRICE] == most:
                    take(i, j, rows, cols, occ)
                break

"""The smallest prices that still prove a seating: the same whatever prices the search ended with.

Prices that prove a seating form a lattice with a least element. How far each may fall is a shortest path from the
prices that cannot: zero, and what somebody left out would give. Then a price is what one more place would add.
"""

import numpy as np

from mentorquilt.matching._kernels._layout import Ints, Scores, compiled


@compiled
def floor_of_falls(score: Scores, least: int, bonus: int, mate: Ints, price: Ints, fall: Ints) -> None:
    """This will set how far each price may fall by itself: not below zero, nor below what those left out give."""
    fall[:] = price
    for i in range(mate.size):
        if mate[i] >= 0:
            continue
        for j in range(price.size):
            if score[i, j] >= least:
                fall[j] = min(fall[j], price[j] - score[i, j] - bonus)


@compiled
def cheapest(
    score: Scores, least: int, bonus: int, mate: Ints, order: Ints, ptr: Ints, profit: Ints, price: Ints
) -> None:
    """This will lower prices and raise profits in place; ``order[ptr[j]:ptr[j + 1]]`` are mentor ``j``'s mentees."""
    m = price.size
    fall = np.empty(m, np.int64)
    floor_of_falls(score, least, bonus, mate, price, fall)
    waiting = np.ones(m, np.bool_)
    for _ in range(m):
        j = -1
        for k in range(m):
            if waiting[k] and (j < 0 or fall[k] < fall[j]):
                j = k
        waiting[j] = False
        for at in range(ptr[j], ptr[j + 1]):
            i = order[at]
            base = fall[j] + profit[i] - bonus
            for k in range(m):
                if waiting[k] and score[i, k] >= least and base + price[k] - score[i, k] < fall[k]:
                    fall[k] = base + price[k] - score[i, k]
    for j in range(m):
        price[j] -= fall[j]
        for at in range(ptr[j], ptr[j + 1]):
            profit[order[at]] += fall[j]

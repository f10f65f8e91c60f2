"""Weighted overlaps of two lists: topics, terms, phrases; for a block of pairs and for single pairs.

A mentee has elements with weights (``ptr``, ``element``, ``weight``); an element has mentors with values
(``eptr``, ``mentor``, ``value``, mentors ascending). The overlap is the sum of weight times value, and its
points are ``factor * overlap // (full[i] * size[j])``, at most ``cap``.
"""

import numpy as np

from mentorquilt.matching._kernels._layout import Ints, Points, compiled


@compiled
def overlap_block(
    first: int,
    ptr: Ints,
    element: Ints,
    weight: Ints,
    eptr: Ints,
    mentor: Ints,
    value: Ints,
    full: Ints,
    size: Ints,
    factor: int,
    cap: int,
    out: Points,
) -> None:
    """This will write the points of mentees from ``first`` on, one line of ``out`` each, for all mentors."""
    sums = np.zeros(size.size, np.int64)
    for at in range(out.shape[0]):
        i = first + at
        sums[:] = 0
        for x in range(ptr[i], ptr[i + 1]):
            e = element[x]
            for y in range(eptr[e], eptr[e + 1]):
                sums[mentor[y]] += weight[x] * value[y]
        for j in range(size.size):
            out[at, j] = 0 if sums[j] == 0 else min(cap, factor * sums[j] // (full[i] * size[j]))


@compiled
def overlap_pairs(
    mentees: Ints,
    mentors: Ints,
    ptr: Ints,
    element: Ints,
    weight: Ints,
    eptr: Ints,
    mentor: Ints,
    value: Ints,
    full: Ints,
    size: Ints,
    factor: int,
    cap: int,
    out: Points,
) -> None:
    """This will write the points of the listed pairs."""
    for at in range(mentees.size):
        i = mentees[at]
        j = mentors[at]
        total = 0
        for x in range(ptr[i], ptr[i + 1]):
            e = element[x]
            y = eptr[e] + np.searchsorted(mentor[eptr[e] : eptr[e + 1]], j)
            if y < eptr[e + 1] and mentor[y] == j:
                total += weight[x] * value[y]
        out[at] = 0 if total == 0 else min(cap, factor * total // (full[i] * size[j]))

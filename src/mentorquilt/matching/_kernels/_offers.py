"""Which pairs are worth looking at: for each mentee the few mentors who beat her present profit.

The solver works on few pairs; these loops look at all of them. When they find none that beats, the profits
and prices prove the optimum over every pair. Ties go by a digit of the pair, so that equal scores spread
out.
"""

import numpy as np

from mentorquilt.matching._kernels._layout import Ints, Scores, Words, compiled

KEY_BITS = 20


@compiled
def digit(a: int, b: int, bits: int) -> np.int64:
    """This will mix two 64-bit words into ``bits`` bits that look random and are the same on any machine."""
    x = np.uint64(a) ^ (np.uint64(b) * np.uint64(0x9E3779B97F4A7C15))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    x ^= x >> np.uint64(31)
    return np.int64(x >> np.uint64(64 - bits))


@compiled
def keep(most: int, count: int, key: int, j: int, keys: Ints, mentors: Ints) -> int:
    """This will insert ``j`` into a list of at most ``most`` mentors, best first, and give the new count."""
    at = count if count < most else most - 1
    while at > 0 and keys[at - 1] < key:
        keys[at] = keys[at - 1]
        mentors[at] = mentors[at - 1]
        at -= 1
    keys[at] = key
    mentors[at] = j
    return count + 1 if count < most else most


@compiled
def offers(
    score: Scores,
    least: int,
    bonus: int,
    profit: Ints,
    price: Ints,
    places: Ints,
    mentee_word: Words,
    mentor_word: Words,
    most: int,
    found: Ints,
    counts: Ints,
) -> None:
    """This will fill ``found[i]`` with mentors of score ``least`` or more who beat ``profit[i]``."""
    n, m = score.shape
    keys = np.empty(most, np.int64)
    for i in range(n):
        count = 0
        for j in range(m):
            if score[i, j] < least or places[j] == 0:
                continue
            left = score[i, j] + bonus - price[j]
            if left <= profit[i]:
                continue
            if count == most and left < (keys[most - 1] >> KEY_BITS):
                continue
            key = (left << KEY_BITS) | digit(mentee_word[i], mentor_word[j], KEY_BITS)
            if count < most or key > keys[most - 1]:
                count = keep(most, count, key, j, keys, found[i])
        counts[i] = count


@compiled
def tied_offers(
    score: Scores,
    least: int,
    bonus: int,
    profit: Ints,
    price: Ints,
    places: Ints,
    mentee_worth: Ints,
    mentor_worth: Ints,
    mentee_word: Words,
    mentor_word: Words,
    bits: int,
    second_profit: Ints,
    second_price: Ints,
    most: int,
    found: Ints,
    counts: Ints,
) -> None:
    """This will do the same among the pairs that an optimum may use, valued by their digit."""
    n, m = score.shape
    keys = np.empty(most, np.int64)
    for i in range(n):
        count = 0
        for j in range(m):
            if score[i, j] < least or places[j] == 0 or score[i, j] + bonus != profit[i] + price[j]:
                continue
            value = digit(mentee_word[i], mentor_word[j], bits) + mentee_worth[i] + mentor_worth[j]
            left = value - second_price[j]
            if left > second_profit[i] and (count < most or left > keys[most - 1]):
                count = keep(most, count, left, j, keys, found[i])
        counts[i] = count


@compiled
def digits(
    mentees: Ints, mentors: Ints, mentee_word: Words, mentor_word: Words, bits: int, out: Ints
) -> None:
    """This will write the digit of each listed pair."""
    for at in range(mentees.size):
        out[at] = digit(mentee_word[mentees[at]], mentor_word[mentors[at]], bits)

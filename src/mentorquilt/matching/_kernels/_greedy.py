"""Sort by score and take: the comparison every coordinator knows, done without sorting all pairs."""

import numpy as np

from mentorquilt.matching._kernels._layout import Ints, Scores, Words, compiled
from mentorquilt.matching._kernels._offers import digit

BITS = 40


@compiled
def favorite(
    i: int, score: Scores, left: Ints, mentee_word: Words, mentor_word: Words
) -> tuple[np.int64, int]:
    """This will give mentee ``i``'s best key and mentor among those with a place left; (-1, -1) if none."""
    most = np.int64(-1)
    at = -1
    for j in range(left.size):
        if left[j] > 0 and score[i, j] >= 0:
            key = (np.int64(score[i, j]) << BITS) | digit(mentee_word[i], mentor_word[j], BITS)
            if key > most:
                most = key
                at = j
    return most, at


@compiled
def pick(score: Scores, left: Ints, mentee_word: Words, mentor_word: Words, mate: Ints) -> None:
    """This will take the best pair left, again and again; ``left`` counts places, ``mate`` starts at -1."""
    n = score.shape[0]
    keys = np.empty(n, np.int64)
    wish = np.empty(n, np.int64)
    for i in range(n):
        keys[i], wish[i] = favorite(i, score, left, mentee_word, mentor_word)
    while n > 0:
        i = int(keys.argmax())
        if keys[i] < 0:
            return
        if left[wish[i]] > 0:
            mate[i] = wish[i]
            left[wish[i]] -= 1
            keys[i] = -1
        else:
            keys[i], wish[i] = favorite(i, score, left, mentee_word, mentor_word)

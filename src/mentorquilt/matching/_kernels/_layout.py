"""Names for the columns of the two working tables, and the decorator that compiles.

``rows`` has a line per mentee, ``cols`` a line per mentor, both int64; ``occ`` lists the mentees seated
with each mentor, from ``cols[j, FIRST]`` on. Two wide tables keep signatures short and compilation fast.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Scores = npt.NDArray[np.int32]  # -1 = not eligible
Points = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint64]
F = TypeVar("F", bound=Callable[..., object])

PROFIT, MATE, SEAT, BIDS = 0, 1, 2, 3
ROW_FIELDS = 4

PRICE, LOAD, PLACES, FIRST, DIST, SEEN, DONE, FROM, NEXT = 0, 1, 2, 3, 4, 5, 6, 7, 8
COL_FIELDS = 9

FREE = -2  # a mentee still to be seated
OUT = -1  # a mentee who is better left out at these prices


def compiled(function: F) -> F:
    """This will compile a kernel once per machine and let other threads run beside it."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))

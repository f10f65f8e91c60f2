"""Tables between two short lists of distinct things: weekly hours in common, kilometers apart."""

import math

from mentorquilt.matching._kernels._layout import Ints, compiled


@compiled
def shared_minutes(aptr: Ints, aspan: Ints, bptr: Ints, bspan: Ints, out: Ints) -> None:
    """This will write how many minutes each pattern of ``a`` shares with each of ``b``; spans are sorted."""
    for p in range(aptr.size - 1):
        for q in range(bptr.size - 1):
            x = aptr[p]
            y = bptr[q]
            total = 0
            while x < aptr[p + 1] and y < bptr[q + 1]:
                total += max(0, min(aspan[x, 1], bspan[y, 1]) - max(aspan[x, 0], bspan[y, 0]))
                if aspan[x, 1] <= bspan[y, 1]:
                    x += 1
                else:
                    y += 1
            out[p, q] = total


@compiled
def kilometers(a: Ints, b: Ints, steps: Ints, radius: float, scale: float, out: Ints) -> None:
    """This will write whole kilometers between points on the unit sphere, given as integers.

    ``steps[k]`` is the squared chord from which on ``k + 1`` kilometers count; the float guess is only a
    start.
    """
    for p in range(a.shape[0]):
        for q in range(b.shape[0]):
            x = a[p, 0] - b[q, 0]
            y = a[p, 1] - b[q, 1]
            z = a[p, 2] - b[q, 2]
            chord = x * x + y * y + z * z
            km = int(2.0 * radius * math.asin(min(1.0, math.sqrt(float(chord)) / (2.0 * scale))))
            km = min(max(km, 0), steps.size)
            while km > 0 and chord < steps[km - 1]:
                km -= 1
            while km < steps.size and chord >= steps[km]:
                km += 1
            out[p, q] = km

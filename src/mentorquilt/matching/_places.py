"""Kilometers between two places in whole numbers only, so that a distance is the same on every machine.

A place is a point on the unit sphere, from micro-degrees by a fixed-point sine; the squared chord between
two points is compared with the chord of every half kilometer. Rounded to the nearest kilometer.
"""

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

RADIUS_KM = 6371
FARTHEST_KM = 20_015  # half of the circumference
SCALE_BITS = 30  # one unit of a point's coordinates is 6 mm
_FINE = 80  # fractional bits of the fixed-point numbers
_PI = 3_797_952_473_636_338_580_787_994  # pi * 2**80, rounded


def _sine(angle: int) -> int:
    """This will give the sine of an angle in radians, both with ``_FINE`` fractional bits (Taylor series)."""
    term = total = angle
    square = (angle * angle) >> _FINE
    step = 1
    while term:
        term = -((term * square) >> _FINE) // ((step + 1) * (step + 2))
        total += term
        step += 2
    return total


def _sine_of_micro_degrees(value: int) -> int:
    value = (value + 180_000_000) % 360_000_000 - 180_000_000
    if value > 90_000_000:
        value = 180_000_000 - value
    if value < -90_000_000:
        value = -180_000_000 - value
    return _sine(value * _PI // 180_000_000)


@lru_cache(maxsize=1 << 15)
def point(latitude: int, longitude: int) -> tuple[int, int, int]:
    """This will give the point of a place in micro-degrees, each coordinate times 2**30."""
    up = _sine_of_micro_degrees(latitude)
    flat = _sine_of_micro_degrees(latitude + 90_000_000)
    east = flat * _sine_of_micro_degrees(longitude) >> _FINE
    front = flat * _sine_of_micro_degrees(longitude + 90_000_000) >> _FINE
    shift = _FINE - SCALE_BITS
    return front >> shift, east >> shift, up >> shift


@cache
def steps() -> Ints:
    """This will give, for every whole kilometer k, the squared chord from which on k + 1 is nearer than k."""
    half_step = (1 << _FINE) // (4 * RADIUS_KM)  # the angle whose chord is wanted, halved: half a kilometer
    sine, cosine = 0, 1 << _FINE
    turn_sine, turn_cosine = _sine(half_step), _sine(_PI // 2 - half_step)
    squares: list[int] = []
    for half_kilometers in range(1, 2 * FARTHEST_KM):
        sine, cosine = (
            (sine * turn_cosine + cosine * turn_sine) >> _FINE,
            (cosine * turn_cosine - sine * turn_sine) >> _FINE,
        )
        if half_kilometers % 2 == 1:
            chord = 2 * sine >> (_FINE - SCALE_BITS)
            squares.append(max(chord * chord, squares[-1] if squares else 0))
    return np.array(squares, dtype=np.int64)


def micro(degrees: float) -> int:
    """This will give degrees as whole micro-degrees."""
    return round(degrees * 1_000_000)

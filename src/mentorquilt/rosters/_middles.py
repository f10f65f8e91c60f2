"""The middle of a region: where its people live on average, so that a distance can be told without a city."""

from functools import cache
from math import asin, atan2, cos, degrees, hypot, radians, sin

from mentorquilt.rosters._places import _cities

Point = tuple[float, float]


def middle_of(region: str) -> Point | None:
    """This will return latitude and longitude of the middle of a region ("US/KS"), or None when it is
    unknown.
    """
    return _middles().get(region)


@cache
def _middles() -> dict[str, Point]:
    """This will return every region's middle: the mean of its cities on the globe, weighted by population."""
    sums: dict[str, list[float]] = {}
    for _, _, region, country, latitude, longitude, _, population, *_ in _cities().rows:
        north, east, weight = radians(float(latitude)), radians(float(longitude)), max(1.0, float(population))
        total = sums.setdefault(f"{country}/{region}", [0.0, 0.0, 0.0])
        total[0] += weight * cos(north) * cos(east)
        total[1] += weight * cos(north) * sin(east)
        total[2] += weight * sin(north)
    return {region: _point(*total) for region, total in sums.items()}


def _point(x: float, y: float, z: float) -> Point:
    length = hypot(x, y, z) or 1.0
    return round(degrees(asin(z / length)), 2), round(degrees(atan2(y, x)), 2)

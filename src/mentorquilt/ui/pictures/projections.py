"""From longitude and latitude in degrees to a place on one of the two map sheets, which are 1,000 units wide.

World: the cylindrical projection of Patterson, Šavrič and Jenny (2014), cut below the southern capes.
North America: Albers' equal-area cone around 96° west.
"""

from math import cos, radians, sin, sqrt

WIDTH = 1000.0
NORTH, SOUTH = 80.0, -56.5
CONE = (22.0, 52.0, -96.0, 40.0)
CONE_SCALE = 730.0
CONE_MIDDLE = (500.0, 300.0)


def _patterson(latitude: float) -> float:
    phi = radians(latitude)
    square = phi * phi
    return phi * (1.0148 + square * square * (0.23185 + square * (-0.14499 + square * 0.02406)))


WORLD_SCALE = WIDTH / radians(360)
WORLD_HEIGHT = WORLD_SCALE * (_patterson(NORTH) - _patterson(SOUTH))


def world(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place on the sheet of the world."""
    x = WORLD_SCALE * radians(longitude + 180)
    return x, WORLD_SCALE * (_patterson(NORTH) - _patterson(max(-89.0, min(89.0, latitude))))


def north_america(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place on the sheet of North America."""
    first, second, middle, origin = (radians(value) for value in CONE)
    n = (sin(first) + sin(second)) / 2
    c = cos(first) ** 2 + 2 * n * sin(first)
    rho = sqrt(max(0.0, c - 2 * n * sin(radians(latitude)))) / n
    rho_origin = sqrt(c - 2 * n * sin(origin)) / n
    theta = n * (radians(longitude) - middle)
    x = CONE_MIDDLE[0] + CONE_SCALE * rho * sin(theta)
    return x, CONE_MIDDLE[1] - CONE_SCALE * (rho_origin - rho * cos(theta))


def in_north_america(longitude: float, latitude: float) -> bool:
    """Tell whether a place lies on the sheet of North America: Hawaii to Newfoundland, Panama to Alaska."""
    return -170 <= longitude <= -52 and 7 <= latitude <= 72

"""Pairs on a map: thin arcs between two dots, the mentor's filled, the mentee's open, colored by mentor type.

The sheet is the world, or North America when every place lies there. Dots and lines keep their width on every
screen. A view gives the words of the picture; a table of the same pairs belongs beside it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mentorquilt.ui.pictures import projections
from mentorquilt.ui.pictures.patches import color_name
from mentorquilt.ui.pictures.svg import element, number, picture, title

DATA = Path(__file__).parents[1] / "data"
FINE = 2
"""Outlines are kept in half units, so that whole numbers are fine enough."""
ASPECT = 0.5
SOME, MANY = 30, 150
"""From these numbers of arcs on, lines and dots are drawn finer."""
LEAST_WIDTH = 430.0
MARGIN = 0.09


@dataclass(frozen=True)
class Arc:
    """One pair: two places as (longitude, latitude) in degrees, a type's color and words for the pointer."""

    mentee: tuple[float, float]
    mentor: tuple[float, float]
    color: str
    words: str = ""


Box = tuple[float, float, float, float]
WORLD: Box = (0.0, 0.0, projections.WIDTH, projections.WORLD_HEIGHT)


def pair_map(arcs: Sequence[Arc], *, label: str) -> str:
    """Draw pairs on the world or on North America. ``label`` says in words what the picture shows."""
    places = [place for arc in arcs for place in (arc.mentee, arc.mentor)]
    near = bool(places) and all(projections.in_north_america(*place) for place in places)
    project = projections.north_america if near else projections.world
    drawn = [(arc, project(*arc.mentee), project(*arc.mentor)) for arc in arcs]
    points = [point for _, mentee, mentor in drawn for point in (mentee, mentor)]
    crosses = not near and any(_crosses(a, b) for _, a, b in drawn)
    box = WORLD if crosses or not points else _fitting(points, within=None if near else WORLD)
    lines = [_arc(arc, a, b, wraps=not near and _crosses(a, b)) for arc, a, b in drawn]
    fine = " is-many" if len(arcs) >= MANY else " is-some" if len(arcs) >= SOME else ""
    return picture(
        _ground("north_america" if near else "world"),
        element("g", "".join(lines), class_=f"arcs{fine}"),
        element("g", "".join(_dots(arc, a, b) for arc, a, b in drawn), class_=f"dots{fine}"),
        label=label,
        width=box[2],
        height=box[3],
        class_="map",
        viewBox=" ".join(number(value) for value in box),
    )


@cache
def _ground(name: str) -> str:
    paths = json.loads((DATA / f"{name}.json").read_text())
    return element(
        "g",
        element("path", class_="land", d=paths["land"]),
        element("path", class_="borders", d=paths["lines"]),
        transform=f"scale({1 / FINE})",
    )


def _fitting(points: Sequence[tuple[float, float]], *, within: Box | None) -> Box:
    """Return the box around the points with a margin, never too close and never beyond ``within``."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    width = max(LEAST_WIDTH, wide * (1 + 2 * MARGIN), high * (1 + 3 * MARGIN) / ASPECT)
    if within and width * ASPECT >= within[3]:
        return within
    left, top = (min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - width * ASPECT * 1.08) / 2
    if within:
        left = min(max(left, within[0]), within[2] - width)
        top = min(max(top, within[1]), within[3] - width * ASPECT)
    return left, top, width, width * ASPECT


def _crosses(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Tell whether the short way between two places on the world's sheet crosses the date line."""
    return abs(a[0] - b[0]) > projections.WIDTH / 2


def _arc(arc: Arc, a: tuple[float, float], b: tuple[float, float], *, wraps: bool) -> str:
    """Draw one arc, bent to the north; one across the date line is drawn twice, each running off the sheet."""
    shifts = [(a, b)]
    if wraps:
        turn = projections.WIDTH if a[0] < b[0] else -projections.WIDTH
        shifts = [((a[0] + turn, a[1]), b), (a, (b[0] - turn, b[1]))]
    path = "".join(_bend(start, end) for start, end in shifts)
    return element(
        "path", title(arc.words) if arc.words else "", class_=f"arc t-{color_name(arc.color)}", d=path
    )


def _bend(a: tuple[float, float], b: tuple[float, float]) -> str:
    """Return a curve from a to b whose belly points north, or west where the two lie on one meridian."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    apart = (dx * dx + dy * dy) ** 0.5
    lift = min(0.26 * apart, 120.0)
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    if apart:
        north = -1.0 if dx > 0 else 1.0
        x, y = x - dy / apart * lift * north, y + dx / apart * lift * north
    return f"M{number(a[0])} {number(a[1])}Q{number(x)} {number(y)} {number(b[0])} {number(b[1])}"


def _dots(arc: Arc, mentee: tuple[float, float], mentor: tuple[float, float]) -> str:
    color = f"t-{color_name(arc.color)}"
    open_dot = f"M{number(mentee[0])} {number(mentee[1])}h0"
    full_dot = f"M{number(mentor[0])} {number(mentor[1])}h0"
    return (
        element("path", class_=f"dot {color}", d=open_dot)
        + element("path", class_="dot-hole", d=open_dot)
        + element("path", class_=f"dot {color}", d=full_dot)
    )

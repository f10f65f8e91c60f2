"""Turn map outlines into the compact path files of ``ui/data``: python scripts/make_world.py FOLDER.

FOLDER holds the packages ``world-atlas`` and ``us-atlas`` (both ISC) as npm unpacks them. Run once per
release of either; the result is committed.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from mentorquilt.ui.pictures import maps, projections

Point = tuple[float, float]
Ring = list[Point]
HALF_TURN = 180.0


def unpacked(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a topology as longitude and latitude."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for packed in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in packed:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def polygons(shape: dict[str, Any]) -> Iterable[list[int]]:
    """Yield the rings of a shape as lists of arc numbers."""
    if shape["type"] == "GeometryCollection":
        for inner in shape["geometries"]:
            yield from polygons(inner)
    elif shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon


def ring_of(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs to one ring; a negative number means the arc backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def unrolled(ring: Ring) -> Iterable[Ring]:
    """Cut a ring that crosses the date line into its parts on this sheet."""
    turn, flat = 0.0, [ring[0]]
    for before, after in pairwise(ring):
        if abs(after[0] - before[0]) > HALF_TURN:
            turn += 2 * HALF_TURN if after[0] < before[0] else -2 * HALF_TURN
        flat.append((after[0] + turn, after[1]))
    for shift in (-2 * HALF_TURN, 0.0, 2 * HALF_TURN):
        part = clipped([(x + shift, y) for x, y in flat], (-HALF_TURN, -90, HALF_TURN, 90))
        if part:
            yield part


def shared_arcs(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """Return the arcs that two neighbors have in common: the inner borders."""
    uses: dict[int, int] = {}
    for part in shape["geometries"]:
        for number in {n if n >= 0 else ~n for ring in polygons(part) for n in ring}:
            uses[number] = uses.get(number, 0) + 1
    return [arcs[number] for number, count in uses.items() if count > 1]


def clipped(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """Cut a ring to a box of longitudes and latitudes, side by side."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for before, after in zip([ring[-1], *ring[:-1]], ring, strict=True):
            inside_before = sign * (before[axis] - limit) >= 0
            inside_after = sign * (after[axis] - limit) >= 0
            if inside_before != inside_after:
                part = (limit - before[axis]) / (after[axis] - before[axis])
                kept.append(
                    (before[0] + part * (after[0] - before[0]), before[1] + part * (after[1] - before[1]))
                )
            if inside_after:
                kept.append(after)
        ring = kept
        if not ring:
            break
    return ring


def simplified(line: Ring, tolerance: float) -> Ring:
    """Drop the points that lie closer than the tolerance to the line without them (Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, place = tolerance, 0
        for index in range(first + 1, last):
            x, y = line[index]
            away = (
                abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
                if length
                else abs(x - ax) + abs(y - ay)
            )
            if away > worst:
                worst, place = away, index
        if place:
            keep.add(place)
            spans += [(first, place), (place, last)]
    return [line[index] for index in sorted(keep)]


def area(ring: Ring) -> float:
    """Return the area inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def path(lines: Iterable[Ring], *, closed: bool) -> str:
    """Write lines as one path with whole, relative numbers."""
    words = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b]
        if len(steps) < (3 if closed else 1):
            continue
        tail = "".join(f"{' ' if dx >= 0 else ''}{dx}{' ' if dy >= 0 else ''}{dy}" for dx, dy in steps)
        words.append(f"M{points[0][0]} {points[0][1]}l{tail.lstrip()}" + ("z" if closed else ""))
    return "".join(words)


def sheet(
    land: list[Ring],
    lines: list[Ring],
    project: Callable[[float, float], Point],
    least: float,
    tolerance: float,
) -> dict[str, str]:
    """Return the paths of one map: land and inner borders, projected, simplified and without specks."""
    scale = maps.FINE
    shapes = [
        [(x * scale, y * scale) for x, y in (project(*point) for point in ring)] for ring in land if ring
    ]
    shapes = [simplified(ring, tolerance) for ring in shapes if area(ring) >= least]
    inner = [[(x * scale, y * scale) for x, y in (project(*point) for point in line)] for line in lines]
    return {
        "land": path(shapes, closed=True),
        "lines": path((simplified(x, tolerance) for x in inner), closed=False),
    }


def main() -> None:
    """Write the world and North America."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    coarse = json.loads((folder / "world-atlas" / "countries-110m.json").read_text())
    fine = json.loads((folder / "world-atlas" / "countries-50m.json").read_text())
    states = json.loads((folder / "us-atlas" / "states-10m.json").read_text())
    arcs, fine_arcs, state_arcs = unpacked(coarse), unpacked(fine), unpacked(states)

    rings = [part for ring in polygons(coarse["objects"]["land"]) for part in unrolled(ring_of(ring, arcs))]
    land = [clipped(ring, (-180, -56.5, 180, 84)) for ring in rings]
    world = sheet(land, shared_arcs(coarse["objects"]["countries"], arcs), projections.world, 6, 0.7)

    box = (-172, 4, -48, 78)
    near = [clipped(ring_of(ring, fine_arcs), box) for ring in polygons(fine["objects"]["land"])]
    borders = [
        line
        for line in shared_arcs(fine["objects"]["countries"], fine_arcs)
        if all(box[0] < x < box[2] and box[1] < y < box[3] for x, y in line)
    ]
    borders += shared_arcs(states["objects"]["states"], state_arcs)
    america = sheet(near, borders, projections.north_america, 14, 1.3)

    for name, paths in (("world", world), ("north_america", america)):
        target = maps.DATA / f"{name}.json"
        target.write_text(json.dumps(paths, separators=(",", ":")) + "\n")
        print(target.name, {key: len(value) for key, value in paths.items()})


if __name__ == "__main__":
    main()

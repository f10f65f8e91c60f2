"""What higher rooms know of two people, told to this one by registration in ``apps.ready``.

Who is paired with whom stands in ``pairings``, who coordinates whom in ``programs``; a profile has to know both. Where
nobody registered, nobody is paired and nobody coordinates anybody: less is shown, never more.
"""

from collections.abc import Callable
from typing import Any

Partners = Callable[[Any], frozenset[int]]
Coordinates = Callable[[Any, Any], bool]

_partners: list[Partners] = []
_coordinates: list[Coordinates] = []


def register_partners(partners: Partners) -> None:
    """Add a room that knows pairs; ``partners(member)`` returns the keys of her mentors and mentees of today."""
    if partners not in _partners:
        _partners.append(partners)


def register_coordinates(coordinates: Coordinates) -> None:
    """Add a room that knows coordinators; ``coordinates(viewer, person)`` says whether one runs a program of the other."""
    if coordinates not in _coordinates:
        _coordinates.append(coordinates)


def partners_of(member: Any) -> frozenset[int]:
    """Return the keys of somebody's mentors and mentees of today."""
    return frozenset[int]().union(*(partners(member) for partners in _partners))


def coordinates(viewer: Any, person: Any) -> bool:
    """Return whether the viewer coordinates a program in which the person takes part."""
    return any(knows(viewer, person) for knows in _coordinates)

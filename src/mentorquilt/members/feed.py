"""Who else reads the society's membership list: higher rooms register here what they take from it (D-10).

The list names special-interest groups; their rows stand in a room above this one.
"""

from collections.abc import Callable
from datetime import datetime

Rows = dict[int, list[str]]
TakeGroups = Callable[[Rows, datetime], object]

_takers: list[TakeGroups] = []


def register_groups(take: TakeGroups) -> None:
    """Add a room that takes the groups of a membership list.

    ``take(rows, now)`` is called once for each list, inside its transaction. ``rows`` maps the key of every member
    named in the list to the names of her groups as the society writes them; a list without such a column calls nobody,
    an empty cell means no group.
    """
    if take not in _takers:
        _takers.append(take)


def pass_on_groups(rows: Rows, now: datetime) -> None:
    """Hand the groups of one list to every room that takes them."""
    for take in _takers:
        take(rows, now)

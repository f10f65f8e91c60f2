"""How a row changes state: a table of legal moves and one compare-and-set statement."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models

Moves = Mapping[Any, Collection[Any]]


class IllegalMove(Exception):
    """The row is not in a state from which this one can be reached; somebody may have been quicker."""


def move(row: models.Model, to: str, *, moves: Moves, **also: Any) -> None:
    """Change ``row.state`` in one statement, or raise IllegalMove; safe when two people click at once."""
    froms = [state for state, nexts in moves.items() if to in nexts]
    manager = type(row)._default_manager  # noqa: SLF001 - the documented way to a model's manager
    if not manager.filter(pk=row.pk, state__in=froms).update(state=to, **also):
        raise IllegalMove(f"{row} cannot become {to}")
    row.state = to  # type: ignore[attr-defined]
    for name, value in also.items():
        setattr(row, name, value)

"""The register behind export and erasure: each room says what it holds of a member and how it forgets (M20)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


def no_files(member: Any) -> dict[str, bytes]:
    """Return that a room keeps no files of anybody."""
    return {}


@dataclass(frozen=True, slots=True)
class Holding:
    """What one room holds: its models, a reader for the export, an eraser, and files such as a photo by name."""

    room: str
    models: tuple[type[models.Model], ...]
    personal_data: Callable[[Any], dict[str, Any]]
    forget: Callable[[Any], None]
    files: Callable[[Any], dict[str, bytes]] = no_files


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Add a room's holding; called once from its ``apps.ready``."""
    _holdings[holding.room] = holding


def holdings() -> list[Holding]:
    """Return the holdings from the highest room down, the order in which forgetting must go."""
    return list(_holdings.values())

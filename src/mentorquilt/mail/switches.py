"""Choices of other rooms on the page for fewer mails, such as a mentor's pause; registered in ``apps.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Switch:
    """One yes or no. ``read(member)`` is None where it makes no sense; ``write(member=, on=, now=)`` sets it."""

    slug: str
    label: str | Promise
    note: str | Promise
    read: Callable[[Any], bool | None]
    write: Callable[..., None]


_switches: dict[str, Switch] = {}


def register(switch: Switch) -> None:
    """Offer a choice on the page for fewer mails."""
    _switches[switch.slug] = switch


def all_switches() -> list[Switch]:
    """Return the registered choices by slug."""
    return [_switches[slug] for slug in sorted(_switches)]

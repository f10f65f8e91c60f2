"""What a group's page leads to: higher rooms register here, since groups may not know programs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mentorquilt.sigs.models import Sig


@dataclass(frozen=True, slots=True)
class GroupLink:
    """One line on a group's page: what it is, a quiet line below, where it leads."""

    words: str
    note: str
    address: str


Offer = Callable[[Sig, Any], list[GroupLink]]
_offers: list[Offer] = []


def register(offer: Offer) -> None:
    """Add a room's lines, asked with the group and the viewer; called once from a room's ``apps.ready``."""
    if offer not in _offers:
        _offers.append(offer)


def for_group(sig: Sig, viewer: Any) -> list[GroupLink]:
    """Return the lines a viewer sees on a group's page."""
    return [line for offer in _offers for line in offer(sig, viewer)]

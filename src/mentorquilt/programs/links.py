"""Where a cohort's page leads: higher rooms register their pages here, since programs may not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class CohortLink:
    """One button on a cohort's page; its address takes the cohort's ref. ``is_first`` makes it the main one."""

    words: str | Promise
    address_name: str
    is_first: bool = False
    needs_to_run: bool = False


_links: list[CohortLink] = []


def register(link: CohortLink) -> None:
    """Add a button; called once from a room's ``apps.ready``."""
    if link not in _links:
        _links.append(link)


def for_cohort(*, may_run: bool) -> list[CohortLink]:
    """Return the buttons somebody sees, the main one first."""
    shown = [link for link in _links if may_run or not link.needs_to_run]
    return sorted(shown, key=lambda link: not link.is_first)


_pair_pages: list[Callable[[Any], str]] = []


def register_pair_page(find: Callable[[Any], str]) -> None:
    """Say where the pair of a matched enrolment has its page; called once from a room's ``apps.ready``."""
    if find not in _pair_pages:
        _pair_pages.append(find)


def pair_of(enrolment: Any) -> str:
    """Return the address of the pair that an enrolment led to, or nothing."""
    return next((url for find in _pair_pages if (url := find(enrolment))), "")


_paired: list[Callable[[Any], bool]] = []


def register_paired(knows: Callable[[Any], bool]) -> None:
    """Add a room that knows whether an enrolment sits in a live pair; called once from its ``apps.ready``."""
    if knows not in _paired:
        _paired.append(knows)


def is_paired(enrolment: Any) -> bool:
    """Return whether an enrolment has led to a pair that goes on, announced or not."""
    return any(knows(enrolment) for knows in _paired)

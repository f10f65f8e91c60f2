"""Members of a group who are open to mentoring, and whom somebody marked as a possible mentor, for herself alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.sigs.models import FutureMentor, Sig

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class MarkedCard:
    """Somebody with her card and whether the viewer marked her."""

    card: people.Card
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Mentors:
    """One page of a group's members who can be asked now."""

    cards: tuple[MarkedCard, ...]
    page: Page[Any]
    count: int


def mentors(sig: Sig, viewer: Member, *, number: str | None, labels: people.Labels, now: datetime) -> Mentors:
    """Return one page of the group's listed members who can be asked now, by name (S-17); the viewer is left out."""
    rows = people.listed().filter(people.can_be_asked(now.date()), sigs__sig=sig).exclude(pk=viewer.pk)
    keys = rows.order_by("profile__name_search", "pk").values_list("pk", flat=True)
    page = Paginator(keys, PER_PAGE).get_page(number)
    shown = people.cards(list(page.object_list), labels, now)
    mine = marks_of(viewer, [card.ref for card in shown])
    return Mentors(tuple(MarkedCard(card, card.ref in mine) for card in shown), page, page.paginator.count)


def marks_of(owner: Member, refs: Iterable[str]) -> set[str]:
    """Return which of these people the owner marked."""
    rows = FutureMentor.objects.filter(owner=owner, about__ref__in=list(refs))
    return {str(ref) for ref in rows.values_list("about__ref", flat=True)}


def marked(owner: Member, *, labels: people.Labels, now: datetime) -> list[people.Card]:
    """Return whom the owner marked and who can still be found, the newest mark first."""
    rows = FutureMentor.objects.filter(owner=owner, about__in=people.listed()).order_by("-marked_at", "-pk")
    return people.cards(list(rows.values_list("about_id", flat=True)), labels, now)

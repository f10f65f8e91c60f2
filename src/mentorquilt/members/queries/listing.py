"""The members list: who is shown for a search and its filters, page by page, as cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from mentorquilt.members.models import Member, MentorType, TermKind
from mentorquilt.members.queries.between import local_time
from mentorquilt.members.queries.career import path_lines, took_turns
from mentorquilt.members.queries.labels import Labels, setting_words, stage_words
from mentorquilt.members.queries.openness import Openness, can_be_asked, openness
from mentorquilt.members.queries.people import listed
from mentorquilt.members.queries.places import country_words, place_words, region_words
from mentorquilt.members.queries.profiles import photo_urls
from mentorquilt.members.queries.search import found
from mentorquilt.members.queries.told import came_through

PER_PAGE = 24
PLAIN = {"stage": "profile__stage", "specialty": "profile__specialty", "setting": "profile__setting"}
LISTED_IN = {"topic": "offer__topics", "type": "offer__types"}


@dataclass(frozen=True)
class Filters:
    """What is searched for; every field may be empty. ``role``: "mentor" (willing) or "open" (can be asked now)."""

    q: str = ""
    role: str = ""
    stage: str = ""
    specialty: str = ""
    setting: str = ""
    place: str = ""
    topic: str = ""
    type: str = ""
    through: str = ""
    turn1: str = ""
    turn2: str = ""
    turn3: str = ""

    @property
    def turns(self) -> list[str]:
        """Return the turns of a career that are searched for, in their order."""
        return [turn for turn in (self.turn1, self.turn2, self.turn3) if turn]

    def tags(self) -> list[str]:
        """Return the filters that the index knows as tags."""
        names = ("stage", "specialty", "setting", "topic", "type")
        tags = [f"{name}:{getattr(self, name)}" for name in names if getattr(self, name)]
        return [*tags, f"{'region' if '/' in self.place else 'country'}:{self.place}"] if self.place else tags


@dataclass(frozen=True, slots=True)
class Card:
    """One person of the list."""

    ref: str
    called: str
    photo: str
    position: str
    line: str
    place: str
    their_time: str
    types: list[MentorType]
    niches: list[str]
    openness: Openness
    path: str = ""


@dataclass(frozen=True)
class Listing:
    """One page of the list."""

    cards: list[Card]
    page: Page[Any]
    count: int
    words: str = field(default="")


def listing(filters: Filters, *, number: str | None, labels: Labels, now: datetime) -> Listing:
    """Return one page of the people who fit: by relevance when there are words, else by name.

    Only keys are ordered and cut into pages; whole rows are read for one page.
    """
    rows = _filtered(filters, now)
    keys: Sequence[int] | QuerySet[Member, int]
    if filters.q.strip():
        place = {ref: at for at, ref in enumerate(found(filters.q, filters.tags()))}
        fitting = rows.filter(ref__in=place).values_list("pk", "ref")
        keys = [pk for pk, ref in sorted(fitting, key=lambda row: place[str(row[1])])]
    else:
        keys = rows.order_by("profile__name_search", "pk").values_list("pk", flat=True)
    page = Paginator(keys, PER_PAGE).get_page(number)
    on_page = list(page.object_list)
    paths = path_lines(on_page) if filters.turns else {}
    return Listing(cards(on_page, labels, now, paths), page, page.paginator.count)


def cards(
    keys: list[int], labels: Labels, now: datetime, paths: Mapping[int, str] | None = None
) -> list[Card]:
    """Return the cards of these people in this order; rooms above show them in their own lists.

    ``paths`` are the lines of career paths that stand on the cards.
    """
    members = Member.objects.select_related("profile", "whereabouts", "mentoring", "offer").in_bulk(keys)
    photos = photo_urls(keys)
    found = [_card(members[key], photos.get(key, ""), labels, now) for key in keys]
    return (
        [replace(card, path=paths.get(key, "")) for key, card in zip(keys, found, strict=True)]
        if paths
        else found
    )


def _filtered(filters: Filters, now: datetime) -> QuerySet[Member]:
    """Return the listed people who pass the filters."""
    rows = listed()
    for name, column in PLAIN.items():
        if getattr(filters, name):
            rows = rows.filter(**{column: getattr(filters, name)})
    for name, column in LISTED_IN.items():
        if getattr(filters, name):
            rows = rows.alias(**{f"{name}_list": Cast(F(column), TextField())})
            rows = rows.filter(**{f"{name}_list__contains": f'"{getattr(filters, name)}"'})
    if filters.place:
        column = "profile__region" if "/" in filters.place else "profile__country"
        rows = rows.filter(**{column: filters.place})
    if filters.turns:
        rows = rows.filter(took_turns(filters.turns))
    if filters.through:
        rows = rows.filter(pk__in=came_through(filters.through, rows))
    if filters.role == "mentor":
        rows = rows.filter(mentoring__is_willing=True)
    return rows.filter(can_be_asked(now.date())) if filters.role == "open" else rows


def _card(row: Member, photo: str, labels: Labels, now: datetime) -> Card:
    profile, offer = row.profile, getattr(row, "offer", None)
    specialty = labels.of(TermKind.SPECIALTY, profile.specialty) if profile.specialty else ""
    parts = (specialty, stage_words(profile.stage), setting_words(profile.setting))
    return Card(
        ref=str(row.ref),
        called=profile.called,
        photo=photo,
        position=profile.position,
        line=" · ".join(part for part in parts if part),
        place=place_words(profile, getattr(row, "whereabouts", None)),
        their_time=local_time(profile.zone, now),
        types=labels.mentor_types(offer.types) if offer else [],
        niches=list(profile.terms[:3]),
        openness=openness(getattr(row, "mentoring", None), now.date()),
    )


def place_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the countries where listed people are, each with its regions, for a select."""
    pairs = listed().order_by().values_list("profile__country", "profile__region").distinct()
    groups: dict[str, set[str]] = {}
    for country, region in pairs:
        if country:
            groups.setdefault(country, set()).update({region} if region else set())
    found = []
    for country in sorted(groups, key=country_words):
        regions = sorted((region_words(region).partition(",")[0], region) for region in groups[country])
        found.append(
            (country_words(country), [(country, country_words(country)), *((r, w) for w, r in regions)])
        )
    return found

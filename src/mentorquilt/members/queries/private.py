"""What somebody keeps for herself, in words. Only her own page reads it."""

from dataclasses import dataclass

from mentorquilt import rosters
from mentorquilt.members.models import Conflict, Exclusion, Member
from mentorquilt.members.queries.people import called, person_of
from mentorquilt.members.queries.places import institution_of, region_words
from mentorquilt.members.states import ExclusionKind


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the page: its key for removing, what kind it is, and its words."""

    key: int
    kind: str
    words: str


def shut_out(member: Member) -> list[Kept]:
    """Return what a member shuts out, in the order in which she added it."""
    rows = Exclusion.objects.filter(owner=member).order_by("pk")
    return [Kept(row.pk, row.get_kind_display(), _words(row)) for row in rows]


def declared(member: Member) -> list[Kept]:
    """Return the conflicts a member declared."""
    rows = Conflict.objects.filter(declared_by=member).select_related("about__profile").order_by("pk")
    return [Kept(row.pk, row.get_kind_display(), called(row.about)) for row in rows]


def _words(row: Exclusion) -> str:
    """Return the words of one exclusion; what no longer exists is shown as it was stored."""
    if row.kind == ExclusionKind.REGION:
        return region_words(row.value) or row.value
    if row.kind == ExclusionKind.CITY:
        try:
            return rosters.city(row.value).label
        except KeyError:
            return str(row.value)
    if row.kind == ExclusionKind.INSTITUTION:
        place = institution_of(row.value)
        return place.name if place else row.value
    person = person_of(row.value)
    return person.name if person else row.value

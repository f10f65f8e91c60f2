"""Writes of where somebody is and where she works or trained (S-08, S-56)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt import rosters
from mentorquilt.members.actions.institutions import institutions_named
from mentorquilt.members.actions.profile import touched
from mentorquilt.members.models import Affiliation, Institution, Member, Profile, WeeklyHours, Whereabouts
from mentorquilt.records import actions as records


class AlreadyThere(Exception):
    """The same institution is listed in the same way already."""


@transaction.atomic
def pick_city(*, member: Member, city: str, by: Any, now: datetime) -> Whereabouts:
    """Set the city by its id in the list, and with it country, region and zone; an empty id forgets all.

    Raises KeyError for an id that is not in the list.
    """
    found = rosters.city(city) if city else None
    exact: dict[str, Any] = {"city": "", "latitude": None, "longitude": None}
    coarse = {"country": "", "region": "", "zone": ""}
    if found is not None:
        exact = {"city": found.id, "latitude": found.latitude, "longitude": found.longitude}
        coarse = {"country": found.country, "region": found.region, "zone": found.zone}
    row, _ = Whereabouts.objects.update_or_create(member=member, defaults=exact)
    Profile.objects.filter(member=member).update(**coarse, updated_at=now)
    records.note(verb="member.city_picked", actor=by, about=member, now=now)
    return row


@transaction.atomic
def change_whereabouts(*, member: Member, by: Any, now: datetime, **facts: Any) -> Whereabouts:
    """Set the phone, or whether others see the city."""
    row, _ = Whereabouts.objects.update_or_create(member=member, defaults=facts)
    records.note(
        verb="member.whereabouts_changed", actor=by, about=member, now=now, facts={"fields": sorted(facts)}
    )
    touched(member=member, now=now)
    return row


@transaction.atomic
def set_hours(*, member: Member, intervals: list[tuple[int, int]], by: Any, now: datetime) -> WeeklyHours:
    """Set the weekly hours in minutes of the member's own week; none means: assume the usual ones (M19)."""
    facts = {"intervals": [list(pair) for pair in intervals], "is_assumed": not intervals}
    row, _ = WeeklyHours.objects.update_or_create(member=member, defaults=facts)
    records.note(verb="member.hours_set", actor=by, about=member, now=now, facts={"count": len(intervals)})
    return row


def institution_named(name: str) -> Institution:
    """Return the institution of this name, whatever its case or known by that other name, or begin one."""
    row = next(iter(institutions_named([name]).values()))
    if row.pk is None:
        row.save()
    return row


@transaction.atomic
def add_affiliation(
    *,
    member: Member,
    institution: Institution,
    kind: str,
    by: Any,
    now: datetime,
    title: str = "",
    from_year: int | None = None,
    to_year: int | None = None,
) -> Affiliation:
    """List a present or past institution or a training program; raises AlreadyThere when it is listed so."""
    row, made = Affiliation.objects.get_or_create(
        member=member,
        institution=institution,
        kind=kind,
        defaults={"title": title, "from_year": from_year, "to_year": to_year},
    )
    if not made:
        raise AlreadyThere(str(institution))
    records.note(verb="member.affiliation_added", actor=by, about=member, now=now, facts={"kind": kind})
    touched(member=member, now=now)
    return row


@transaction.atomic
def remove_affiliation(*, affiliation: Affiliation, by: Any, now: datetime) -> None:
    """Take an institution off the list."""
    member = affiliation.member
    records.note(
        verb="member.affiliation_removed", actor=by, about=member, now=now, facts={"kind": affiliation.kind}
    )
    affiliation.delete()
    touched(member=member, now=now)


@transaction.atomic
def correct_affiliation(
    *, affiliation: Affiliation, institution: Institution, by: Any, now: datetime
) -> None:
    """Put a known institution in the place of a new name; the name goes where nobody else uses it."""
    member, old = affiliation.member, affiliation.institution
    twice = Affiliation.objects.filter(member=member, institution=institution, kind=affiliation.kind)
    if twice.exists():
        affiliation.delete()
    else:
        affiliation.institution = institution
        affiliation.save(update_fields=["institution"])
    if not Affiliation.objects.filter(institution=old).exists():
        old.delete()
    records.note(verb="member.affiliation_corrected", actor=by, about=member, now=now)
    touched(member=member, now=now)

"""Writes of what a mentor gives: places, pauses, the offer (S-36, S-63)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.actions.profile import touched
from mentorquilt.members.models import Member, Mentoring, Offer
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society


@transaction.atomic
def change_mentoring(*, member: Member, by: Any, now: datetime, **facts: Any) -> Mentoring:
    """Set willing, places, dates or a pause. The counters of places taken are not written here, ever."""
    start = {"capacity": society.current().capacity_default}
    row, _ = Mentoring.objects.get_or_create(member=member, defaults=start)
    changed = {name: value for name, value in facts.items() if getattr(row, name) != value}
    if changed:
        Mentoring.objects.filter(pk=row.pk).update(**changed)
        row.refresh_from_db()
        records.note(
            verb="member.mentoring_changed",
            actor=by,
            about=member,
            now=now,
            facts={"fields": sorted(changed)},
        )
        touched(member=member, now=now)
    return row


def pause(*, member: Member, on: bool, now: datetime) -> None:
    """Pause a mentor by her own choice, or take the pause off; from the link under a mail."""
    change_mentoring(member=member, by=member, now=now, is_paused=on)


@transaction.atomic
def change_offer(*, member: Member, by: Any, now: datetime, **facts: Any) -> Offer:
    """Set what a mentor offers: types, topics taken and not taken, a text."""
    row, _ = Offer.objects.get_or_create(owner=member)
    changed = sorted(name for name, value in facts.items() if getattr(row, name) != value)
    if changed:
        for name, value in facts.items():
            setattr(row, name, value)
        row.save(update_fields=list(facts))
        records.note(verb="member.offer_changed", actor=by, about=member, now=now, facts={"fields": changed})
        touched(member=member, now=now)
    return row

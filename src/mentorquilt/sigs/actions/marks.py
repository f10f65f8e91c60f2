"""Mark somebody as a possible mentor, for oneself alone (S-14, S-17).

The trail names only the owner: nothing that anybody else can read says whom she marked.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.sigs.models import FutureMentor


@transaction.atomic
def mark(*, owner: Member, about: Member, now: datetime) -> bool:
    """Mark somebody once; returns whether the mark is new."""
    _, is_new = FutureMentor.objects.get_or_create(owner=owner, about=about, defaults={"marked_at": now})
    if is_new:
        records.note(verb="futurementor.marked", actor=owner, about=owner, now=now)
    return is_new


@transaction.atomic
def unmark(*, owner: Member, ref: UUID | str, now: datetime) -> bool:
    """Take the mark off the person of this ref; returns whether there was one."""
    gone, _ = FutureMentor.objects.filter(owner=owner, about__ref=ref).delete()
    if gone:
        records.note(verb="futurementor.unmarked", actor=owner, about=owner, now=now)
    return bool(gone)

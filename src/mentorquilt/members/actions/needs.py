"""Writes of what somebody seeks: one need, written once and used everywhere (M10)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.models import Member, Need
from mentorquilt.records import actions as records


@transaction.atomic
def change_need(*, member: Member, by: Any, now: datetime, **facts: Any) -> Need:
    """Set some facts of the member's present need, or begin one. Its words go to no trail."""
    need = Need.objects.filter(owner=member).first() or Need(owner=member)
    changed = sorted(name for name, value in facts.items() if getattr(need, name) != value)
    if changed or need.pk is None:
        for name, value in facts.items():
            setattr(need, name, value)
        need.updated_at = now
        need.save()
        records.note(verb="member.need_changed", actor=by, about=member, now=now, facts={"fields": changed})
    return need

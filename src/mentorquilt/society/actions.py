"""Writes of the one row."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.records import actions as records
from mentorquilt.society.models import Society


@transaction.atomic
def describe(*, by: Any, now: datetime, **facts: Any) -> Society:
    """Set what the society says of itself, making the row when there is none."""
    society = Society.objects.first() or Society()
    for name, value in facts.items():
        setattr(society, name, value)
    society.full_clean(exclude=["logo"])
    society.save()
    records.note(verb="society.described", actor=by, about=society, now=now, facts={"fields": sorted(facts)})
    return society

"""Writes of a career path: its steps added, changed and taken off (S-09)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.actions.profile import touched
from mentorquilt.members.models import CareerStep, Member
from mentorquilt.records import actions as records

MOST_STEPS = 40


class PathFull(Exception):
    """The path holds as many steps as a page can show."""


@transaction.atomic
def add_step(*, member: Member, by: Any, now: datetime, **facts: Any) -> CareerStep:
    """Put a step on somebody's path; the same one twice is one. Raises PathFull."""
    row = CareerStep.objects.filter(member=member, **facts).first()
    if row is not None:
        return row
    if CareerStep.objects.filter(member=member).count() >= MOST_STEPS:
        raise PathFull
    row = CareerStep.objects.create(member=member, **facts)
    _note(member, by, now, "added")
    return row


@transaction.atomic
def change_step(*, step: CareerStep, by: Any, now: datetime, **facts: Any) -> None:
    """Change a step; one that went meanwhile stays gone."""
    if CareerStep.objects.filter(pk=step.pk).update(**facts):
        _note(step.member, by, now, "changed")


@transaction.atomic
def remove_step(*, step: CareerStep, by: Any, now: datetime) -> None:
    """Take a step off the path."""
    if CareerStep.objects.filter(pk=step.pk).delete()[0]:
        _note(step.member, by, now, "removed")


def _note(member: Member, by: Any, now: datetime, what: str) -> None:
    touched(member=member, now=now)
    records.note(verb="member.path_changed", actor=by, about=member, now=now, facts={"step": what})

"""Writes of what nobody else ever sees: exclusions and conflicts (S-11, S-54, M14).

The trail says that something private changed, never what: no kind, no name, no count.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.models import Conflict, Exclusion, Member
from mentorquilt.records import actions as records


class AboutOneself(Exception):
    """Nobody is in conflict with herself, or excludes herself."""


@transaction.atomic
def add_exclusion(*, owner: Member, kind: str, value: str, now: datetime) -> Exclusion:
    """Shut out an institution, city, region or person; the same one twice is one."""
    if value == str(owner.ref):
        raise AboutOneself
    for row in Exclusion.objects.filter(owner=owner, kind=kind):
        if row.value == value:
            return row
    note(owner, now)
    return Exclusion.objects.create(owner=owner, kind=kind, value=value, added_at=now)


@transaction.atomic
def remove_exclusion(*, exclusion: Exclusion, now: datetime) -> None:
    """Let in again what was shut out."""
    note(exclusion.owner, now)
    exclusion.delete()


@transaction.atomic
def add_conflict(
    *, declared_by: Member, about: Member, kind: str, now: datetime, quietly: bool = False
) -> Conflict:
    """Declare a reason against being paired with somebody; declaring it again changes the reason.

    ``quietly`` leaves no note, for a moment that would itself tell: beside a pairing that was declined.
    """
    if declared_by.pk == about.pk:
        raise AboutOneself
    row, _ = Conflict.objects.update_or_create(
        declared_by=declared_by,
        about=about,
        defaults={"kind": kind},
        create_defaults={"kind": kind, "declared_at": now},
    )
    if not quietly:
        note(declared_by, now)
    return row


@transaction.atomic
def remove_conflict(*, conflict: Conflict, now: datetime) -> None:
    """Withdraw a declared conflict."""
    note(conflict.declared_by, now)
    conflict.delete()


def note(member: Member, now: datetime) -> Any:
    """Write that something private of hers changed; never what, of which kind, or how much."""
    return records.note(verb="member.private_changed", actor=member, about=member, now=now)

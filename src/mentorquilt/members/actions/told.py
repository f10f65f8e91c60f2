"""Writes of what somebody chooses to tell of herself: her background and what she came through (S-66, S-73, M15).

Nothing is used for anything until she ticks it. The trail says that something private changed, never what.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from mentorquilt.members.actions.private import note
from mentorquilt.members.models import Background, Experience, Member
from mentorquilt.members.states import BackgroundUse, ExperienceKind, ExperienceSeenBy


@transaction.atomic
def change_background(
    *, member: Member, shares: list[str], wishes: list[str], now: datetime, uses: Iterable[str] = ()
) -> Background | None:
    """Keep what somebody said of herself and wishes for, with the uses she ticked and the moment she did.

    Saying nothing and preferring not to say are one: the row goes.
    """
    if not shares and not wishes:
        delete_background(member=member, now=now)
        return None
    ticked = {f"for_{use.value}": use.value in set(uses) for use in BackgroundUse}
    told = {"shares": shares, "wishes": wishes, "consented_at": now, "confirmed_at": now, **ticked}
    row, _ = Background.objects.update_or_create(member=member, defaults=told)
    note(member, now)
    return row


@transaction.atomic
def withdraw_use(*, member: Member, use: BackgroundUse, now: datetime) -> None:
    """Stop one use at once; what was said stays, and so do its other uses."""
    name = f"for_{use.value}"
    if Background.objects.filter(member=member, **{name: True}).update(**{name: False}):
        note(member, now)


@transaction.atomic
def confirm_background(*, member: Member, now: datetime) -> None:
    """Write that it is still right; she is asked again in a year."""
    if Background.objects.filter(member=member).update(confirmed_at=now):
        note(member, now)


@transaction.atomic
def delete_background(*, member: Member, now: datetime) -> None:
    """Delete the background and the wish for one; nothing of them stays."""
    if Background.objects.filter(member=member).delete()[0]:
        note(member, now)


@transaction.atomic
def change_experiences(*, member: Member, told: Mapping[str, str], now: datetime) -> None:
    """Make what somebody came through exactly this: kinds with who may know of each; all others go."""
    wanted = {
        kind: seen_by
        for kind, seen_by in told.items()
        if kind in ExperienceKind.values and seen_by in ExperienceSeenBy.values
    }
    kept: dict[str, Experience] = {}
    changed = False
    for row in Experience.objects.select_for_update().filter(member=member):
        if row.kind not in wanted or row.kind in kept:
            row.delete()
            changed = True
            continue
        kept[row.kind] = row
        if row.seen_by != wanted[row.kind]:
            row.seen_by = wanted[row.kind]
            row.save(update_fields=["seen_by"])
            changed = True
    fresh = [kind for kind in wanted if kind not in kept]
    Experience.objects.bulk_create(
        Experience(member=member, kind=kind, seen_by=wanted[kind], said_at=now) for kind in fresh
    )
    if changed or fresh:
        note(member, now)


@transaction.atomic
def delete_experiences(*, member: Member, now: datetime) -> None:
    """Delete everything somebody said she came through."""
    if Experience.objects.filter(member=member).delete()[0]:
        note(member, now)

"""Where people stand with the society on a day, and what that lets them begin (S-23)."""

from collections.abc import Iterable
from datetime import date, timedelta

from mentorquilt.members.models import Member, Membership
from mentorquilt.members.states import MembershipStatus, Standing

MAY_BEGIN = frozenset({Standing.ACTIVE, Standing.IN_GRACE})
"""Who may begin something new. Whoever may not keeps what she has."""


def standing(member: Member, on: date, grace_days: int) -> Standing:
    """Return where somebody stands on that day: active, in grace, lapsed or pending.

    An end in the past counts whatever the list called her. Grace runs from the end of the membership, or, where the
    list gives none, from the day on which it first called her lapsed. A lapsed member keeps her pairings and begins
    nothing new (``MAY_BEGIN``).
    """
    return _standing(Membership.objects.filter(member=member).first(), on, grace_days)


def standings(keys: Iterable[int], on: date, grace_days: int) -> dict[int, Standing]:
    """Return where each of these people stands on that day, in one query."""
    keys = list(keys)
    rows = {row.member_id: row for row in Membership.objects.filter(member__in=keys)}
    return {key: _standing(rows.get(key), on, grace_days) for key in keys}


def _standing(row: Membership | None, on: date, grace_days: int) -> Standing:
    if row is None or row.status == MembershipStatus.PENDING:
        return Standing.PENDING
    over = row.valid_until is not None and row.valid_until < on
    if row.status == MembershipStatus.ACTIVE and not over:
        return Standing.ACTIVE
    ended = row.valid_until if over else row.told_at.date() if row.told_at else None
    if ended is not None and on <= ended + timedelta(days=grace_days):
        return Standing.IN_GRACE
    return Standing.LAPSED

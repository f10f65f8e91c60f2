"""How long things about people are kept: protected data after a membership, sessions, membership lists that were read."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from mentorquilt.members.models import Background, Experience, Member
from mentorquilt.members.states import MembershipStatus
from mentorquilt.records import actions as records

PROTECTED_KEPT = timedelta(days=30)
LISTS_KEPT = timedelta(days=7)


@transaction.atomic
def forget_protected(*, now: datetime) -> int:
    """Delete what people told of themselves by choice, thirty days after their membership ended; returns how many."""
    limit = now.date() - PROTECTED_KEPT
    left = Member.objects.filter(
        membership__status=MembershipStatus.LAPSED, membership__valid_until__lt=limit
    ).filter(Q(background__isnull=False) | Q(experiences__isnull=False))
    count = 0
    for member in left.distinct()[:200]:
        gone = Background.objects.filter(member=member).delete()[0]
        gone += Experience.objects.filter(member=member).delete()[0]
        if gone:
            records.note(
                verb="member.protected_dropped", actor=None, about=member, now=now, facts={"rows": gone}
            )
            count += 1
    return count


def drop_sessions(*, now: datetime) -> int:
    """Delete sessions that are over."""
    gone: int = Session.objects.filter(expire_date__lt=now).delete()[0]
    return gone


def drop_read_lists(*, now: datetime) -> int:
    """Delete membership lists that were read a week ago from the folder they were dropped in."""
    folder: Path | None = settings.MEMBERS_DROP
    count = 0
    for path in (folder / "done").glob("*") if folder else ():
        if path.is_file() and path.stat().st_mtime < (now - LISTS_KEPT).timestamp():
            path.unlink(missing_ok=True)
            count += 1
    return count

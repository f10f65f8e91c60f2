"""Join and leave a group."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.sigs.models import FutureMentor, Sig, SigMember
from mentorquilt.sigs.states import JoinedBy, Office


class NotOpen(Exception):
    """The group takes nobody by her own tap: it is hidden, or the office says who belongs."""


class ByTheList(Exception):
    """The society's membership list put her here and would do so again tomorrow."""


class StillOfficer(Exception):
    """She holds an office of the group, which must be given up first."""


@transaction.atomic
def join(*, sig: Sig, member: Member, now: datetime) -> bool:
    """Let a member join a group by herself; returns whether she is new in it. Raises NotOpen."""
    if not Sig.objects.filter(pk=sig.pk, is_open=True, is_hidden=False).exists():
        raise NotOpen
    row, is_new = SigMember.objects.get_or_create(
        sig=sig, member=member, defaults={"joined_by": JoinedBy.SELF, "joined_at": now}
    )
    if is_new:
        records.note(verb="group.joined", actor=member, about=row.sig, now=now)
    return is_new


@transaction.atomic
def leave(*, sig: Sig, member: Member, now: datetime) -> bool:
    """Let a member leave a group; returns whether she was in it. Raises StillOfficer and ByTheList."""
    hers = SigMember.objects.filter(sig=sig, member=member)
    gone, _ = hers.filter(office=Office.NONE).exclude(joined_by=JoinedBy.FEED).delete()
    if gone:
        records.note(verb="group.left", actor=member, about=sig, now=now)
        return True
    kept = hers.first()
    if kept is None:
        return False
    raise StillOfficer if kept.office else ByTheList


@transaction.atomic
def forget(member: Member) -> None:
    """Delete a member's groups, whom she marked, and that others marked her."""
    SigMember.objects.filter(member=member).delete()
    FutureMentor.objects.filter(Q(owner=member) | Q(about=member)).delete()

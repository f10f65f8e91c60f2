"""Name the officers of a group: the office stands in the group, the right over its programs is a grant (S-21)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members import actions as members
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.records import actions as records
from mentorquilt.sigs.models import Sig, SigMember
from mentorquilt.sigs.states import JoinedBy, Office


@transaction.atomic
def name_officer(*, sig: Sig, member: Member, office: str, by: Any, now: datetime) -> SigMember:
    """Make a member chair or vice chair, in the group if she was not, with the right over the group's programs."""
    row, _ = SigMember.objects.update_or_create(
        sig=sig,
        member=member,
        defaults={"office": office},
        create_defaults={"office": office, "joined_by": JoinedBy.STAFF, "joined_at": now},
    )
    members.grant(
        member=member, role=Role.OFFICER, by=by, now=now, scope_kind=Scope.SIG, scope_id=str(sig.ref)
    )
    facts = {"office": office, "member": str(member.ref)}
    records.note(verb="group.officer_named", actor=by, about=sig, now=now, facts=facts)
    return row


@transaction.atomic
def remove_officer(*, officer: SigMember, by: Any, now: datetime) -> None:
    """Take office and right away; she stays in the group."""
    sig, member = officer.sig, officer.member
    SigMember.objects.filter(pk=officer.pk).update(office=Office.NONE)
    held = Grant.objects.filter(
        member=member, role=Role.OFFICER, scope_kind=Scope.SIG, scope_id=str(sig.ref)
    ).select_related("member")
    for row in held:
        members.revoke(held=row, by=by, now=now)
    facts = {"office": officer.office, "member": str(member.ref)}
    records.note(verb="group.officer_removed", actor=by, about=sig, now=now, facts=facts)

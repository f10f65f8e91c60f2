"""Groups of a test."""

from datetime import UTC, datetime
from typing import Any

from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.sigs.models import Sig, SigMember
from mentorquilt.sigs.states import JoinedBy, Office

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def group(name: str = "Regional Anesthesia", **facts: Any) -> Sig:
    """Save a group; its address is its name in small letters."""
    return Sig.objects.create(name=name, **{"slug": name.lower().replace(" ", "-"), **facts})


def belongs(sig: Sig, member: Member, *, by: str = JoinedBy.SELF, office: str = Office.NONE) -> SigMember:
    """Let a member belong to a group."""
    return SigMember.objects.create(sig=sig, member=member, joined_by=by, office=office, joined_at=NOW)


def officer(sig: Sig, member: Member, *, until: datetime | None = None, office: str = Office.CHAIR) -> Grant:
    """Let a member lead a group, with the right that goes with it."""
    SigMember.objects.update_or_create(
        sig=sig, member=member, defaults={"office": office, "joined_by": JoinedBy.STAFF, "joined_at": NOW}
    )
    return Grant.objects.create(
        member=member, role=Role.OFFICER, scope_kind=Scope.SIG, scope_id=str(sig.ref), until=until
    )

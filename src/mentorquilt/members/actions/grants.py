"""Staff rights given and taken."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Scope
from mentorquilt.records import actions as records


@transaction.atomic
def grant(
    *,
    member: Member,
    role: str,
    by: Any,
    now: datetime,
    scope_kind: str = Scope.SOCIETY,
    scope_id: str = "",
    until: datetime | None = None,
) -> Grant:
    """Give a staff right once; giving it again moves its end."""
    row, _ = Grant.objects.update_or_create(
        member=member,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        defaults={"until": until},
        create_defaults={"until": until, "granted_at": now},
    )
    facts = {"role": role, "scope": f"{scope_kind} {scope_id}".strip()}
    records.note(verb="member.right_given", actor=by, about=member, now=now, facts=facts)
    return row


@transaction.atomic
def revoke(*, held: Grant, by: Any, now: datetime) -> None:
    """Take a staff right away."""
    facts = {"role": held.role, "scope": f"{held.scope_kind} {held.scope_id}".strip()}
    records.note(verb="member.right_taken", actor=by, about=held.member, now=now, facts=facts)
    held.delete()

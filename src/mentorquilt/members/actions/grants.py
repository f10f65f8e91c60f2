"""Staff rights given, taken, and lent to a stand-in for a while.

There is always an admin left who can sign in: every change of an admin's right first takes hold of all such rights
in one statement, so that two people who change them at once come one after the other and the second sees the first.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.records import actions as records


class LastAdmin(Exception):
    """Nobody else could run the installation afterwards; name another admin first."""


class NoLongerAllowed(Exception):
    """The right with which this was asked for was taken away meanwhile."""


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
    """Give a staff right once; giving it again moves its end. Raises LastAdmin when that would end the last admin."""
    if role == Role.ADMIN and until is not None and Grant.objects.filter(member=member, role=role).exists():
        _keep_another_admin(member)
    row, _ = Grant.objects.update_or_create(
        member=member,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        defaults={"until": until, "stands_in_for": None},
        create_defaults={"until": until, "granted_at": now},
    )
    facts = {"role": role, "scope": f"{scope_kind} {scope_id}".strip()}
    records.note(verb="member.right_given", actor=by, about=member, now=now, facts=facts)
    return row


@transaction.atomic
def revoke(*, held: Grant, by: Any, now: datetime) -> None:
    """Take a staff right away, and with a coordinator's right what she lent of it to stand-ins.

    Raises LastAdmin, and NoLongerAllowed when ``by`` lost the admin right a moment earlier.
    """
    _hold_admins()
    in_force = Q(until=None) | Q(until__gt=now)
    if by is not None and not Grant.objects.filter(in_force, member=by, role=Role.ADMIN).exists():
        raise NoLongerAllowed
    if held.role == Role.ADMIN:
        _keep_another_admin(held.member)
    facts = {"role": held.role, "scope": f"{held.scope_kind} {held.scope_id}".strip()}
    if Grant.objects.filter(pk=held.pk).delete()[0]:
        records.note(verb="member.right_taken", actor=by, about=held.member, now=now, facts=facts)
    lent = Grant.objects.filter(stands_in_for=held.member)
    if held.scope_kind == Scope.PROGRAM:
        lent = lent.filter(scope_kind=held.scope_kind, scope_id=held.scope_id)
    if held.role in {Role.COORDINATOR, Role.OFFICER} and lent.delete()[0]:
        records.note(verb="member.stand_in_ended", actor=by, about=held.member, now=now, facts=facts)


@transaction.atomic
def stand_in(
    *, member: Member, instead_of: Member, programs: Iterable[str], until: datetime, by: Any, now: datetime
) -> list[str]:
    """Lend a coordinator's right to programs (by ref) until a moment; return those it was lent for.

    Who coordinates a program anyway keeps her own right; who stands in already stays until the later end.
    """
    lent = []
    for ref in programs:
        row, is_new = Grant.objects.get_or_create(
            member=member,
            role=Role.COORDINATOR,
            scope_kind=Scope.PROGRAM,
            scope_id=ref,
            defaults={"until": until, "stands_in_for": instead_of, "granted_at": now},
        )
        longer = Grant.objects.filter(pk=row.pk, until__lt=until)
        if is_new or longer.update(until=until, stands_in_for=instead_of):
            lent.append(ref)
    if lent:
        facts = {"programs": lent, "instead_of": str(instead_of.ref), "until": until.date().isoformat()}
        records.note(verb="member.stand_in_begun", actor=by, about=member, now=now, facts=facts)
    return lent


@transaction.atomic
def end_stand_in(*, member: Member, instead_of: Member, by: Any, now: datetime) -> int:
    """Take back what one person lent to another; return for how many programs."""
    ended = Grant.objects.filter(member=member, stands_in_for=instead_of).delete()[0]
    if ended:
        facts = {"programs": ended, "instead_of": str(instead_of.ref)}
        records.note(verb="member.stand_in_ended", actor=by, about=member, now=now, facts=facts)
    return ended


def _lasting_admins() -> Q:
    return Q(role=Role.ADMIN, scope_kind=Scope.SOCIETY, until=None)


def _hold_admins() -> set[int]:
    """Take hold of every admin's right until this transaction ends; return who has one now."""
    Grant.objects.filter(_lasting_admins()).update(role=F("role"))
    return set(
        Grant.objects.filter(_lasting_admins(), member__is_active=True).values_list("member", flat=True)
    )


def _keep_another_admin(member: Member) -> None:
    """Raise LastAdmin unless somebody else with an open account is admin without an end."""
    if not _hold_admins() - {member.pk}:
        raise LastAdmin


@transaction.atomic
def keep_an_admin(*, besides: Member) -> None:
    """Raise LastAdmin when this person leaving would leave nobody to run the installation; else do nothing.

    Call it inside the transaction that closes or erases an account.
    """
    if Grant.objects.filter(_lasting_admins(), member=besides).exists():
        _keep_another_admin(besides)

"""Writes of accounts: addresses, staff without a profile, leaving and coming back."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from mentorquilt.members.actions.doors import having_nothing
from mentorquilt.members.actions.grants import keep_an_admin
from mentorquilt.members.actions.profile import change_profile, touched
from mentorquilt.members.models import Member, Membership, Profile
from mentorquilt.members.states import Kind
from mentorquilt.records import actions as records


@transaction.atomic
def confirm_address(*, member: Member, address: str) -> None:
    """Write that the member receives mail at this address, as entering a code sent there proves.

    The first confirmed address becomes the one chosen for mail. One that is another's is left alone.
    """
    wanted = address.strip().lower()
    if EmailAddress.objects.filter(email=wanted, verified=True).exclude(user=member).exists():
        return
    row, _ = EmailAddress.objects.get_or_create(user=member, email=wanted)
    if not row.verified:
        row.verified = True
        row.save(update_fields=["verified"])
    row.set_as_primary(conditional=True)


@transaction.atomic
def choose_address(*, member: Member, now: datetime) -> None:
    """Write that the member was asked where mail may go and chose; the question is not asked again."""
    Member.objects.filter(pk=member.pk, address_chosen_at=None).update(address_chosen_at=now)
    records.note(verb="member.address_chosen", actor=member, about=member, now=now)


@transaction.atomic
def add_staff(*, email: str, name: str, by: Any, now: datetime) -> Member:
    """Make, or return, the account of somebody who works for the society and has no profile.

    An address that was only typed at the front door is nobody yet: it becomes hers.
    """
    known = Member.objects.filter(email=email.strip().lower()).first()
    if known is not None:
        return _named(known, name, by, now) if known.is_nameless else known
    member = Member.objects.create_user(email, kind=Kind.STAFF, name=name, joined_at=now)
    records.note(verb="member.staff_added", actor=by, about=member, now=now)
    return member


def _named(member: Member, name: str, by: Any, now: datetime) -> Member:
    """Make staff of a typed address; one that somebody has enrolled already keeps its profile and gets the name."""
    if having_nothing().filter(pk=member.pk).exists():
        Profile.objects.filter(member=member).delete()
        Membership.objects.filter(member=member).delete()
        Member.objects.filter(pk=member.pk).update(kind=Kind.STAFF, name=name)
    else:
        change_profile(member=member, by=by, now=now, full_name=name, is_listed=True)
        Member.objects.filter(pk=member.pk).update(kind=Kind.MEMBER)
    records.note(verb="member.staff_added", actor=by, about=member, now=now)
    return Member.objects.get(pk=member.pk)


@transaction.atomic
def set_active(*, member: Member, is_active: bool, by: Any, now: datetime) -> None:
    """Close an account, or open it again; a closed one cannot sign in and appears in no list. Raises LastAdmin."""
    if not is_active:
        keep_an_admin(besides=member)
    if Member.objects.filter(pk=member.pk).exclude(is_active=is_active).update(is_active=is_active):
        member.is_active = is_active
        verb = "member.reopened" if is_active else "member.closed"
        records.note(verb=verb, actor=by, about=member, now=now)
        touched(member=member, now=now)

"""Writes of the front door: an account for an address nobody had, its forgetting, and letting its owner in (P11)."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from mentorquilt.members import queries
from mentorquilt.members.models import Member, Membership, Profile
from mentorquilt.members.states import Kind, MembershipStatus
from mentorquilt.records import actions as records

UNUSED_DOORS_KEPT = timedelta(days=7)
WHAT_A_DOOR_MAKES = frozenset({"members.profile", "members.membership", "account.emailaddress", "mail.mail"})
"""Tables in which an address that was only typed leaves rows."""


class _AsLong(Exception):
    """Takes back what was written for a known address only so that it takes as long as for an unknown one."""


def open_door(*, email: str, now: datetime) -> Member:
    """Return whoever has this address, or begin an account for it, so that both are sent the same code.

    Until a coordinator has checked her membership the owner of a new one is a guest: she may enrol and see her own
    pages, and cannot look through the members.
    """
    wanted = email.strip().lower()
    with transaction.atomic():
        known = queries.by_addresses([wanted]).get(wanted)
        try:
            with transaction.atomic():
                made = _begin(wanted if known is None else f"{uuid.uuid4()}@door.invalid", now)
                if known is not None:
                    raise _AsLong
                return made
        except _AsLong:
            return known  # type: ignore[return-value]
        except IntegrityError:  # the same address came twice at once
            return Member.objects.get(email=wanted)


def _begin(email: str, now: datetime) -> Member:
    member = Member.objects.create_user(email, kind=Kind.GUEST, joined_at=now)
    EmailAddress.objects.create(user=member, email=email, verified=False, primary=True)
    Profile.objects.create(member=member, full_name="", profession="", is_listed=False)
    Membership.objects.create(member=member, status=MembershipStatus.PENDING)
    records.note(verb="member.door_opened", actor=None, about=member, now=now)
    return member


def unused_doors(now: datetime) -> QuerySet[Member]:
    """Return accounts that were begun at the front door a week ago and never entered: nobody proved the address.

    Whoever has anything besides, such as an enrolment, a right or a need that somebody else wrote down, is a person.
    """
    proven = EmailAddress.objects.filter(verified=True).values("user")
    return Member.objects.filter(
        pk__in=having_nothing().values("pk"),
        kind=Kind.GUEST,
        last_login=None,
        profile__full_name="",
        membership__status=MembershipStatus.PENDING,
        joined_at__lt=now - UNUSED_DOORS_KEPT,
    ).exclude(pk__in=proven)


def having_nothing() -> QuerySet[Member]:
    """Return accounts that no row names besides those which a door makes; the trail and the access log do not count.

    All tables of all rooms are asked, those that are yet to be built too.
    """
    rows = Member.objects.all()
    for relation in Member._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django's own way to ask
        if not isinstance(relation, ForeignObjectRel):
            continue
        model = relation.related_model
        if model._meta.label_lower not in WHAT_A_DOOR_MAKES and model._meta.app_label != "records":  # noqa: SLF001
            named = model._default_manager.filter(**{relation.field.name: OuterRef("pk")})  # noqa: SLF001
            rows = rows.filter(~Exists(named))
    return rows


@transaction.atomic
def forget_unused_doors(*, now: datetime) -> int:
    """Delete the accounts that a typed address made and nobody ever entered, with the mails to them."""
    rows = list(unused_doors(now)[:500])
    for member in rows:
        records.note(verb="member.door_forgotten", actor=None, about=member, now=now)
        member.delete()
    return len(rows)


@transaction.atomic
def admit(*, member: Member, by: Any, now: datetime) -> bool:
    """Make a member of somebody who came by the front door, once her membership is checked; True when she was none."""
    if not Member.objects.filter(pk=member.pk, kind=Kind.GUEST).update(kind=Kind.MEMBER):
        return False
    member.kind = Kind.MEMBER
    Profile.objects.filter(member=member).update(is_listed=True, updated_at=now)
    records.note(verb="member.admitted", actor=by, about=member, now=now)
    return True


@transaction.atomic
def take_back_admission(*, member: Member, by: Any, now: datetime) -> bool:
    """Make a guest again of somebody who was admitted by mistake and whose membership no list knows."""
    unchecked = Member.objects.filter(
        pk=member.pk, kind=Kind.MEMBER, membership__status=MembershipStatus.PENDING
    )
    if not unchecked.update(kind=Kind.GUEST):
        return False
    member.kind = Kind.GUEST
    Profile.objects.filter(member=member).update(is_listed=False, updated_at=now)
    records.note(verb="member.admission_taken_back", actor=by, about=member, now=now)
    return True

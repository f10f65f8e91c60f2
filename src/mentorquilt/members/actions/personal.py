"""Forgetting somebody: what she told is deleted, what others' records need of her is a row without a name (M20)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mentorquilt.members.models import (
    Affiliation,
    Background,
    Conflict,
    Exclusion,
    Grant,
    Member,
    Membership,
    Mentoring,
    Need,
    Offer,
    Photo,
    Profile,
    WeeklyHours,
    Whereabouts,
)

HERS: tuple[tuple[type[models.Model], str], ...] = (
    (Membership, "member"),
    (Whereabouts, "member"),
    (Photo, "member"),
    (Affiliation, "member"),
    (WeeklyHours, "member"),
    (Mentoring, "member"),
    (Offer, "owner"),
    (Need, "owner"),
    (Exclusion, "owner"),
    (Background, "member"),
    (Grant, "member"),
    (EmailAddress, "user"),
    (Authenticator, "user"),
)


@transaction.atomic
def forget(member: Member) -> None:
    """Delete what the member told. Pairings that were keep counting: they point to a former member without a name.

    Call after the higher rooms forgot their part.
    """
    for model, owner in HERS:
        model._default_manager.filter(**{owner: member}).delete()  # noqa: SLF001 - the documented manager
    Conflict.objects.filter(Q(declared_by=member) | Q(about=member)).delete()
    if Profile.objects.filter(member=member).exists():
        Profile.objects.filter(member=member).delete()
        Profile.objects.create(member=member, full_name=_("Former member"), is_listed=False, profession="")
    member.email, member.name = f"former-{member.ref}@invalid.invalid", ""
    member.is_active, member.demo_label = False, ""
    member.set_unusable_password()
    member.save()

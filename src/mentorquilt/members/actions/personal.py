"""Forgetting somebody: what she told is deleted, what others' records need of her is a row without a name (M20)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorquilt.mail.actions.keeping import forget_addresses
from mentorquilt.members import queries
from mentorquilt.members.actions.sessions import end_sessions
from mentorquilt.members.models import (
    Affiliation,
    Background,
    CareerStep,
    Conflict,
    Exclusion,
    Experience,
    Grant,
    Member,
    Membership,
    MembershipFeed,
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
    (Experience, "member"),
    (CareerStep, "member"),
    (Grant, "member"),
    (EmailAddress, "user"),
    (Authenticator, "user"),
    (SocialAccount, "user"),
)


@transaction.atomic
def forget(member: Member) -> None:
    """Delete what the member told. Pairings that were keep counting: they point to a former member without a name.

    Call after the higher rooms forgot their part.
    """
    addresses = tuple(EmailAddress.objects.filter(user=member).values_list("email", flat=True))
    end_sessions(member=member, addresses=addresses)
    forget_addresses(addresses=(member.email, *addresses))
    for model, owner in HERS:
        model._default_manager.filter(**{owner: member}).delete()  # noqa: SLF001 - the documented manager
    Conflict.objects.filter(Q(declared_by=member) | Q(about=member)).delete()
    MembershipFeed.objects.filter(by=member).update(by=None)
    if Profile.objects.filter(member=member).exists():
        Profile.objects.filter(member=member).delete()
        Profile.objects.create(member=member, full_name=_("Former member"), is_listed=False, profession="")
    member.email, member.name = f"former-{member.ref}@invalid.invalid", ""
    member.is_active, member.demo_label = False, ""
    member.set_unusable_password()
    member.save()
    transaction.on_commit(lambda: queries.write_index(timezone.now()))

"""Everything the room holds of a member, for her export (M20)."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models

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

HELD: tuple[type[models.Model], ...] = (
    Member,
    Membership,
    Profile,
    Whereabouts,
    Photo,
    Affiliation,
    WeeklyHours,
    Mentoring,
    Offer,
    Need,
    Exclusion,
    Conflict,
    Background,
    Experience,
    CareerStep,
    MembershipFeed,
    Grant,
    EmailAddress,
    Authenticator,
    SocialAccount,
)
ONE_EACH = (Membership, Profile, Whereabouts, Mentoring, Background, WeeklyHours)
NOT_TOLD = frozenset({"id", "password", "member", "owner", "declared_by", "user", "image", "demo_label"})


def personal_data(member: Member) -> dict[str, Any]:
    """Return what we hold of a member, by table; conflicts only those she declared herself."""
    told: dict[str, Any] = {"account": _row(member)}
    for model in ONE_EACH:
        row = model._default_manager.filter(member=member).first()  # noqa: SLF001 - the documented manager
        told[model._meta.model_name or ""] = _row(row) if row else None  # noqa: SLF001
    told["offer"] = [_row(row) for row in Offer.objects.filter(owner=member)]
    told["needs"] = [_row(row) for row in Need.objects.filter(owner=member)]
    told["institutions"] = [
        _row(row) | {"institution": row.institution.name}
        for row in Affiliation.objects.filter(member=member).select_related("institution")
    ]
    told["exclusions"] = [_row(row) for row in Exclusion.objects.filter(owner=member)]
    told["conflicts"] = [
        _row(row) | {"about": row.about.email}
        for row in Conflict.objects.filter(declared_by=member).select_related("about")
    ]
    told["experiences"] = [_row(row) for row in Experience.objects.filter(member=member).order_by("pk")]
    told["career"] = [_row(row) for row in CareerStep.objects.filter(member=member)]
    told["lists_read"] = [row.at.isoformat() for row in MembershipFeed.objects.filter(by=member)]
    told["rights"] = [_row(row) for row in Grant.objects.filter(member=member)]
    told["addresses"] = [_row(row) for row in EmailAddress.objects.filter(user=member)]
    told["ways_to_sign_in"] = list(Authenticator.objects.filter(user=member).values_list("type", flat=True))
    told["sign_on"] = [row.date_joined.isoformat() for row in SocialAccount.objects.filter(user=member)]
    told["photo"] = Photo.objects.filter(member=member).exists()
    return told


def own_files(member: Member) -> dict[str, bytes]:
    """Return a member's photo as the file it is, where there is one."""
    photo = Photo.objects.filter(member=member).first()
    return {"photo.webp": bytes(photo.image)} if photo else {}


def _row(row: models.Model) -> dict[str, Any]:
    """Return a row's fields as plain values."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's documented way to a model's fields
    return {
        field.name: _plain(field.value_from_object(row)) for field in fields if field.name not in NOT_TOLD
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)

"""People of a test: accounts, physicians with all their rows, staff. Nothing is random."""

from datetime import UTC, datetime
from typing import Any

import factory
from allauth.account.models import EmailAddress

from mentorquilt.members.actions import search_name
from mentorquilt.members.models import (
    Grant,
    Member,
    Mentoring,
    Need,
    Offer,
    Profile,
    WeeklyHours,
    Whereabouts,
)
from mentorquilt.members.states import Kind, Role, Scope

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SALINA = {"city": "US/KS/salina", "latitude": 38.84, "longitude": -97.61}


class MemberFactory(factory.django.DjangoModelFactory):
    """An account without a profile and without a usable password."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    joined_at = NOW
    password = "!"


class PhysicianFactory(MemberFactory):
    """A member with a profile and, unless told otherwise, no more."""

    address_chosen_at = NOW
    profile = factory.RelatedFactory("tests.factories.members.ProfileFactory", factory_related_name="member")


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    member = factory.SubFactory(MemberFactory)
    full_name = factory.Sequence(lambda number: f"Alex Person{number}")
    titles = "Dr."
    name_search = factory.LazyAttribute(lambda row: search_name(row.full_name, row.family_name))
    family_name = ""
    stage = "early"
    specialty = "anesthesiology"
    setting = "community"
    updated_at = NOW


def physician(full_name: str = "", **facts: Any) -> Member:
    """Save a physician. ``facts`` are columns of the profile; ``email`` and ``kind`` of the account."""
    account = {
        name: facts.pop(name) for name in ("email", "kind", "is_active", "demo_label") if name in facts
    }
    named = {"full_name": full_name} if full_name else {}
    about = {f"profile__{name}": value for name, value in {**named, **facts}.items()}
    return PhysicianFactory(**account, **about)


def mentor(
    full_name: str = "", *, types: tuple[str, ...] = (), topics: tuple[str, ...] = (), **facts: Any
) -> Member:
    """Save a willing mentor with an offer; ``places``, ``paused`` and the like are columns of ``Mentoring``."""
    columns = {field.name for field in Mentoring._meta.concrete_fields}
    places = {name: facts.pop(name) for name in list(facts) if name in columns}
    text = facts.pop("text", "")
    member = physician(full_name, stage=facts.pop("stage", "late"), **facts)
    Mentoring.objects.create(member=member, **{"is_willing": True, **places})
    Offer.objects.create(owner=member, types=list(types), topics=list(topics), text=text)
    return member


def at_home(member: Member, zone: str = "America/Chicago", **facts: Any) -> Whereabouts:
    """Let a physician live in Salina, Kansas, or where the facts say."""
    region, country = facts.pop("region", "US/KS"), facts.pop("country", "US")
    Profile.objects.filter(member=member).update(region=region, country=country, zone=zone)
    return Whereabouts.objects.create(member=member, **{**SALINA, **facts})


def seeking(member: Member, **facts: Any) -> Need:
    """Let a member seek something."""
    return Need.objects.create(owner=member, **{"seeks": "A way to begin.", "updated_at": NOW, **facts})


def hours(member: Member, *intervals: tuple[int, int]) -> WeeklyHours:
    """State weekly hours in minutes of the member's own week."""
    return WeeklyHours.objects.create(
        member=member, intervals=[list(one) for one in intervals], is_assumed=False
    )


def staff(role: str = Role.ADMIN, *, scope_id: str = "", **facts: Any) -> Member:
    """Save somebody of the office with one right."""
    member: Member = MemberFactory(kind=Kind.STAFF, **facts)
    scope = Scope.PROGRAM if scope_id else Scope.SOCIETY
    Grant.objects.create(member=member, role=role, scope_kind=scope, scope_id=scope_id)
    return member


def confirmed(member: Member, email: str = "", *, primary: bool = True) -> EmailAddress:
    """Let a member have confirmed an address."""
    return EmailAddress.objects.create(
        user=member, email=email or member.email, verified=True, primary=primary
    )

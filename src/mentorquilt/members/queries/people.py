"""Reads about single people: names, addresses, the present need, who may be tried out in the demo."""

from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.members.models import Member, Need
from mentorquilt.members.states import Kind


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom the demo's sign-in page offers with one click."""

    ref: str
    label: str
    name: str


def called(member: Member) -> str:
    """Return the name with its title; an account without a profile has its own name, or else its address."""
    profile = getattr(member, "profile", None)
    return profile.called if profile is not None else member.name or member.email


ROLES: dict[str, str | Promise] = {
    "coordinator": _("Coordinator"),
    "mentee": _("Mentee"),
    "mentor": _("Mentor"),
    "admin": _("Society admin"),
    "reader": _("Reader, who sees figures only"),
}


def demo_people() -> list[DemoPerson]:
    """Return the people the demo offers, in the order in which they were made."""
    rows = (
        Member.objects.exclude(demo_label="").filter(is_active=True).select_related("profile").order_by("pk")
    )
    return [
        DemoPerson(str(row.ref), str(ROLES.get(row.demo_label, row.demo_label)), called(row)) for row in rows
    ]


def by_addresses(addresses: Iterable[str]) -> dict[str, Member]:
    """Return who is known by each address, lower-cased: the one chosen for mail or another confirmed."""
    wanted = {address.strip().lower() for address in addresses}
    found = {row.email: row for row in Member.objects.filter(email__in=wanted).select_related("profile")}
    others = EmailAddress.objects.filter(email__in=wanted - found.keys(), verified=True)
    found.update({row.email: row.user for row in others.select_related("user__profile")})
    return found


def current_need(member: Member) -> Need | None:
    """Return the need the member wrote last, or None."""
    return Need.objects.filter(owner=member).first()


def listed() -> QuerySet[Member]:
    """Return whom members may find: physicians with an open account who did not hide themselves."""
    return Member.objects.filter(
        is_active=True, kind__in=(Kind.MEMBER, Kind.GUEST), profile__isnull=False, profile__is_listed=True
    )

"""Reads about single people: names, addresses, the present need, who may be tried out in the demo."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentorquilt.members.models import Member, Need
from mentorquilt.members.queries.places import region_words
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
    "reader": _("Reader"),
    "officer": _("Officer"),
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


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a short list to choose from."""

    ref: str
    name: str
    line: str


def find_people(query: str) -> list[PersonLine]:
    """Return listed people whose name holds every word of the text."""
    words = search_words(query)
    if not words:
        return []
    rows = listed().select_related("profile").order_by("profile__name_search", "pk")
    for word in words:
        rows = rows.filter(profile__name_search__contains=word)
    return [_line(row) for row in rows[:10]]


def person_of(ref: str) -> PersonLine | None:
    """Return a person with a profile by ref, or None."""
    try:
        row = Member.objects.filter(ref=ref, profile__isnull=False).select_related("profile").first()
    except ValidationError:
        return None
    return _line(row) if row else None


def search_words(text: str) -> list[str]:
    """Return the words of a text without case and accents, as names are kept for finding."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char)).split()[:6]


def _line(row: Member) -> PersonLine:
    profile = row.profile
    line = ", ".join(part for part in (profile.position, region_words(profile.region)) if part)
    return PersonLine(str(row.ref), profile.called, line)

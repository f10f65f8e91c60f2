"""Groups with how many belong, who leads them, and whether the viewer is one of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.sigs.models import Sig, SigMember
from mentorquilt.sigs.states import Office


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who leads a group; ``photo`` is an address or empty, ``is_listed`` whether her profile may be opened."""

    ref: str
    called: str
    office: str
    photo: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of the list."""

    sig: Sig
    people: int
    officers: tuple[Officer, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """The list as a viewer sees it; ``hidden`` is for who may change groups."""

    mine: tuple[GroupLine, ...] = ()
    others: tuple[GroupLine, ...] = ()
    hidden: tuple[GroupLine, ...] = field(default=())


def with_people(rows: QuerySet[Sig]) -> QuerySet[Sig]:
    """Return groups with ``people``, how many open accounts belong to each."""
    return rows.annotate(people=Count("memberships", filter=Q(memberships__member__is_active=True)))


def of_members(keys: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return address and name of the groups each of these members belongs to, hidden ones left out, in one query."""
    rows = SigMember.objects.filter(member__in=list(keys), sig__is_hidden=False)
    found: dict[int, list[tuple[str, str]]] = {}
    for member, slug, name in rows.order_by("sig__slug").values_list("member_id", "sig__slug", "sig__name"):
        found.setdefault(member, []).append((slug, name))
    return {member: tuple(groups) for member, groups in found.items()}


def groups(viewer: Member, *, with_hidden: bool = False) -> Groups:
    """Return the groups of the society by name, the viewer's own apart, in four queries."""
    shown = Sig.objects.all() if with_hidden else Sig.objects.filter(is_hidden=False)
    rows = list(with_people(shown).order_by("name"))
    mine = set(SigMember.objects.filter(member=viewer, sig__in=rows).values_list("sig_id", flat=True))
    led = officers(rows)
    lines = [GroupLine(row, row.people, tuple(led.get(row.pk, ())), row.pk in mine) for row in rows]  # type: ignore[attr-defined]
    return Groups(
        mine=tuple(line for line in lines if line.is_mine and not line.sig.is_hidden),
        others=tuple(line for line in lines if not line.is_mine and not line.sig.is_hidden),
        hidden=tuple(line for line in lines if line.sig.is_hidden),
    )


def officers(rows: Iterable[Sig]) -> dict[int, list[Officer]]:
    """Return who leads each group, chairs first, in two queries."""
    found = SigMember.objects.filter(sig__in=list(rows), member__is_active=True).exclude(office=Office.NONE)
    found = found.select_related("member__profile").order_by("office", "joined_at", "pk")
    photos = people.photo_urls([row.member_id for row in found])
    led: dict[int, list[Officer]] = {}
    for row in found:
        led.setdefault(row.sig_id, []).append(_officer(row, photos))
    return led


def _officer(row: SigMember, photos: dict[int, str]) -> Officer:
    profile = getattr(row.member, "profile", None)
    return Officer(
        ref=str(row.member.ref),
        called=people.called(row.member),
        office=str(row.get_office_display()),
        photo=photos.get(row.member_id, ""),
        is_listed=profile is not None and profile.is_listed,
    )


def joinable(member: Member) -> QuerySet[Sig]:
    """Return the groups a member may join by herself and does not belong to, with ``people`` in each (S-20)."""
    rows = Sig.objects.filter(is_open=True, is_hidden=False)
    return with_people(rows.exclude(pk__in=SigMember.objects.filter(member=member).values("sig"))).order_by(
        "name"
    )


def count_people(sig: Sig) -> int:
    """Return how many open accounts belong to a group."""
    return SigMember.objects.filter(sig=sig, member__is_active=True).count()


def membership(sig: Sig, viewer: Any) -> SigMember | None:
    """Return how the viewer belongs to a group, or None."""
    return SigMember.objects.filter(sig=sig, member=viewer).first()


def belongs(member: Member, key: int | None) -> bool:
    """Return whether a member belongs to the group of this key."""
    return key is not None and SigMember.objects.filter(sig_id=key, member=member).exists()

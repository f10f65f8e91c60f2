"""Who may see or do what about people: predicates, and loaders that fetch and authorize in one call.

Predicates about a viewer, or a viewer and a person, are joined with ``&`` and ``|`` as ``rules`` does.
"""

from collections.abc import Callable
from typing import Any, Protocol, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from rules.predicates import predicate

from mentorquilt.members import ties
from mentorquilt.members.models import (
    Affiliation,
    CareerStep,
    Conflict,
    Exclusion,
    Grant,
    Member,
    MembershipFeed,
)
from mentorquilt.members.states import Kind, Role, Scope
from mentorquilt.society import queries as society


class Rule(Protocol):
    """A predicate of ``rules`` with its types: asked with a viewer and perhaps a person, joined with others."""

    def __call__(self, viewer: Any, person: Any = None) -> bool: ...
    def __and__(self, other: "Rule") -> "Rule": ...
    def __or__(self, other: "Rule") -> "Rule": ...


def rule(test: Callable[..., bool]) -> Rule:
    """Make a predicate of a test."""
    return cast(Rule, predicate(test))  # type: ignore[no-untyped-call]


def grants(member: Any) -> list[Grant]:
    """Return the grants in force, read once per member object."""
    if not getattr(member, "is_authenticated", False) or not member.is_active:
        return []
    if not hasattr(member, "_grants_in_force"):
        now = timezone.now()
        in_force = Q(until=None) | Q(until__gt=now)
        member._grants_in_force = list(Grant.objects.filter(in_force, member=member))  # noqa: SLF001
    return list(member._grants_in_force)  # noqa: SLF001


def has_role(member: Any, *roles: str, scope_kind: str = Scope.SOCIETY, scope_id: str = "") -> bool:
    """Return whether a grant of one of the roles covers the scope; a society-wide one covers every scope."""
    return any(
        grant.role in roles
        and (
            grant.scope_kind == Scope.SOCIETY
            or (grant.scope_kind == scope_kind and grant.scope_id == scope_id)
        )
        for grant in grants(member)
    )


def is_coordinator(member: Any, program_ref: str = "") -> bool:
    """Return whether somebody coordinates this program, or any program when none is named."""
    if program_ref:
        return has_role(member, Role.COORDINATOR, scope_kind=Scope.PROGRAM, scope_id=program_ref)
    return any(grant.role == Role.COORDINATOR for grant in grants(member))


@rule
def is_admin(viewer: Any) -> bool:
    """Return whether somebody is a society admin."""
    return has_role(viewer, Role.ADMIN)


@rule
def is_staff(viewer: Any) -> bool:
    """Return whether somebody holds any staff right; such sessions end after two idle hours."""
    return bool(grants(viewer))


@rule
def is_physician(viewer: Any) -> bool:
    """Return whether somebody is a kind of account that has a profile, as members and guests are."""
    return getattr(viewer, "kind", "") in {Kind.MEMBER, Kind.GUEST}


@rule
def is_member(viewer: Any) -> bool:
    """Return whether somebody belongs to the society herself, with an open account."""
    return getattr(viewer, "kind", "") == Kind.MEMBER and viewer.is_active


@rule
def runs_something(viewer: Any) -> bool:
    """Return whether somebody coordinates a program or runs the installation."""
    return is_admin(viewer) or is_coordinator(viewer)


@rule
def is_oneself(viewer: Any, person: Member | None) -> bool:
    """Return whether the page is about the viewer."""
    return person is not None and viewer.pk == person.pk


@rule
def can_be_found(viewer: Any, person: Member | None) -> bool:
    """Return whether a person appears in lists: a physician with an open account who did not hide herself."""
    return person is not None and person.is_active and is_physician(person) and person.profile.is_listed


@rule
def reads_experiences(viewer: Any) -> bool:
    """Return whether somebody may search what others came through: members, but nobody who runs anything (S-73)."""
    return is_member(viewer) and not runs_something(viewer)


@rule
def is_partner(viewer: Any, person: Member | None) -> bool:
    """Return whether two people are in a live pairing with each other, so that either may know the other's profile."""
    return person is not None and person.is_active and person.pk in ties.partners_of(viewer)


may_browse = is_member | is_staff
may_know = is_oneself | runs_something | (may_browse & can_be_found) | is_partner


def has_admin() -> bool:
    """Return whether anybody runs this installation; before that only the setup link opens it."""
    return Grant.objects.filter(role=Role.ADMIN).exists()


def demo_is_on() -> bool:
    """Return whether this is a demo that may be entered with one click; never in production (M22)."""
    return society.is_open_demo()


def navigation_kinds(member: Any) -> set[str]:
    """Return which groups of header entries somebody sees."""
    kinds = set()
    if is_physician(member):
        kinds.add("physician")
    if is_staff(member):
        kinds.add("staff")
    if runs_something(member):
        kinds.add("runs")
    if may_browse(member):
        kinds.add("browse")
    if demo_is_on():
        kinds.add("demo")
    return kinds


def require_browse(viewer: Any) -> None:
    """Raise PermissionDenied for whoever may not look through the members: guests and assistants."""
    if not may_browse(viewer):
        raise PermissionDenied


def member_for(viewer: Any, ref: UUID | str) -> Member:
    """Return the member whose profile the viewer may open; 404 for hidden or unknown people.

    Members and staff see active, listed people and themselves; coordinators and admins see everybody.
    """
    rows = Member.objects.select_related("profile", "whereabouts", "mentoring", "offer", "weekly_hours")
    found = rows.filter(ref=ref).first()
    if found is None or not hasattr(found, "profile") or not may_know(viewer, found):
        raise Http404
    return found


def own_profile(viewer: Any) -> Member:
    """Return the viewer with her profile; 403 for accounts that have none."""
    rows = Member.objects.select_related("profile", "whereabouts", "mentoring", "offer", "weekly_hours")
    found = rows.filter(pk=viewer.pk).first()
    if found is None or not hasattr(found, "profile"):
        raise PermissionDenied
    return found


def own_affiliation(viewer: Any, key: int) -> Affiliation:
    """Return one of the viewer's own affiliations, else 404."""
    found = Affiliation.objects.filter(member=viewer, pk=key).select_related("member", "institution").first()
    if found is None:
        raise Http404
    return found


def own_step(viewer: Any, key: int) -> CareerStep:
    """Return one step of the viewer's own career path, else 404."""
    found = CareerStep.objects.filter(member=viewer, pk=key).select_related("member").first()
    if found is None:
        raise Http404
    return found


def require_admin(viewer: Any) -> None:
    """Raise PermissionDenied for whoever does not run the society's installation."""
    if not is_admin(viewer):
        raise PermissionDenied


def feed_for(viewer: Any, ref: UUID | str) -> MembershipFeed:
    """Return one reading of the membership list for an admin; 403 for others."""
    require_admin(viewer)
    found = MembershipFeed.objects.filter(ref=ref).select_related("by").first()
    if found is None:
        raise Http404
    return found


def own_exclusion(viewer: Any, key: int) -> Exclusion:
    """Return one of the viewer's own exclusions, else 404."""
    found = Exclusion.objects.filter(owner=viewer, pk=key).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def own_conflict(viewer: Any, key: int) -> Conflict:
    """Return one of the conflicts the viewer declared, else 404."""
    found = Conflict.objects.filter(declared_by=viewer, pk=key).select_related("declared_by", "about").first()
    if found is None:
        raise Http404
    return found

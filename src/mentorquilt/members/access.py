"""Who may see or do what about people: predicates over grants, and loaders that fetch and authorize in one call."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Kind, Role, Scope
from mentorquilt.society import queries as society


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
    """Return whether a grant of one of the roles covers the scope; a society-wide grant covers every scope."""
    return any(
        grant.role in roles
        and (grant.scope_kind == Scope.SOCIETY or (grant.scope_kind == scope_kind and grant.scope_id == scope_id))
        for grant in grants(member)
    )


def is_admin(member: Any) -> bool:
    """Return whether somebody is a society admin."""
    return has_role(member, Role.ADMIN)


def is_staff(member: Any) -> bool:
    """Return whether somebody holds any staff right; such sessions end after two idle hours."""
    return bool(grants(member))


def is_coordinator(member: Any, program_ref: str = "") -> bool:
    """Return whether somebody coordinates this program, or any program when none is named."""
    if program_ref:
        return has_role(member, Role.COORDINATOR, scope_kind=Scope.PROGRAM, scope_id=program_ref)
    return any(grant.role == Role.COORDINATOR for grant in grants(member))


def is_physician(member: Any) -> bool:
    """Return whether somebody has a profile, as members and guests do."""
    return getattr(member, "kind", "") in {Kind.MEMBER, Kind.GUEST}


def navigation_kinds(member: Any) -> set[str]:
    """Return which groups of header entries somebody sees."""
    kinds = set()
    if is_physician(member):
        kinds.add("physician")
    if is_staff(member):
        kinds.add("staff")
    if society.current().is_demo:
        kinds.add("demo")
    return kinds


def member_for(viewer: Any, ref: object) -> Member:
    """Return the member whose profile the viewer may open; 404 for hidden or unknown people.

    Active members see active, listed members and themselves; coordinators and admins see everybody.
    """
    found = Member.objects.filter(ref=ref).select_related("profile").first()
    if found is None or not hasattr(found, "profile"):
        raise Http404
    if found.pk == viewer.pk or is_admin(viewer) or is_coordinator(viewer):
        return found
    if not is_physician(viewer):
        raise PermissionDenied
    if not found.is_active or not found.profile.is_listed:
        raise Http404
    return found

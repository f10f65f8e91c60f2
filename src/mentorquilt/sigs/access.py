"""Who may see, join, describe and lead groups; loaders fetch and authorize in one call.

Members and staff see the groups that are listed. Society admins and society-wide coordinators set groups up; officers
describe their own. Only a society admin names officers, because that gives a right.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from mentorquilt.members import access as members
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.sigs.models import Sig, SigMember
from mentorquilt.sigs.states import Office


def may_set_up(viewer: Any) -> bool:
    """Return whether somebody may set up, hide and see every group."""
    return members.is_admin(viewer) or members.has_role(viewer, Role.COORDINATOR)


def may_describe(viewer: Any, sig: Sig) -> bool:
    """Return whether somebody may change what a group says of itself."""
    return may_set_up(viewer) or leads(viewer, sig)


def may_name_officers(viewer: Any) -> bool:
    """Return whether somebody may name officers, which gives them rights over the group's programs."""
    return members.is_admin(viewer)


def leads(viewer: Any, sig: Sig) -> bool:
    """Return whether somebody holds an officer's right for exactly this group, in force now."""
    return any(
        grant.role == Role.OFFICER and grant.scope_kind == Scope.SIG and grant.scope_id == str(sig.ref)
        for grant in members.grants(viewer)
    )


def may_join(viewer: Any) -> bool:
    """Return whether somebody can belong to groups at all: a member of the society."""
    return members.is_member(viewer)


def require_browse(viewer: Any) -> None:
    """Raise PermissionDenied for whoever may not look through the society: guests and assistants."""
    members.require_browse(viewer)


def require_set_up(viewer: Any) -> None:
    """Raise PermissionDenied for whoever may not set up groups."""
    if not may_set_up(viewer):
        raise PermissionDenied


def require_name_officers(viewer: Any) -> None:
    """Raise PermissionDenied for whoever may not name officers."""
    if not may_name_officers(viewer):
        raise PermissionDenied


def group_to_see(viewer: Any, slug: str) -> Sig:
    """Return a group whose page somebody may open; 404 for an unknown one, and for a hidden one unless she changes it."""
    require_browse(viewer)
    found = Sig.objects.filter(slug=slug).first()
    if found is None or (found.is_hidden and not may_describe(viewer, found)):
        raise Http404
    return found


def group_to_join(viewer: Any, slug: str) -> Sig:
    """Return a listed group for a member of the society; 403 for everybody else who may see it."""
    found = group_to_see(viewer, slug)
    if not may_join(viewer):
        raise PermissionDenied
    return found


def group_to_describe(viewer: Any, slug: str) -> Sig:
    """Return a group somebody may change; 404 when unseen, 403 when seen but not changed."""
    found = group_to_see(viewer, slug)
    if not may_describe(viewer, found):
        raise PermissionDenied
    return found


def group_to_staff(viewer: Any, slug: str) -> Sig:
    """Return a group whose officers somebody may name; 403 for all but society admins."""
    found = group_to_see(viewer, slug)
    require_name_officers(viewer)
    return found


def officer_to_change(viewer: Any, slug: str, ref: UUID | str) -> SigMember:
    """Return an officer of a group whose officers somebody may name, else 404."""
    sig = group_to_staff(viewer, slug)
    rows = SigMember.objects.filter(sig=sig, member__ref=ref).exclude(office=Office.NONE)
    found = rows.select_related("sig", "member__profile").first()
    if found is None:
        raise Http404
    return found


def own_marks(viewer: Any) -> Member:
    """Return the member whose private marks these are; 403 for whoever has no profile or may not browse."""
    require_browse(viewer)
    return members.own_profile(viewer)


def person_to_mark(viewer: Any, ref: UUID | str) -> Member:
    """Return somebody whom a member may mark for herself: listed, in a listed group, and not herself; else 404."""
    own_marks(viewer)
    in_groups = SigMember.objects.filter(sig__is_hidden=False).values("member")
    found = people.listed().filter(ref=ref, pk__in=in_groups).exclude(pk=viewer.pk).first()
    if found is None:
        raise Http404
    return found

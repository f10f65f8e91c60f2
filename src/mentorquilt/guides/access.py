"""Who may read and who may change guides; loaders fetch and authorize in one call.

Whoever is signed in reads the library; texts for coordinators are for staff. Coordinators and society admins change
guides, and only they see hidden ones.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from mentorquilt.guides.models import Guide
from mentorquilt.guides.states import Audience
from mentorquilt.members import access as members


def may_edit(viewer: Any) -> bool:
    """Return whether somebody may write, replace and hide guides."""
    return members.runs_something(viewer)


def require_edit(viewer: Any) -> None:
    """Raise PermissionDenied for whoever may not change guides."""
    if not may_edit(viewer):
        raise PermissionDenied


def readable(viewer: Any) -> QuerySet[Guide]:
    """Return the guides somebody finds in the library: listed ones, those for coordinators only as staff."""
    rows = Guide.objects.filter(is_hidden=False)
    return rows if members.is_staff(viewer) else rows.exclude(audience=Audience.STAFF)


def guide_to_read(viewer: Any, slug: str) -> Guide:
    """Return a guide somebody may read, a hidden one where she may change it; else 404."""
    found = Guide.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    if may_edit(viewer) or (not found.is_hidden and readable(viewer).filter(pk=found.pk).exists()):
        return found
    raise Http404


def guide_to_edit(viewer: Any, slug: str) -> Guide:
    """Return a guide somebody may change; 404 when unseen, 403 when only read."""
    found = guide_to_read(viewer, slug)
    require_edit(viewer)
    return found

"""Who sees which home, and who may read the demo's mailbox."""

from typing import Any
from uuid import UUID

from django.http import Http404

from mentorquilt.mail.models import Mail
from mentorquilt.members import access as members
from mentorquilt.society import queries as society


def home_of(member: Any) -> str:
    """Return which home somebody sees first: coordinator (also readers), admin, or member."""
    if members.is_coordinator(member):
        return "coordinator"
    if members.is_admin(member):
        return "admin"
    if members.is_staff(member):
        return "coordinator"
    return "member" if hasattr(member, "profile") else "nobody"


def require_demo() -> None:
    """Raise 404 unless this is the demo: real mail is nobody's to read."""
    if not society.is_open_demo():
        raise Http404


def demo_mail(ref: UUID | str) -> Mail:
    """Return one mail of the demo's mailbox, else 404."""
    require_demo()
    found = Mail.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found

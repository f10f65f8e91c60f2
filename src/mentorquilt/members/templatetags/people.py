"""Template tags of the room: the demo's people, the tabs of one's account, who needs a key."""

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorquilt.members import access, queries
from mentorquilt.members.models import Member

register = template.Library()
Tab = tuple[str, str, bool, str]


@register.simple_tag
def demo_people() -> list[queries.DemoPerson]:
    """List the people the sign-in page offers with one click; none outside the demo."""
    return queries.demo_people() if access.demo_is_on() else []


@register.simple_tag
def needs_key(member: Member) -> bool:
    """Tell whether somebody's role asks for a passkey or an authenticator app."""
    return access.is_staff(member)


@register.simple_tag
def account_tabs(request: HttpRequest) -> list[Tab]:
    """List the pages of one's own account."""
    pages = [(_("Addresses"), reverse("account_email")), (_("Ways to sign in"), reverse("mfa_index"))]
    if access.is_physician(request.user):
        pages = [(_("Profile"), reverse("members:edit")), (_("Only you"), reverse("members:private")), *pages]
    return [(words, url, request.path == url, "") for words, url in pages]

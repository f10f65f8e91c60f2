"""Template tags of the room: the demo's people, the tabs of one's account, who needs a key."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import template
from django.conf import settings
from django.http import HttpRequest

from mentorquilt.members import access, queries
from mentorquilt.members.models import Member

register = template.Library()
Tab = tuple[str, str, bool, str]


@register.simple_tag
def demo_people() -> list[queries.DemoPerson]:
    """List the people the sign-in page offers with one click; none outside the demo."""
    return queries.demo_people() if access.demo_is_on() else []


@register.simple_tag
def nobody_runs_it() -> bool:
    """Tell whether this installation has no admin yet, so that nobody could let anybody in."""
    return not access.has_admin()


@register.simple_tag
def needs_key(member: Member) -> bool:
    """Tell whether somebody's role asks for a passkey or an authenticator app."""
    return access.is_staff(member)


@register.simple_tag
def account_tabs(request: HttpRequest) -> list[Tab]:
    """List the pages of one's own account."""
    member: Any = request.user
    return [(words, url, current, "") for words, url, current in queries.account_pages(member, request.path)]


@register.simple_tag
def sign_on() -> str:
    """Return what the society's sign-on is called; nothing where there is none."""
    return next((app["name"] for app in settings.SOCIALACCOUNT_PROVIDERS.get("sso", {}).get("APPS", ())), "")


@register.simple_tag
def sign_on_connected(member: Member) -> bool:
    """Tell whether somebody connected the society's sign-on."""
    return bool(SocialAccount.objects.filter(user=member).exists())

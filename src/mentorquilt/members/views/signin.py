"""Entering: one click in the demo, and the question which address mail should go to."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from mentorquilt import ui
from mentorquilt.members import access, actions
from mentorquilt.members.models import Member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people; refused everywhere but in a demo outside production."""
    if not access.demo_is_on():
        raise PermissionDenied
    found = Member.objects.filter(is_active=True).exclude(demo_label="")
    person = next((row for row in found if str(row.ref) == request.POST.get("ref")), None)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method="demo")
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return ui.done(request, to=wanted if safe else "/")


@login_required
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Ask once, at the first sign-in, where mail may go (M1)."""
    member = access.own_profile(request.user)
    if request.method == "POST":
        actions.choose_address(member=member, now=timezone.now())
        return ui.done(request, to="/")
    return ui.page(request, "members/address.html", {"address": member.email})

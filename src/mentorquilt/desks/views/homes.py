"""The first page after signing in, by role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorquilt.desks import access, queries
from mentorquilt.desks.queries import installation as health


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home of the signed-in person's role; an officer who is a member herself has both, one tap apart."""
    now = timezone.now()
    kind = access.home_of(request.user)
    tabs: list[tuple[str, str, bool, str]] = []
    if kind in {"coordinator", "admin"} and access.is_member_too(request.user):
        as_member = request.GET.get("as") == "member"
        tabs = _both_homes(as_member=as_member)
        kind = "member" if as_member else kind
    if kind == "coordinator":
        desk = queries.coordinator_desk(request.user, now=now)
        may_lend = access.programs_to_lend(request.user).exists()
        context = {"desk": desk, "may_lend": may_lend, "is_admin": access.is_admin(request.user)}
        context["tabs"] = tabs
        return render(request, "desks/coordinator.html", context)
    if kind == "admin":
        return installation(request)
    if kind == "member":
        hers = queries.member_desk(request.user, now=now, today=timezone.localdate())  # type: ignore[arg-type]
        return render(request, "desks/member.html", {"desk": hers, "pairs": hers.pairs, "tabs": tabs})
    return render(request, "desks/nobody.html")


def _both_homes(*, as_member: bool) -> list[tuple[str, str, bool, str]]:
    """Return the two homes of somebody who runs something and is a member as well."""
    here = reverse("desks:home")
    return [
        (_("Your desk"), here, not as_member, ""),
        (_("As a member"), f"{here}?as=member", as_member, ""),
    ]


@login_required
@require_safe
def installation(request: HttpRequest) -> HttpResponse:
    """Show whether everything runs, and the pages an admin works with."""
    access.require_admin(request.user)
    now = timezone.now()
    context = {"desk": queries.admin_desk(now=now), "links": health.links(), "is_demo": access.is_demo()}
    return render(request, "desks/admin.html", context)

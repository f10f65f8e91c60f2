"""The first page after signing in, by role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mentorquilt.desks import access, queries


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home of the signed-in person's role."""
    now = timezone.now()
    kind = access.home_of(request.user)
    if kind == "coordinator":
        desk = queries.coordinator_desk(request.user, now=now)
        return render(request, "desks/coordinator.html", {"desk": desk})
    if kind == "admin":
        return render(request, "desks/admin.html", {"desk": queries.admin_desk(now=now)})
    if kind == "member":
        today = timezone.localdate()
        return render(request, "desks/member.html", {"desk": queries.member_desk(request.user, today=today)})  # type: ignore[arg-type]
    return render(request, "desks/nobody.html")

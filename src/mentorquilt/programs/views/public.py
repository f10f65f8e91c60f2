"""The front door: a program's public page, and entering from it by a code that is mailed (S-16, P11)."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from mentorquilt import ui
from mentorquilt.members import actions as members
from mentorquilt.programs import access, queries, states
from mentorquilt.programs.forms.door import DoorForm

DOOR = "door"
"""Where a session keeps the page on which another address can be typed."""


@require_safe
def public(request: HttpRequest, name: str) -> HttpResponse:
    """Show a program to anybody: what it is, for whom, when, whom to ask, and two buttons."""
    door = queries.door(access.program_at_door(name), timezone.localdate())
    context: dict[str, Any] = {"door": door, "program": door.program, "cohort": door.cohort}
    if door.cohort is not None:
        context["dates"] = queries.dates_line(door.cohort)
        context["days"] = queries.milestones(door.cohort, timezone.localdate())
    address = reverse("programs:public", args=[door.program.slug or door.program.ref])
    return ui.page(request, "programs/public.html", {**context, "here": request.build_absolute_uri(address)})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, name: str, role: str) -> HttpResponse:
    """Ask a stranger for her address and mail her a code; known and unknown ones get the same answer.

    Where she goes afterwards follows from the page alone; no target is taken from the request (P17).
    """
    door = queries.door(access.program_at_door(name), timezone.localdate())
    if role not in states.EnrolmentRole.values:
        raise Http404
    if not door.is_open or door.cohort is None:
        return ui.done(request, to=reverse("programs:public", args=[name]))
    target = reverse("programs:enrol", args=[door.cohort.ref, role])
    if request.user.is_authenticated:
        return ui.done(request, to=target)
    form = DoorForm(request.POST if request.method == "POST" else None)
    context = {"door": door, "program": door.program, "cohort": door.cohort, "role": role, "form": form}
    if request.method != "POST":
        return ui.page(request, "programs/enter.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="programs/enter.html", context=context)
    return send_code(request, form.cleaned_data["email"], target=target, door=request.path)


def send_code(request: HttpRequest, address: str, *, target: str, door: str) -> HttpResponse:
    """Mail a code to an address and ask for it; ``target`` is one of our own pages, never from a request."""
    with transaction.atomic():
        member = members.open_door(email=address, now=timezone.now())
        LoginCodeVerificationProcess.initiate(request=request, user=member, email=address.strip().lower())
    request.session[DOOR] = door
    to = f"{reverse('account_confirm_login_code')}?{urlencode({'next': target})}"
    return ui.done(request, to=to)

"""Answers to the yearly question: from the mail without an account, or on one's own profile (S-69)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import access, actions, queries

PAGE = "members/check.html"


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show what we hold with one button, or write that it is right; opening the link alone changes nothing."""
    member = queries.asked(token)
    if member is None:
        return _over(request)
    now = timezone.now()
    if request.method == "POST" and queries.is_open(member):
        actions.say_still_right(member=member, by=member, now=now)
        return redirect("members:check", token=token)
    context = {
        "token": token,
        "is_open": queries.is_open(member),
        "held": queries.held(member, now),
        "person": member,
    }
    return ui.page(request, PAGE, context)


@require_safe
def check_change(request: HttpRequest, token: str) -> HttpResponse:
    """Lead from the mail to the page where she changes her profile; it asks who she is."""
    if queries.asked(token) is None:
        return _over(request)
    return redirect("members:edit")


def _over(request: HttpRequest) -> HttpResponse:
    """Say that a link leads nowhere any more, with what to do instead."""
    return HttpResponse(ui.page(request, PAGE, {"gone": True}).content, status=410)


@login_required
@require_POST
def still_right(request: HttpRequest) -> HttpResponse:
    """Write on one's own profile that it is still right."""
    member = access.own_profile(request.user)
    actions.say_still_right(member=member, by=member, now=timezone.now())
    return ui.done(request, to=reverse("members:mine"), message=_("Thank you. We ask again in a year."))

"""Somebody cannot get in: what is known about her address, and the few things that help. No code is ever shown."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.cannot_get_in import WhoForm
from mentorquilt.desks.queries import cannot_get_in as queries
from mentorquilt.desks.views.staff import still_her
from mentorquilt.mail.actions.addresses import lift
from mentorquilt.members import actions as members
from mentorquilt.members.actions import leaving
from mentorquilt.members.actions import way_in as helping
from mentorquilt.members.actions.grants import LastAdmin
from mentorquilt.records import actions as records

PAGE = "desks/cannot_get_in.html"


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the address; lead to whoever has it, or say that nobody does."""
    access.require_help(request.user)
    form = WhoForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return ui.page(request, PAGE, {"form": form})
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context={"form": form})
    address = form.cleaned_data["email"]
    person = queries.who_has(address)
    if person is not None:
        return ui.done(request, to=reverse("desks:cannot_get_in_person", args=[person.ref]))
    return ui.page(request, PAGE, {"form": form, "found": queries.story(address, None, timezone.now())})


@login_required
@require_safe
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what bears on one person's way in; looking is noted."""
    now = timezone.now()
    member = access.whom_to_help(request.user, ref)
    records.seen(reader=request.user, about=member, page="cannot_get_in", now=now)
    context = {
        "form": WhoForm(initial={"email": member.email}),
        "found": queries.story(member.email, member, now),
        "is_admin": access.is_admin(request.user),
        "may_open": access.may_open(request.user, member),
    }
    return ui.page(request, PAGE, context)


def _back(request: HttpRequest, member: Any, words: str) -> HttpResponse:
    return ui.done(request, to=reverse("desks:cannot_get_in_person", args=[member.ref]), message=words)


@login_required
@require_POST
def send(request: HttpRequest, ref: str) -> HttpResponse:
    """Send her a link that signs in once."""
    member = access.whom_to_help(request.user, ref)
    try:
        helping.send_way_in(member=member, by=request.user, now=timezone.now())
    except helping.Closed:
        here = reverse("desks:cannot_get_in_person", args=[ref])
        return ui.conflict(request, message=_("The account is closed. Open it first."), back=here)
    return _back(request, member, _("A link is on its way. It works once, for an hour."))


@login_required
@require_POST
def clear(request: HttpRequest, ref: str) -> HttpResponse:
    """Let mail go to her suspended addresses again."""
    member = access.whom_to_help(request.user, ref)
    for line in queries.story(member.email, member, timezone.now()).standing.suspended:
        lift(address=line.email, by=request.user, now=timezone.now())
    return _back(request, member, _("Mail goes there again. If it bounces twice more, it stops again."))


@login_required
@require_POST
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    """Open a closed account; one that is to be forgotten is opened by its owner alone."""
    member = access.openable(request.user, ref)
    members.set_active(member=member, is_active=True, by=request.user, now=timezone.now())
    return _back(request, member, _("The account is open. Send her a link."))


@login_required
@require_http_methods(["GET", "POST"])
@still_her
def reset(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then take lost keys away; she is told by mail."""
    access.require_admin(request.user)
    member = access.whom_to_help(request.user, ref)
    here = reverse("desks:cannot_get_in_person", args=[ref])
    if request.method == "POST":
        helping.reset_keys(member=member, by=request.user, now=timezone.now())
        return _back(
            request, member, _("Her keys are taken away, and a mail tells her. She sets up new ones.")
        )
    return ui.page(request, "ui/confirm.html", queries.before_reset(member, here))


@login_required
@require_http_methods(["GET", "POST"])
@still_her
def data(request: HttpRequest, ref: str) -> HttpResponse:
    """Start, at a person's wish, the copy of her data; it goes to her alone."""
    access.require_admin(request.user)
    member = access.whom_to_help(request.user, ref)
    if request.method == "POST":
        leaving.order_copy(member=member, by=request.user, now=timezone.now())
        return _back(request, member, _("Her copy is being made. A mail tells her where to fetch it."))
    here = reverse("desks:cannot_get_in_person", args=[ref])
    return ui.page(request, "ui/confirm.html", queries.before_copy(member, here))


@login_required
@require_http_methods(["GET", "POST"])
@still_her
def forget(request: HttpRequest, ref: str) -> HttpResponse:
    """Start, at a person's wish, the fourteen days after which she is forgotten."""
    access.require_admin(request.user)
    member = access.whom_to_help(request.user, ref)
    here = reverse("desks:cannot_get_in_person", args=[ref])
    if request.method == "POST":
        try:
            leaving.ask_to_be_forgotten(member=member, by=request.user, now=timezone.now())
        except LastAdmin:
            words = _("She is the last admin. Give somebody else the right first.")
            return ui.conflict(request, message=words, back=here)
        return _back(request, member, _("Her account is closed. A mail tells her how to take it back."))
    return ui.page(request, "ui/confirm.html", queries.before_forgetting(member, here))

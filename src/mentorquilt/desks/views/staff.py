"""Who works for the society: the list, naming somebody, taking a right away, and stand-ins for some weeks.

Whoever changes a right shows first that it is still her (M23).
"""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import calendars, ui
from mentorquilt.desks import access, actions
from mentorquilt.desks.forms.staff import AddForm, StandInForm
from mentorquilt.desks.queries import staff as queries
from mentorquilt.members import actions as members
from mentorquilt.members import queries as people
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

View = Callable[..., HttpResponse]


def still_her(view: View) -> View:
    """Ask for a second factor or password again before a page that changes rights, once in five minutes."""
    return cast(View, reauthentication_required(view))


@login_required
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """List everybody who holds a right."""
    access.require_admin(request.user)
    lines = queries.staff(now=timezone.now())
    return render(request, "desks/staff.html", {"lines": lines, "zone": society.current().zone})


@login_required
@require_http_methods(["GET", "POST"])
@still_her
def add(request: HttpRequest) -> HttpResponse:
    """Give somebody a right and tell her by mail."""
    access.require_admin(request.user)
    form = AddForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "crumbs": [(_("Staff"), reverse("desks:staff")), (_("Name somebody"), "")]}
    if request.method != "POST":
        return render(request, "desks/staff_add.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="desks/staff_add.html", context=context)
    now = timezone.now()
    wanted = ("email", "name", "role", "scope_kind", "scope_id", "scope_words")
    facts = {name: form.cleaned_data[name] for name in wanted}

    def act() -> str:
        actions.add_person(by=request.user, now=now, **facts)
        return reverse("desks:staff")

    key = request.POST.get("submission", "")
    to = records.once(key=key, payload=dict(request.POST.lists()), by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("Done. A mail with the way in is on its way to her."))


@login_required
@require_safe
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one person's rights, each with a way to take it back."""
    member, now = access.staff_member(request.user, ref), timezone.now()
    lines = queries.staff(now=now, only=member)
    context = {
        "line": lines[0] if lines else None,
        "member_name": people.called(member),
        "may_lend": access.programs_to_lend(member).exists(),
        "stand_ins": queries.stand_ins(member, now=now)[0],
        "zone": society.current().zone,
        "crumbs": [(_("Staff"), reverse("desks:staff")), (people.called(member), "")],
    }
    return render(request, "desks/staff_person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@still_her
def revoke(request: HttpRequest, ref: str, key: int) -> HttpResponse:
    """Ask, then take one right away; refused for the last admin."""
    held = access.right_of(request.user, ref, key)
    here = reverse("desks:staff_person", args=[ref])
    name = people.called(held.member)
    if request.method != "POST":
        context = {
            "title": _("Take this right from %(name)s?") % {"name": name},
            "happens": [
                _("From her next click on she cannot use it any more."),
                _("Stand-ins she named for it end as well."),
                _("What she did stays in the audit trail."),
            ],
            "action": _("Take it away"),
            "danger": True,
            "cancel_url": here,
        }
        return render(request, "ui/confirm.html", context)
    try:
        members.revoke(held=held, by=request.user, now=timezone.now())
    except members.LastAdmin:
        message = _("%(name)s is the last admin. Name another one first.") % {"name": name}
        return ui.conflict(request, message=message, back=here)
    except members.NoLongerAllowed:
        message = _("Your own admin right was taken away a moment ago. Nothing was changed.")
        return ui.conflict(request, message=message, back="/")
    return ui.done(request, to=reverse("desks:staff"), message=_("The right is taken away."))


@login_required
@require_http_methods(["GET", "POST"])
@still_her
def stand_in(request: HttpRequest, ref: str | None = None) -> HttpResponse:
    """Let somebody look after one's programs for some weeks; an admin can do it for a coordinator who is away."""
    whom, now, zone = access.to_be_replaced(request.user, ref), timezone.now(), society.current().zone
    today = now.astimezone(calendars.zone_info(zone)).date()
    programs = list(access.programs_to_lend(whom))
    form = StandInForm(
        request.POST if request.method == "POST" else None, programs=programs, today=today, zone=zone
    )
    is_own = whom.pk == request.user.pk
    context = {"form": form, "whom": people.called(whom), "is_own": is_own}
    if request.method == "POST" and form.is_valid() and form.cleaned_data["email"] == whom.email:
        form.add_error("email", _("Nobody stands in for herself. Give somebody else's address."))
    if request.method != "POST":
        return render(request, "desks/staff_stand_in.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="desks/staff_stand_in.html", context=context)
    to = "/" if is_own else reverse("desks:staff_person", args=[whom.ref])

    def act() -> str:
        actions.lend(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            instead_of=whom,
            programs=form.chosen,
            until=form.ends_at,
            by=request.user,
            now=now,
        )
        return to

    key = request.POST.get("submission", "")
    records.once(key=key, payload=dict(request.POST.lists()), by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("Done. She gets a mail, and it ends by itself."))


@login_required
@require_POST
def end_stand_in(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back what was lent; the person herself or an admin."""
    member, whom = access.lent_to(request.user, ref, request.POST.get("instead_of", ""))
    members.end_stand_in(member=member, instead_of=whom, by=request.user, now=timezone.now())
    words = _("%(name)s does not stand in any more.") % {"name": people.called(member)}
    to = "/" if whom.pk == request.user.pk else reverse("desks:staff_person", args=[whom.ref])
    return ui.done(request, to=to, message=words)

"""The page of what nobody else sees: whom somebody shuts out, and conflicts (S-11, S-54)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import access, actions, forms, queries
from mentorquilt.members.models import Member
from mentorquilt.members.states import ExclusionKind
from mentorquilt.members.views.once import once

PAGE = "members/private.html"
ABOUT = "about"


def _page(member: Member, **more: Any) -> dict[str, Any]:
    """Return what the page shows; ``adding`` replaces the form of one kind of exclusion."""
    adding = more.pop("adding", {})
    return {
        "kinds": [(kind, adding.get(kind) or forms.ExclusionForm(kind=kind)) for kind in ExclusionKind],
        "exclusions": queries.shut_out(member),
        "conflicts": queries.declared(member),
        "conflict_form": forms.ConflictForm(auto_id="conflict_%s"),
        "background": getattr(member, "background", None),
        "experiences": len(queries.experiences_of(member)),
        **more,
    }


@login_required
@require_safe
def private(request: HttpRequest) -> HttpResponse:
    """Show what is kept for the member alone."""
    return ui.page(request, PAGE, _page(access.own_profile(request.user)))


@login_required
@require_POST
def add_exclusion(request: HttpRequest, kind: str) -> HttpResponse:
    """Shut out an institution, a city, a region or a person."""
    member = access.own_profile(request.user)
    if kind not in ExclusionKind.values:
        raise Http404
    if kind == ExclusionKind.MEMBER:
        access.require_browse(request.user)
    form = forms.ExclusionForm(request.POST, kind=kind)
    if form.is_valid():
        value = form.cleaned_data["value"]
        try:
            to = once(request, lambda: _shut_out(member, kind, value))
            return ui.done(request, to=to, message=_("Kept for you alone. Matching heeds it from now on."))
        except actions.AboutOneself:
            form.add_error("value", _("That is you. Choose somebody else."))
    return ui.refuse(request, template=PAGE, context=_page(member, adding={kind: form}))


def _shut_out(member: Member, kind: str, value: str) -> str:
    actions.add_exclusion(owner=member, kind=kind, value=value, now=timezone.now())
    return f"{reverse('members:private')}#out"


@login_required
@require_POST
def remove_exclusion(request: HttpRequest, key: int) -> HttpResponse:
    """Let in again."""
    actions.remove_exclusion(exclusion=access.own_exclusion(request.user, key), now=timezone.now())
    return ui.done(request, to=f"{reverse('members:private')}#out", message=_("Taken off your list."))


@login_required
@require_POST
def add_conflict(request: HttpRequest) -> HttpResponse:
    """Declare a conflict."""
    access.require_browse(request.user)
    member, form = access.own_profile(request.user), forms.ConflictForm(request.POST, auto_id="conflict_%s")
    if form.is_valid():
        try:
            to = once(request, lambda: _declare(member, form))
            return ui.done(request, to=to, message=_("Kept for you alone. You two will not be paired."))
        except actions.AboutOneself:
            form.add_error("about", _("That is you. Choose somebody else."))
    return ui.refuse(request, template=PAGE, context=_page(member, conflict_form=form))


def _declare(member: Member, form: forms.ConflictForm) -> str:
    about = Member.objects.get(ref=form.cleaned_data["about"])
    actions.add_conflict(declared_by=member, about=about, kind=form.cleaned_data["kind"], now=timezone.now())
    return f"{reverse('members:private')}#conflicts"


@login_required
@require_POST
def remove_conflict(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw a conflict."""
    actions.remove_conflict(conflict=access.own_conflict(request.user, key), now=timezone.now())
    return ui.done(request, to=f"{reverse('members:private')}#conflicts", message=_("Withdrawn."))


@login_required
@require_safe
def find(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer the pickers of this page while somebody types."""
    access.own_profile(request.user)
    if kind in {ABOUT, ExclusionKind.MEMBER}:
        access.require_browse(request.user)
    if kind == ABOUT:
        return ui.pickers.pick_list(request, name="about", find=forms.find_named)
    if kind not in ExclusionKind.values:
        raise Http404
    return ui.pickers.pick_list(request, name="value", find=forms.FINDERS[ExclusionKind(kind)][0])

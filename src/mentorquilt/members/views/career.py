"""One's own career path: its steps, added from nothing or from an institution already listed, changed, removed (S-09)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorquilt import ui
from mentorquilt.members import access, actions, forms, queries
from mentorquilt.members.models import Affiliation, Member
from mentorquilt.members.states import AffiliationKind, Turn
from mentorquilt.members.views.once import once

PAGE, STEP = "members/career.html", "members/career_step.html"


def _page(member: Member, form: forms.StepForm) -> dict[str, Any]:
    return {
        "form": form,
        "career": queries.career(member),
        "places": queries.steps_to_take_over(member),
        "most": actions.MOST_STEPS,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def career(request: HttpRequest) -> HttpResponse:
    """Show the path with a form for one more step, or add it; ``?place=`` fills in an institution already listed."""
    member = access.own_profile(request.user)
    if request.method != "POST":
        return ui.page(request, PAGE, _page(member, forms.StepForm(initial=_from_place(request, member))))
    form = forms.StepForm(request.POST)
    if form.is_valid():
        try:
            to = once(request, lambda: _add(member, form))
            return ui.done(request, to=to, message=_("It stands on your path."))
        except actions.PathFull:
            form.add_error(None, _("Your path is as long as a page can show. Take a step off first."))
    return ui.refuse(request, template=PAGE, context=_page(member, form))


def _add(member: Member, form: forms.StepForm) -> str:
    actions.add_step(member=member, by=member, now=timezone.now(), **form.cleaned_data)
    return reverse("members:career")


def _from_place(request: HttpRequest, member: Member) -> dict[str, Any]:
    """Return what an institution of one's own says of a step; nothing when it is none of hers."""
    key = request.GET.get("place", "")
    rows = Affiliation.objects.filter(member=member).select_related("institution")
    row = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if row is None:
        return {}
    is_training = row.kind == AffiliationKind.TRAINING
    return {
        "title": row.title or (_("Training") if is_training else ""),
        "place": row.institution.name[:160],
        "turn": Turn.TRAINING if is_training else Turn.OTHER,
        "from_year": row.from_year,
        "to_year": row.to_year,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Show one step in a form, or change it."""
    row = access.own_step(request.user, key)
    names = ("title", "place", "turn", "from_year", "to_year")
    if request.method != "POST":
        form = forms.StepForm(initial={name: getattr(row, name) for name in names})
        return ui.page(request, STEP, {"form": form, "row": row})
    form = forms.StepForm(request.POST)
    if not form.is_valid():
        return ui.refuse(request, template=STEP, context={"form": form, "row": row})
    actions.change_step(step=row, by=request.user, now=timezone.now(), **form.cleaned_data)
    return ui.done(request, to=reverse("members:career"), message=_("Saved."))


@login_required
@require_POST
def remove_step(request: HttpRequest, key: int) -> HttpResponse:
    """Take one step off the path."""
    actions.remove_step(step=access.own_step(request.user, key), by=request.user, now=timezone.now())
    return ui.done(request, to=reverse("members:career"), message=_("It is off your path."))

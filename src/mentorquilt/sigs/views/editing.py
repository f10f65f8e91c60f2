"""What the office and the officers change: setting up, describing, naming officers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records
from mentorquilt.sigs import access, actions, queries
from mentorquilt.sigs.forms import GroupForm, OfficerForm, found_people
from mentorquilt.sigs.models import Sig
from mentorquilt.ui import pickers

FORM, OFFICERS = "sigs/group_form.html", "sigs/officers.html"


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Set up a new group."""
    access.require_set_up(request.user)
    form = GroupForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "crumbs": [(_("Groups"), reverse("sigs:list")), (_("New group"), "")]}
    if request.method != "POST":
        return ui.page(request, FORM, context)
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    if not form.is_valid():
        return ui.refuse(request, template=FORM, context=context)
    now = timezone.now()

    def act() -> str:
        sig = actions.create_group(by=request.user, now=now, **form.cleaned_data)
        return reverse("sigs:show", args=[sig.slug])

    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("The group is there. Next: who leads it."))


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a group says of itself."""
    sig = access.group_to_describe(request.user, slug)
    form = GroupForm(request.POST if request.method == "POST" else None, instance=Sig.objects.get(pk=sig.pk))
    context = {"form": form, "sig": sig, "crumbs": _crumbs(sig, _("Change it"))}
    if request.method != "POST":
        return ui.page(request, FORM, context)
    if not form.is_valid():
        return ui.refuse(request, template=FORM, context=context)
    actions.describe_group(sig=sig, by=request.user, now=timezone.now(), **form.cleaned_data)
    return ui.done(request, to=reverse("sigs:show", args=[sig.slug]), message=_("Saved."))


def _crumbs(sig: Sig, words: str) -> list[tuple[str, str]]:
    return [
        (_("Groups"), reverse("sigs:list")),
        (sig.name, reverse("sigs:show", args=[sig.slug])),
        (words, ""),
    ]


@login_required
def officers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who leads a group, and name somebody."""
    sig = access.group_to_staff(request.user, slug)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        member = Member.objects.get(ref=form.cleaned_data["person"])
        actions.name_officer(
            sig=sig, member=member, office=form.cleaned_data["office"], by=request.user, now=timezone.now()
        )
        to = reverse("sigs:officers", args=[sig.slug])
        return ui.done(
            request, to=to, message=_("Named. The right over the group's programs begins at once.")
        )
    context: dict[str, Any] = {
        "form": form,
        "sig": sig,
        "officers": queries.officers([sig]).get(sig.pk, []),
        "crumbs": _crumbs(sig, _("Officers")),
    }
    if request.method != "POST":
        return ui.page(request, OFFICERS, context)
    return ui.refuse(request, template=OFFICERS, context=context)


@login_required
@require_POST
def remove_officer(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Take office and right away from somebody."""
    officer = access.officer_to_change(request.user, slug, ref)
    actions.remove_officer(officer=officer, by=request.user, now=timezone.now())
    to = reverse("sigs:officers", args=[slug])
    return ui.done(request, to=to, message=_("Done. The right over the group's programs has ended."))


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Answer the search for a person to name, while typing."""
    access.require_name_officers(request.user)
    return pickers.pick_list(request, name="person", find=found_people)

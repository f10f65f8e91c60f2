"""Writing, replacing, hiding and restoring guides."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mentorquilt import ui
from mentorquilt.guides import access, actions, queries
from mentorquilt.guides.forms import GuideForm
from mentorquilt.guides.models import Guide
from mentorquilt.members import queries as people
from mentorquilt.records import actions as records

FORM = "guides/guide_form.html"
DECISIONS = {
    "hide": (
        actions.hide,
        gettext_lazy("Hidden. Only you and other staff find it, at the foot of the library."),
    ),
    "show": (actions.show, gettext_lazy("It stands in the library again.")),
    "keep": (actions.keep_own, gettext_lazy("Your words stay. The newer text is no longer offered.")),
}


def _previewed(request: HttpRequest, form: GuideForm, context: dict[str, Any]) -> HttpResponse:
    """Show the words as readers would see them; nothing is saved."""
    form.full_clean()
    body = form.cleaned_data.get("body", "")
    return ui.page(request, FORM, context | {"preview": ui.prose(body)}, fragment=f"{FORM}#preview")


def _before_saving(request: HttpRequest, form: GuideForm, context: dict[str, Any]) -> HttpResponse | None:
    """Return the empty form, the preview or what is wrong; None when the guide is ready to be saved."""
    if request.method != "POST":
        return ui.page(request, FORM, context)
    if "preview" in request.POST:
        return _previewed(request, form, context)
    return None if form.is_valid() else ui.refuse(request, template=FORM, context=context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Write a new guide of the society's own."""
    access.require_edit(request.user)
    initial = {"reviewed_on": timezone.localdate(), "author": people.called(request.user)}  # type: ignore[arg-type]
    form = GuideForm(
        request.POST if request.method == "POST" else None, labels=people.labels(), initial=initial
    )
    context = {"form": form, "crumbs": [(_("Guides"), reverse("guides:library")), (_("New guide"), "")]}
    early = _before_saving(request, form, context)
    if early is not None:
        return early
    now = timezone.now()

    def act() -> str:
        guide = actions.create_guide(by=request.user, now=now, **form.cleaned_data)
        return reverse("guides:show", args=[guide.slug])

    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("The guide is in the library."))


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a guide's words and what stands with them."""
    guide = access.guide_to_edit(request.user, slug)
    here = reverse("guides:show", args=[guide.slug])
    form = GuideForm(
        request.POST if request.method == "POST" else None,
        labels=people.labels(),
        instance=Guide.objects.get(pk=guide.pk),
    )
    context = {
        "form": form,
        "guide": guide,
        "standing": queries.standing(guide, timezone.localdate()),
        "crumbs": [(_("Guides"), reverse("guides:library")), (guide.title, here), (_("Change it"), "")],
    }
    early = _before_saving(request, form, context)
    if early is not None:
        return early
    actions.change_guide(guide=guide, by=request.user, now=timezone.now(), **form.cleaned_data)
    return ui.done(request, to=here, message=_("Saved."))


@login_required
@require_POST
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Hide a guide, show it again, keep the society's words against a newer text, or note a review of today."""
    guide = access.guide_to_edit(request.user, slug)
    here, now = reverse("guides:show", args=[guide.slug]), timezone.now()
    if request.POST.get("do") == "reviewed":
        actions.mark_reviewed(guide=guide, on=timezone.localdate(), by=request.user, now=now)
        return ui.done(request, to=here, message=_("Noted: reviewed today."))
    act, words = DECISIONS.get(request.POST.get("do", ""), (None, ""))
    if act is None:
        raise Http404
    try:
        act(guide=guide, by=request.user, now=now)
    except actions.NotShipped:
        raise Http404 from None
    return ui.done(request, to=here, message=str(words))


@login_required
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Put back the text that came with this version, after asking."""
    guide = access.guide_to_edit(request.user, slug)
    here = reverse("guides:show", args=[guide.slug])
    if request.method == "POST":
        try:
            actions.restore_shipped(guide=guide, by=request.user, now=timezone.now())
        except actions.NotShipped:
            raise Http404 from None
        return ui.done(request, to=here, message=_("The shipped text is back."))
    if not queries.shipped_text(guide):
        raise Http404
    context = {
        "title": _("Put the shipped text back?"),
        "text": guide.title,
        "happens": [
            _("The society's own words, source and labels of this guide are replaced."),
            _("Its address stays, and so does whether it is listed."),
        ],
        "action": _("Put it back"),
        "danger": True,
        "cancel_url": here,
    }
    return ui.page(request, "ui/confirm.html", context)

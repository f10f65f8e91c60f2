"""The two pages on which somebody may tell what nobody has to: her background, and what she came through (S-66, S-73)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentorquilt import ui
from mentorquilt.members import access, actions, forms, queries
from mentorquilt.members.models import Background, Member
from mentorquilt.members.states import BackgroundUse

BACKGROUND, EXPERIENCES = "members/background.html", "members/experiences.html"
ASKED_AGAIN = timedelta(days=365)


def _uses(row: Background) -> list[dict[str, Any]]:
    """Return each use with its words and whether it is allowed now."""
    return [
        {"slug": use.value, "words": forms.USES[use][0], "is_on": use.value in row.uses}
        for use in BackgroundUse
    ]


def _background(member: Member, form: forms.BackgroundForm) -> dict[str, Any]:
    row = Background.objects.filter(member=member).first()
    if row is None:
        return {"form": form}
    since = row.confirmed_at or row.consented_at
    return {
        "form": form,
        "row": row,
        "uses": _uses(row),
        "is_used": bool(row.uses),
        "is_old": timezone.now() - since > ASKED_AGAIN,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def background(request: HttpRequest) -> HttpResponse:
    """Show what somebody says of herself with its uses, or keep it anew; nothing said is nothing kept."""
    member = access.own_profile(request.user)
    if request.method != "POST":
        form = forms.BackgroundForm(initial=queries.kept_background(member), auto_id="background_%s")
        return ui.page(request, BACKGROUND, _background(member, form))
    form = forms.BackgroundForm(request.POST, auto_id="background_%s")
    if not form.is_valid():
        return ui.refuse(request, template=BACKGROUND, context=_background(member, form))
    row = actions.change_background(member=member, now=timezone.now(), **form.facts())
    if row is None:
        return ui.done(request, to=request.path, message=_("Nothing is kept."))
    words = (
        _("Kept, encrypted, and used for what you ticked.")
        if row.uses
        else _("Kept, encrypted, and used for nothing.")
    )
    return ui.done(request, to=request.path, message=words)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop one use at once."""
    member = access.own_profile(request.user)
    if slug not in BackgroundUse.values:
        raise Http404
    actions.withdraw_use(member=member, use=BackgroundUse(slug), now=timezone.now())
    return ui.done(
        request, to=reverse("members:background"), message=_("Stopped. It is no longer used for that.")
    )


@login_required
@require_POST
def confirm_background(request: HttpRequest) -> HttpResponse:
    """Write that what was said is still right."""
    actions.confirm_background(member=access.own_profile(request.user), now=timezone.now())
    return ui.done(request, to=reverse("members:background"), message=_("Thank you. We ask again in a year."))


@login_required
@require_POST
def delete_background(request: HttpRequest) -> HttpResponse:
    """Delete all of it with one tap."""
    actions.delete_background(member=access.own_profile(request.user), now=timezone.now())
    return ui.done(request, to=reverse("members:background"), message=_("Deleted. Nothing of it is kept."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def experiences(request: HttpRequest) -> HttpResponse:
    """Show what somebody says she came through, or keep it anew."""
    member = access.own_profile(request.user)
    kept = queries.experiences_of(member)
    if request.method != "POST":
        form = forms.ExperiencesForm(initial=kept, auto_id="through_%s")
        return ui.page(request, EXPERIENCES, {"form": form, "count": len(kept)})
    form = forms.ExperiencesForm(request.POST, auto_id="through_%s")
    if not form.is_valid():
        return ui.refuse(request, template=EXPERIENCES, context={"form": form, "count": len(kept)})
    actions.change_experiences(member=member, told=form.facts(), now=timezone.now())
    return ui.done(request, to=request.path, message=_("Kept, encrypted."))


@login_required
@require_POST
def delete_experiences(request: HttpRequest) -> HttpResponse:
    """Delete all of them with one tap."""
    actions.delete_experiences(member=access.own_profile(request.user), now=timezone.now())
    return ui.done(request, to=reverse("members:experiences"), message=_("Deleted. Nothing of it is kept."))

"""The page on which somebody edits her profile: all parts, one at a time saved, each field saved as typed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import gate, ui
from mentorquilt.members import access, actions, forms, queries
from mentorquilt.members.models import Member
from mentorquilt.members.views.parts import PARTS, part_named

PAGE = "members/edit.html"
MOST_BYTES = 6_000_000


def profile_page(member: Member, **more: Any) -> dict[str, Any]:
    """Return what the page shows; ``bound`` replaces the form of one part, ``adding`` that of institutions."""
    labels = queries.labels()
    bound: dict[str, forms.Part] = more.pop("bound", {})
    return {
        "member": member,
        "parts": [(part, bound.get(part.slug) or part.bind(member, labels)) for part in PARTS],
        "photo_seen": ui.forms.MEMBERS,
        "photo": queries.photo_urls([member.pk]).get(member.pk, ""),
        "institutions": queries.shown_institutions(member),
        "adding": forms.AffiliationForm(),
        **more,
    }


@login_required
@require_safe
def edit(request: HttpRequest) -> HttpResponse:
    """Show all parts of one's own profile."""
    return ui.page(request, PAGE, profile_page(access.own_profile(request.user)))


@login_required
@require_POST
def save_part(request: HttpRequest, slug: str) -> HttpResponse:
    """Save one part with its button; what was typed stays when something is wrong."""
    member, part = access.own_profile(request.user), part_named(slug)
    form = part.bind(member, queries.labels(), request.POST)
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context=profile_page(member, bound={slug: form}))
    part.save(member, form.cleaned_data, timezone.now())
    return ui.done(request, to=f"{reverse('members:edit')}#{slug}", message=_("Saved."))


@login_required
@require_POST
def save_field(request: HttpRequest, slug: str) -> HttpResponse:
    """Save one field as it was typed, or say beside it what to do."""
    member, part = access.own_profile(request.user), part_named(slug)
    form, name = part.bind(member, queries.labels(), request.POST), request.POST.get("field", "")
    if not form.keep_only(name):
        return ui.not_saved(_("This field is not known. Load the page again."))
    if not form.is_valid():
        return ui.not_saved(
            " ".join(str(problem) for problems in form.errors.values() for problem in problems)
        )
    part.save(member, {name: form.cleaned_data[name]}, timezone.now())
    return ui.saved()


@login_required
@require_POST
def store_photo(request: HttpRequest) -> HttpResponse:
    """Store a photo, or delete the one there is."""
    member, here = access.own_profile(request.user), f"{reverse('members:edit')}#photo"
    if "remove" in request.POST:
        actions.drop_photo(member=member, by=member, now=timezone.now())
        return ui.done(request, to=here, message=_("The photo is deleted."))
    try:
        data = _sent(request.FILES.get("photo"))
        actions.store_photo(member=member, data=data, by=member, now=timezone.now())
    except gate.Refused as refused:
        return ui.refuse(request, template=PAGE, context=profile_page(member, photo_problem=str(refused)))
    return ui.done(
        request, to=here, message=_("The photo is stored, cut square and without its hidden data.")
    )


def _sent(file: Any) -> bytes:
    """Return what was sent, never reading more than a photo may have; raises ``gate.Refused``."""
    if file is None:
        raise gate.Refused("empty")
    if (file.size or 0) > MOST_BYTES:
        raise gate.Refused(
            "photo-too-big", size=filesizeformat(file.size or 0), limit=filesizeformat(MOST_BYTES)
        )
    data: bytes = file.read()
    return data

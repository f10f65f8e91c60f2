"""The members list, profiles as others see them, photos."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorquilt import ui
from mentorquilt.members import access, forms, queries
from mentorquilt.members.models import Member, Photo
from mentorquilt.records import actions as records


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the members list with its search."""
    access.require_browse(request.user)
    labels = queries.labels()
    form = forms.SearchForm(request.GET, labels=labels, places=queries.place_choices())
    filters = form.filters()
    found = queries.listing(filters, number=request.GET.get("page"), labels=labels, now=timezone.now())
    context = {
        "form": form,
        "filters": filters,
        "found": found,
        "page": found.page,
        "chosen": form.chosen(request.GET),
        "clear_url": reverse("members:list"),
    }
    return ui.page(request, "members/list.html", context, fragment="members/list.html#found")


@login_required
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one person's profile, as anybody else sees it."""
    person = access.member_for(request.user, ref)
    is_own = access.is_oneself(request.user, person)
    if access.is_staff(request.user):
        records.seen(reader=request.user, about=person, page="members.profile", now=timezone.now())
    return ui.page(request, "members/show.html", _profile(request.user, person, is_own=is_own))


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own profile with what only oneself sees, or with ``?as=others`` as others see it."""
    member = access.own_profile(request.user)
    as_others = request.GET.get("as") == "others"
    context = _profile(member, member, is_own=True) | {"as_others": as_others}
    if not as_others:
        context |= {"own": queries.own_lines(member, queries.labels())}
    return ui.page(request, "members/show.html", context)


def _profile(viewer: Any, person: Member, *, is_own: bool) -> dict[str, Any]:
    """Return what the page of a profile shows; what lies between two people only for two physicians."""
    now = timezone.now()
    labels = queries.labels()
    context: dict[str, Any] = {
        "shown": queries.shown(person, labels, now),
        "their_time": queries.local_time(person.profile.zone, now),
        "zone": queries.zone_words(person.profile.zone, now),
        "is_own": is_own,
        "crumbs": [(_("Members"), reverse("members:list")), (person.profile.called, "")],
    }
    if not is_own and access.is_physician(viewer):
        reader = access.own_profile(viewer)
        context |= {
            "between": queries.between(reader, person, now),
            "reader_zone": queries.zone_words(reader.profile.zone, now),
            "other_zone": context["zone"],
        }
    return context


@login_required
@require_safe
def photo(request: HttpRequest, ref: str, digest: str) -> HttpResponse:
    """Send a photo to whoever may open its owner's profile; its address changes with the picture."""
    person = access.member_for(request.user, ref)
    found = Photo.objects.filter(member=person, digest=digest).first()
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.image), content_type="image/webp")

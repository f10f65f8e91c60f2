"""The members list, profiles as others see them, photos."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorquilt import ui
from mentorquilt.members import access, forms, queries, ties
from mentorquilt.members.models import Member, Photo
from mentorquilt.records import actions as records


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the members list with its search."""
    access.require_browse(request.user)
    labels = queries.labels()
    form = forms.SearchForm(
        request.GET,
        labels=labels,
        places=queries.place_choices(),
        may_read_experiences=access.reads_experiences(request.user),
    )
    filters = form.filters()
    found = queries.listing(filters, number=request.GET.get("page"), labels=labels, now=timezone.now())
    context = {
        "form": form,
        "filters": filters,
        "found": found,
        "page": found.page,
        "chosen": form.chosen(request.GET),
        "clear_url": reverse("members:list"),
        "is_hard": queries.is_hard(filters.q, through=filters.through, topic=filters.topic),
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
    context = _profile(request.user, person, is_own=is_own)
    return ui.page(request, "members/show.html", context | _for_reader(request, person, is_own=is_own))


def _for_reader(request: HttpRequest, person: Member, *, is_own: bool) -> dict[str, Any]:
    """Return what this reader alone may know of a person: ways to reach her, what she came through, her background."""
    if is_own:
        return {}
    viewer, searched = request.user, request.GET.get("through", "")
    is_pair = person.pk in ties.partners_of(viewer)
    context: dict[str, Any] = {"contact": queries.contact_for(viewer, person, is_pair=is_pair)}
    if is_pair or (searched and access.reads_experiences(viewer)):
        context |= {"through": queries.experience_words(person, is_pair=is_pair, searched=searched)}
    if ties.coordinates(viewer, person):
        context |= {"background": queries.background_words(person)}
    return context


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own profile with what only oneself sees, or with ``?as=others`` as others see it."""
    member = access.own_profile(request.user)
    as_others = request.GET.get("as") == "others"
    context = _profile(member, member, is_own=True) | {"as_others": as_others}
    if not as_others:
        context |= {"own": queries.own_lines(member, queries.labels()), "is_asked": queries.is_open(member)}
    return ui.page(request, "members/show.html", context)


def _profile(viewer: Any, person: Member, *, is_own: bool) -> dict[str, Any]:
    """Return what the page of a profile shows; what lies between two people only for two physicians."""
    now = timezone.now()
    labels = queries.labels()
    context: dict[str, Any] = {
        "shown": queries.shown(person, labels, now),
        "career": queries.career(person),
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

"""Institutions and training programs on one's own profile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import access, actions, forms, queries
from mentorquilt.members.models import Affiliation, Institution, Member
from mentorquilt.members.views.editing import PAGE, profile_page
from mentorquilt.members.views.once import once


def _here() -> str:
    return f"{reverse('members:edit')}#institutions"


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """List one institution; a name that nobody wrote before begins a row, and may be asked about once."""
    member, form = access.own_profile(request.user), forms.AffiliationForm(request.POST)
    if not form.is_valid():
        return ui.refuse(request, template=PAGE, context=profile_page(member, adding=form))
    try:
        to = once(request, lambda: _list_one(member, form))
    except actions.AlreadyThere:
        form.add_error("institution", _("It is on your list already. Remove that line to change it."))
        return ui.refuse(request, template=PAGE, context=profile_page(member, adding=form))
    return ui.done(request, to=to, message=_("Added."))


def _list_one(member: Member, form: forms.AffiliationForm) -> str:
    facts = dict(form.cleaned_data)
    value: str = facts.pop("institution")
    is_new = value.startswith(forms.NEW)
    place = _meant(value)
    row = actions.add_affiliation(member=member, institution=place, by=member, now=timezone.now(), **facts)
    return reverse("members:same_employer", args=[row.pk]) if is_new and queries.alike(row) else _here()


def _meant(value: str) -> Institution:
    """Return the institution that was picked, or the new one."""
    if value.startswith(forms.NEW):
        return actions.institution_named(value.removeprefix(forms.NEW))
    return Institution.objects.get(ref=value)


@login_required
@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take one institution off the list."""
    row = access.own_affiliation(request.user, key)
    actions.remove_affiliation(affiliation=row, by=request.user, now=timezone.now())
    return ui.done(
        request, to=_here(), message=_("%(name)s is off your list.") % {"name": row.institution.name}
    )


@login_required
@require_http_methods(["GET", "POST"])
def same_employer(request: HttpRequest, key: int) -> HttpResponse:
    """Ask once whether a new name means an institution that is known; a yes puts the known one on the list."""
    row = access.own_affiliation(request.user, key)
    found = queries.alike(row)
    if request.method != "POST":
        return ui.page(request, "members/same_employer.html", {"row": row, "found": found})
    meant = next(
        (one.institution for one in found if str(one.institution.ref) == request.POST.get("ref")), None
    )
    if meant is not None:
        actions.correct_affiliation(
            affiliation=Affiliation.objects.get(pk=row.pk),
            institution=meant,
            by=request.user,
            now=timezone.now(),
        )
    return ui.done(request, to=_here(), message=_("Thank you. That keeps colleagues apart in matching."))


@login_required
@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """Answer the city picker."""
    access.own_profile(request.user)
    return ui.pickers.pick_list(request, name="city", find=forms.find_cities)


@login_required
@require_safe
def institutions(request: HttpRequest) -> HttpResponse:
    """Answer the institution picker."""
    access.own_profile(request.user)
    return ui.pickers.pick_list(request, name="institution", find=forms.find_places)

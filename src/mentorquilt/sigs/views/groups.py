"""The list of groups, one group's page, joining and leaving with one tap."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import access as people_access
from mentorquilt.members import queries as people
from mentorquilt.sigs import access, actions, links, queries


@login_required
@require_safe
def show_all(request: HttpRequest) -> HttpResponse:
    """List the society's groups, one's own first."""
    access.require_browse(request.user)
    may_set_up = access.may_set_up(request.user)
    context = {
        "groups": queries.groups(request.user, with_hidden=may_set_up),  # type: ignore[arg-type]
        "may_join": access.may_join(request.user),
        "may_mark": people_access.is_physician(request.user),
        "may_set_up": may_set_up,
    }
    return ui.page(request, "sigs/list.html", context)


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one group: what it is about, who leads it, its programs, and its members who are open to mentoring."""
    sig = access.group_to_see(request.user, slug)
    now = timezone.now()
    context = {
        "sig": sig,
        "people": queries.count_people(sig),
        "membership": queries.membership(sig, request.user),
        "officers": queries.officers([sig]).get(sig.pk, []),
        "lines": links.for_group(sig, request.user),
        "mentors": queries.mentors(
            sig,
            request.user,  # type: ignore[arg-type]
            number=request.GET.get("page"),
            labels=people.labels(),
            now=now,
        ),
        "may_join": access.may_join(request.user),
        "may_mark": people_access.is_physician(request.user),
        "may_describe": access.may_describe(request.user, sig),
        "may_name_officers": access.may_name_officers(request.user),
        "crumbs": [(_("Groups"), reverse("sigs:list")), (sig.name, "")],
    }
    return ui.page(request, "sigs/show.html", context)


@login_required
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a group."""
    sig = access.group_to_join(request.user, slug)
    here = reverse("sigs:show", args=[sig.slug])
    try:
        actions.join(sig=sig, member=request.user, now=timezone.now())  # type: ignore[arg-type]
    except actions.NotOpen:
        return ui.conflict(request, message=_("The office says who belongs to this group."), back=here)
    return ui.done(request, to=here, message=_("You belong to %(group)s now.") % {"group": sig.name})


@login_required
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a group."""
    sig = access.group_to_join(request.user, slug)
    here = reverse("sigs:show", args=[sig.slug])
    try:
        actions.leave(sig=sig, member=request.user, now=timezone.now())  # type: ignore[arg-type]
    except actions.StillOfficer:
        words = _("You hold an office in this group. Ask the society to name somebody else first.")
        return ui.conflict(request, message=words, back=here)
    except actions.ByTheList:
        words = _(
            "The society's membership list puts you in this group and would do so again. Ask the office to change it there."
        )
        return ui.conflict(request, message=words, back=here)
    return ui.done(request, to=here, message=_("You have left %(group)s.") % {"group": sig.name})

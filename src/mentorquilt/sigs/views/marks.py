"""Possible mentors whom somebody marked for herself alone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import queries as people
from mentorquilt.sigs import access, actions, queries


@login_required
@require_safe
def marked(request: HttpRequest) -> HttpResponse:
    """List whom the member marked."""
    owner = access.own_marks(request.user)
    context = {
        "cards": queries.marked(owner, labels=people.labels(), now=timezone.now()),
        "crumbs": [(_("Groups"), reverse("sigs:list")), (_("Possible mentors"), "")],
    }
    return ui.page(request, "sigs/marked.html", context)


@login_required
@require_POST
def mark(request: HttpRequest, ref: str) -> HttpResponse:
    """Mark somebody, or with ``off`` take the mark off; nobody else ever learns of either."""
    owner = access.own_marks(request.user)
    if "off" in request.POST:
        actions.unmark(owner=owner, ref=ref, now=timezone.now())
        return ui.done(request, to=_back(request), message=_("Taken off your list."))
    about = access.person_to_mark(request.user, ref)
    actions.mark(owner=owner, about=about, now=timezone.now())
    words = _("Kept for you alone: %(name)s will not learn of it.") % {"name": people.called(about)}
    return ui.done(request, to=_back(request), message=words)


def _back(request: HttpRequest) -> str:
    """Return the page the tap came from, when it is one of ours, else the member's own list."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/groups/")
    return back if is_ours else reverse("sigs:marked")

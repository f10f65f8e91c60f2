"""The library and the page of one guide."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentorquilt import ui
from mentorquilt.guides import access, queries
from mentorquilt.guides.forms import SearchForm
from mentorquilt.guides.models import Guide
from mentorquilt.guides.states import Milestone
from mentorquilt.members import access as people_access
from mentorquilt.members import queries as people


@login_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Show the library with its search, the most read guide first."""
    labels, may_edit = people.labels(), access.may_edit(request.user)
    rows = access.readable(request.user)
    every = list(rows)
    form = SearchForm(
        request.GET, topics=queries.topics_of(every, labels), is_staff=people_access.is_staff(request.user)
    )
    found = queries.found(every, labels=labels, **form.narrowed())
    first = next((guide for guide in every if guide.milestone == Milestone.FIRST_CALL), None)
    today = timezone.localdate()
    context = {
        "form": form,
        "found": found,
        "first": None if found.is_narrowed else first,
        "rows": [guide for guide in found.guides if found.is_narrowed or guide != first],
        "may_edit": may_edit,
        "overdue": [guide for guide in every if queries.standing(guide, today).is_overdue]
        if may_edit
        else [],
        "hidden": Guide.objects.filter(is_hidden=True).order_by("title") if may_edit else [],
    }
    return ui.page(request, "guides/library.html", context, fragment="guides/library.html#found")


@login_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one guide to read."""
    guide = access.guide_to_read(request.user, slug)
    context = {
        "guide": guide,
        "text": ui.prose(guide.body),
        "minutes": queries.minutes(guide),
        "read_next": queries.read_next(guide, access.readable(request.user)),
        "needs_help": bool(queries.HELP_BESIDE & set(guide.topics)),
        "may_edit": access.may_edit(request.user),
        "standing": queries.standing(guide, timezone.localdate()),
        "crumbs": [(_("Guides"), reverse("guides:library")), (guide.title, "")],
    }
    return ui.page(request, "guides/show.html", context)

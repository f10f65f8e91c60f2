"""Members out of training without a mentor: the list, and inviting the ticked ones into a cohort (S-13)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.adrift import AdriftForm, wanted_of, years_of
from mentorquilt.desks.queries import adrift as queries
from mentorquilt.members import queries as people
from mentorquilt.members.models import Member
from mentorquilt.programs import access as programs_access
from mentorquilt.programs import actions as programs
from mentorquilt.programs.models import Cohort
from mentorquilt.records import actions as records

PAGE = "desks/adrift.html"


@login_required
@require_http_methods(["GET", "POST"])
def adrift(request: HttpRequest, ref: str) -> HttpResponse:
    """List who is out of training without a mentor, and invite the ticked ones; their mails wait for a look."""
    cohort = programs_access.cohort_to_run(request.user, ref)
    within = access.people_to_invite(request.user)
    today, labels, years = timezone.localdate(), people.labels(), years_of(request.GET)
    rows = queries.adrift(within, cohort, years=years, on=today)
    if request.method == "POST":
        return _invite(request, cohort, rows)
    sent = request.GET.copy()
    sent["years"] = str(years)
    form = AdriftForm(sent)
    form.offer(*queries.places_and_specialties(rows, labels))
    chosen = queries.narrowed(rows, wanted_of(form, years))
    context = {
        "cohort": cohort,
        "form": form,
        "years": years,
        "is_open": _takes_people(cohort),
        "found": queries.listed(chosen, cohort, number=request.GET.get("page"), labels=labels),
        "all_ticked": request.GET.get("tick") == "all",
        "tick_url": _with_all_ticked(request),
        "crumbs": _crumbs(cohort),
    }
    return ui.page(request, PAGE, context)


def _takes_people(cohort: Cohort) -> bool:
    """Return whether the form that an invitation leads to is open today."""
    try:
        programs.require_open(cohort, today=timezone.localdate())
    except programs.NotOpen:
        return False
    return True


def _crumbs(cohort: Cohort) -> list[tuple[str, str]]:
    program = cohort.program
    return [
        (_("Programs"), reverse("programs:list")),
        (program.name, reverse("programs:show", args=[program.ref])),
        (cohort.name, reverse("programs:cohort", args=[cohort.ref])),
        (_("Out of training"), ""),
    ]


def _with_all_ticked(request: HttpRequest) -> str:
    rest: Any = request.GET.copy()
    rest["tick"] = "all"
    return f"?{rest.urlencode()}"


def _invite(request: HttpRequest, cohort: Cohort, rows: Any) -> HttpResponse:
    """Invite who is ticked and on the list, once however often the form comes."""
    here, now = reverse("desks:adrift", args=[cohort.ref]), timezone.now()
    if not _takes_people(cohort):
        words = _("This cohort takes no enrolments now. Open it first, then invite.")
        return ui.conflict(request, message=words, back=here)
    wanted = request.POST.getlist("who")[: queries.PER_PAGE]
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    told: list[int] = []

    def act() -> str:
        chosen = Member.objects.filter(ref__in=wanted, pk__in=rows).select_related("profile").order_by("pk")
        reached = programs.invite_mentees(cohort=cohort, people=list(chosen), by=request.user, now=now)
        told.append(len(reached.invited))
        return here

    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    count = told[0] if told else 0
    if not count:
        return ui.done(request, to=to, message=_("Nobody new was ticked; nothing was written."))
    words = ngettext("%(n)s mail waits in the outbox.", "%(n)s mails wait in the outbox.", count)
    return ui.done(request, to=to, message=words % {"n": count})

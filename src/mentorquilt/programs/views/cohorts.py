"""Pages of a cohort: its people and dates, its settings, supply before the round."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import ui
from mentorquilt.members import queries as members
from mentorquilt.programs import access, actions, links, queries, states
from mentorquilt.programs.forms.programs import CohortForm, MeetingForm
from mentorquilt.programs.models import Cohort, Program
from mentorquilt.records import actions as records
from mentorquilt.society import queries as society

PEOPLE_ON_A_PAGE = 50


def crumbs(program: Program, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of programs to a page below one."""
    start = [(_("Programs"), reverse("programs:list"))]
    return [*start, (program.name, reverse("programs:show", args=[program.ref])), *more]


@login_required
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show a cohort's people with filters, its dates, and the next step."""
    cohort = access.cohort_to_read(request.user, ref)
    may_run = access.may_run(request.user, cohort.program)
    role, state, words = (request.GET.get(name, "") for name in ("role", "state", "q"))
    rows = queries.enrolments(
        cohort,
        role=role if role in states.EnrolmentRole.values else "",
        state=state if state in states.EnrolmentState.values else "",
        words=words[:80],
    )
    page = Paginator(rows, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "counts": queries.cohort_counts(cohort),
        "page": page,
        "people": [(row, members.region_words(row.member.profile.region)) for row in page],
        "role": role,
        "state": state,
        "words": words,
        "roles": states.EnrolmentRole.choices,
        "states": states.EnrolmentState.choices,
        "moves": _moves(cohort),
        "links": links.for_cohort(may_run=may_run),
        "may_run": may_run,
        "crumbs": crumbs(cohort.program, (cohort.name, "")),
    }
    return ui.page(request, "programs/cohort.html", context, fragment="programs/cohort.html#people")


def _moves(cohort: Cohort) -> list[tuple[str, str]]:
    """Return where the cohort can be moved by hand, with the words of the button."""
    words = {
        states.CohortState.OPEN: _("Open enrolment"),
        states.CohortState.CLOSED: _("Close enrolment"),
        states.CohortState.PLANNED: _("Back to planning"),
        states.CohortState.FINISHED: _("Finish the cohort"),
    }
    nexts = states.COHORT_MOVES[states.CohortState(cohort.state)]
    return [(state, words[state]) for state in words if state in nexts]


@login_required
def create(request: HttpRequest, ref: str) -> HttpResponse:
    """Set up a cohort of a program."""
    program = access.program_to_run(request.user, ref)
    form = CohortForm(request.POST if request.method == "POST" else None, instance=Cohort(program=program))
    context = {"form": form, "program": program, "crumbs": crumbs(program, (_("New cohort"), ""))}
    if request.method != "POST":
        return render(request, "programs/cohort_form.html", context)
    key, payload = request.POST.get("submission", ""), dict(request.POST.lists())
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    if not form.is_valid():
        return ui.refuse(request, template="programs/cohort_form.html", context=context)
    now = timezone.now()

    def act() -> str:
        cohort = actions.create_cohort(program=program, by=request.user, now=now, **form.cleaned_data)
        return reverse("programs:cohort", args=[cohort.ref])

    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    return ui.done(request, to=to, message=_("The cohort is set up. Next: its people."))


@login_required
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """Change a cohort's name and dates."""
    cohort = access.cohort_to_run(request.user, ref)
    form = CohortForm(
        request.POST if request.method == "POST" else None, instance=Cohort.objects.get(pk=cohort.pk)
    )
    here = reverse("programs:cohort", args=[cohort.ref])
    context = {
        "form": form,
        "cohort": cohort,
        "program": cohort.program,
        "crumbs": crumbs(cohort.program, (cohort.name, here), (_("Dates"), "")),
    }
    if request.method != "POST":
        return render(request, "programs/cohort_form.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="programs/cohort_form.html", context=context)
    changed = actions.change_cohort(cohort=cohort, by=request.user, now=timezone.now(), **form.cleaned_data)
    message = _("Saved.")
    if changed.is_announced_late:
        message = _("Saved. The announcement comes late for the annual meeting; see the note on this page.")
    return ui.done(request, to=here, message=message)


@login_required
@require_POST
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Open or close enrolment, or finish the cohort."""
    cohort = access.cohort_to_run(request.user, ref)
    actions.change_cohort(
        cohort=cohort, by=request.user, now=timezone.now(), state=request.POST.get("to", "")
    )
    return ui.done(request, to=reverse("programs:cohort", args=[cohort.ref]), message=_("Done."))


@login_required
def meeting(request: HttpRequest, ref: str) -> HttpResponse:
    """Set up an annual meeting and tie the cohort to it."""
    cohort = access.cohort_to_run(request.user, ref)
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial={"zone": society.current().zone}
    )
    here = reverse("programs:cohort", args=[cohort.ref])
    context = {
        "form": form,
        "cohort": cohort,
        "crumbs": crumbs(cohort.program, (cohort.name, here), (_("Annual meeting"), "")),
    }
    if request.method != "POST":
        return render(request, "programs/meeting_form.html", context)
    if not form.is_valid():
        return ui.refuse(request, template="programs/meeting_form.html", context=context)
    now = timezone.now()

    def act() -> str:
        row = actions.hold_meeting(by=request.user, now=now, **form.cleaned_data)
        actions.change_cohort(cohort=cohort, by=request.user, now=now, meeting=row)
        return here

    to = records.once(
        key=request.POST.get("submission", ""), payload=form.cleaned_data, by=request.user, now=now, act=act
    )
    return ui.done(request, to=to, message=_("The meeting is set."))


@login_required
@require_safe
def supply(request: HttpRequest, ref: str) -> HttpResponse:
    """Show wants against places before the round."""
    cohort = access.cohort_to_read(request.user, ref)
    here = reverse("programs:cohort", args=[cohort.ref])
    context = {
        "cohort": cohort,
        "supply": queries.supply(cohort),
        "may_run": access.may_run(request.user, cohort.program),
        "crumbs": crumbs(cohort.program, (cohort.name, here), (_("Supply"), "")),
    }
    return render(request, "programs/supply.html", context)

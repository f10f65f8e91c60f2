"""A cohort's rounds: the list, ordering one, its progress, cancelling and trying again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from mentorquilt import matching, ui
from mentorquilt.matchrounds import access, actions, inputs, queries
from mentorquilt.matchrounds.forms import PolicyForm
from mentorquilt.matchrounds.views import review
from mentorquilt.matchrounds.views.wayfinding import crumbs, round_crumbs
from mentorquilt.pairings import queries as pairings
from mentorquilt.programs import access as program_access
from mentorquilt.programs import actions as program_actions
from mentorquilt.programs import queries as programs
from mentorquilt.programs.models import Cohort
from mentorquilt.records import actions as records

REFRESH_SECONDS = 4
PHASES = {
    "facts": gettext_lazy("Reading what everybody entered"),
    "scores": gettext_lazy("Weighing every possible pair"),
    "pairs": gettext_lazy("Looking for the best arrangement"),
    "reasons": gettext_lazy("Writing down the reasons"),
    "proof": gettext_lazy("Proving that nothing does better"),
}


@login_required
@require_GET
def of_cohort(request: HttpRequest, ref: str) -> HttpResponse:
    """List a cohort's rounds with the next step."""
    cohort = program_access.cohort_to_read(request.user, ref)
    context = {
        "cohort": cohort,
        "rounds": list(queries.rounds_of(cohort)),
        "counts": programs.cohort_counts(cohort),
        "again": pairings.to_match_again(cohort),
        "may_run": program_access.may_run(request.user, cohort.program),
        "crumbs": crumbs(cohort, (_("Match rounds"), "")),
    }
    return render(request, "matchrounds/cohort.html", context)


@login_required
def order(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose rules and weights and order a round; what would stop it is shown before."""
    cohort = program_access.cohort_to_run(request.user, ref)
    form = PolicyForm(request.POST or None, policy=programs.policy_of(cohort.program))
    if request.method == "POST" and form.is_valid():
        try:
            to = _order(request, cohort, form)
        except actions.CannotStart as stopped:
            context = _order_context(cohort, form, stopped.problems)
            return ui.refuse(request, template="matchrounds/order.html", context=context)
        return ui.done(request, to=to, message=_("The round is ordered. Nothing is sent to anybody."))
    context = _order_context(cohort, form)
    if request.method == "POST":
        return ui.refuse(request, template="matchrounds/order.html", context=context)
    return render(request, "matchrounds/order.html", context)


def _order(request: HttpRequest, cohort: Cohort, form: PolicyForm) -> str:
    """Order once; return the round's address."""
    now = timezone.now()

    def act() -> str:
        row = actions.request_round(cohort=cohort, policy=form.chosen(), by=request.user, now=now)
        if form.cleaned_data["keep"]:
            program_actions.change_program(
                program=cohort.program, by=request.user, now=now, weights=form.chosen_weights()
            )
        return reverse("matchrounds:show", args=[row.ref])

    payload = {"cohort": str(cohort.ref), **form.cleaned_data}
    return records.once(
        key=request.POST.get("submission", ""), payload=payload, by=request.user, now=now, act=act
    )


def _order_context(
    cohort: Cohort, form: PolicyForm, found: tuple[matching.Problem, ...] | None = None
) -> dict[str, Any]:
    frozen = inputs.freeze(cohort, on=timezone.localdate())
    market = frozen.market
    problems = (*matching.problems(market, form.policy), *frozen.problems) if found is None else found
    names = {person.key: person.name for person in (*market.mentees, *market.mentors)} | dict(frozen.lapsed)
    return {
        "cohort": cohort,
        "form": form,
        "mentees": len(market.mentees),
        "mentors": len(market.mentors),
        "places": sum(mentor.places for mentor in market.mentors if not mentor.unavailable),
        "problems": queries.troubles(problems, names),
        "left_out_before": sum(1 for mentee in market.mentees if mentee.left_out_before),
        "crumbs": crumbs(
            cohort,
            (_("Match rounds"), reverse("matchrounds:cohort", args=[cohort.ref])),
            (_("Order a match"), ""),
        ),
    }


@login_required
@require_GET
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show a round: how far it is, why it failed, or its review."""
    row = access.round_to_read(request.user, ref)
    if row.has_result and ui.is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": request.path})
    if row.has_result:
        return review.show(request, access.result_to_read(request.user, ref))
    context = {
        "round": row,
        "cohort": row.cohort,
        "phase": PHASES.get(row.phase, _("Looking for the best arrangement")),
        "may_run": access.may_run(request.user, row),
        "refresh_seconds": REFRESH_SECONDS if row.is_under_way else 0,
        "problems": queries.stored_troubles(row),
        "crumbs": round_crumbs(row),
    }
    return ui.page(request, "matchrounds/waiting.html", context, fragment="matchrounds/waiting.html#standing")


@login_required
@require_POST
def cancel(request: HttpRequest, ref: str) -> HttpResponse:
    """Stop a round that waits or is being solved."""
    row = access.round_to_run(request.user, ref)
    actions.cancel(match_round=row, by=request.user, now=timezone.now())
    return ui.done(
        request, to=reverse("matchrounds:show", args=[row.ref]), message=_("The round is being stopped.")
    )


@login_required
@require_POST
def retry(request: HttpRequest, ref: str) -> HttpResponse:
    """Put a failed round before the worker again."""
    row = access.round_to_run(request.user, ref)
    actions.retry(match_round=row, by=request.user, now=timezone.now())
    return ui.done(
        request, to=reverse("matchrounds:show", args=[row.ref]), message=_("The round waits for the worker.")
    )

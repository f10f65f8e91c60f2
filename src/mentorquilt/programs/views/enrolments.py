"""Pages about one enrolment: on somebody's behalf, the member's own check, and a coordinator's decisions."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentorquilt import rosters, ui
from mentorquilt.programs import access, actions
from mentorquilt.programs.forms.checking import READY
from mentorquilt.programs.forms.enrolments import OnBehalfForm
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.programs.states import EnrolmentState
from mentorquilt.programs.views.cohorts import crumbs
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove


def _refuse(*, enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Decline one enrolment; who sent herself in gets the same kind mail as from the check list."""
    if enrolment.state != EnrolmentState.SUBMITTED:
        actions.refuse(enrolment=enrolment, by=by, now=now)
    elif actions.decline(enrolments=[enrolment], words=str(READY["decline"]), by=by, now=now) == 0:
        raise IllegalMove


DECISIONS = {
    "approve": actions.approve,
    "wait": actions.to_waiting_list,
    "refuse": _refuse,
    "withdraw": actions.withdraw,
}


@login_required
def on_behalf(request: HttpRequest, ref: str) -> HttpResponse:
    """Enrol a member who phoned or wrote; she gets a mail to confirm (S-16)."""
    cohort = access.cohort_to_run(request.user, ref)
    form = OnBehalfForm(request.POST if request.method == "POST" else None)
    here = reverse("programs:cohort", args=[cohort.ref])
    context: dict[str, Any] = {
        "form": form,
        "cohort": cohort,
        "cities": (),
        "crumbs": crumbs(cohort.program, (cohort.name, here), (_("Enrol somebody"), "")),
    }
    if request.method != "POST":
        return render(request, "programs/on_behalf.html", context)
    cities = _cities(request, form) if form.is_valid() else ()
    if form.errors or len(cities) > 1:
        return ui.refuse(request, template="programs/on_behalf.html", context={**context, "cities": cities})
    return _enrol(request, cohort, form, cities, context)


def _cities(request: HttpRequest, form: OnBehalfForm) -> tuple[rosters.City, ...]:
    """Return the city meant, all that fit when several do, or none; never the first hit (S-04)."""
    chosen = request.POST.get("city_id", "")
    text = form.cleaned_data["city"]
    if not text:
        return ()
    found = rosters.find_cities(text, 6)
    picked = tuple(city for city in found if city.id == chosen)
    if picked:
        return picked
    if not found:
        form.add_error(
            "city", _("No city by this name. Try the nearest larger town, with its state or country.")
        )
    elif len(found) > 1:
        form.add_error("city", _("Several cities fit. Choose one below."))
    return found


def _enrol(
    request: HttpRequest,
    cohort: Cohort,
    form: OnBehalfForm,
    cities: tuple[rosters.City, ...],
    context: dict[str, Any],
) -> HttpResponse:
    """Write the enrolment once, or say which stage the program does not take."""
    now = timezone.now()
    given = {**form.cleaned_data, "city": cities[0] if cities else None}

    def act() -> str:
        actions.enrol_on_behalf(cohort=cohort, by=request.user, now=now, **given)
        return reverse("programs:cohort", args=[cohort.ref])

    try:
        to = records.once(
            key=request.POST.get("submission", ""),
            payload=form.cleaned_data,
            by=request.user,
            now=now,
            act=act,
        )
    except actions.WrongStage:
        form.add_error(
            "stage", _("The program does not take this stage in this role. Tick below to enrol all the same.")
        )
        return ui.refuse(request, template="programs/on_behalf.html", context=context)
    return ui.done(request, to=to, message=_("Enrolled. A mail asks her to check what you wrote."))


@login_required
@require_POST
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve, put on the waiting list, decline or withdraw one enrolment."""
    enrolment = access.enrolment_to_run(request.user, ref)
    decision = DECISIONS.get(request.POST.get("decision", ""))
    back = reverse("programs:cohort", args=[enrolment.cohort.ref])
    if decision is None:
        return ui.done(request, to=back)
    try:
        decision(enrolment=enrolment, by=request.user, now=timezone.now())
    except actions.StillPaired:
        told = _(
            "This person is in a pairing that goes on. End the pairing first; then she can be withdrawn."
        )
        return ui.conflict(request, message=told, back=back)
    return ui.done(
        request, to=back, message=_("Noted: %(state)s.") % {"state": enrolment.get_state_display()}
    )

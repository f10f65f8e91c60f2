"""Somebody's own enrolment: where it stands until the announcement and after, and what she may do (T3b)."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.members import queries as members
from mentorquilt.members.models import TermKind
from mentorquilt.programs import access, actions, links, queries, states
from mentorquilt.programs.models import Enrolment
from mentorquilt.programs.views.cohorts import crumbs
from mentorquilt.records.moves import IllegalMove

_S = states.EnrolmentState
MAY_CHANGE = frozenset({_S.UNCONFIRMED, _S.INVITED, _S.SUBMITTED, _S.APPROVED, _S.WAITING, _S.UNMATCHED})


@login_required
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, ref: str) -> HttpResponse:
    """Show somebody where she stands, what she told us and when she hears; she may confirm, change or withdraw."""
    enrolment = access.own_enrolment(request.user, ref)
    if request.method != "POST":
        return ui.page(request, "programs/own.html", _shown(enrolment))
    here, now = reverse("programs:own", args=[enrolment.ref]), timezone.now()
    try:
        message = _answer(enrolment, request.POST.get("answer", ""), now)
    except actions.StillPaired:
        told = _(
            "You are in a pairing that goes on. End it on its page first; then you can leave the cohort."
        )
        return ui.conflict(request, message=told, back=here)
    except IllegalMove:
        return ui.conflict(request, message=_("This changed meanwhile; nothing was done."), back=here)
    except actions.Lapsed:
        message = _("Your membership ended a while ago. Write to the person below; she will put it right.")
    return ui.done(request, to=here, message=message)


def _answer(enrolment: Enrolment, answer: str, now: datetime) -> str:
    """Do what she said; anything but her two answers does nothing."""
    if answer == "no":
        actions.withdraw(enrolment=enrolment, by=enrolment.member, now=now)
        return _("Noted. You are not in this cohort; you owe no explanation.")
    if answer != "right":
        return _("Nothing was changed.")
    if enrolment.state == _S.INVITED:
        actions.say_i_could_help(enrolment=enrolment, now=now)
        return _("Thank you for helping.")
    actions.say_all_correct(enrolment=enrolment, now=now)
    return _("Thank you. You are enrolled.")


def _shown(enrolment: Enrolment) -> dict[str, Any]:
    """Return what the page shows."""
    cohort, today, labels = enrolment.cohort, timezone.localdate(), members.labels()
    slots = [slot.mentor_type for slot in enrolment.slots.all() if slot.mentor_type]
    topics = enrolment.need.topics if enrolment.need else []
    return {
        "enrolment": enrolment,
        "cohort": cohort,
        "program": cohort.program,
        "stand": queries.stand(enrolment),
        "days": queries.milestones(cohort, today),
        "types": labels.mentor_types(slots) if slots else [],
        "topics": labels.many(TermKind.TOPIC, topics),
        "topic": labels.of(TermKind.TOPIC, enrolment.invited_topic) if enrolment.invited_topic else "",
        "contact": queries.door(cohort.program, today),
        "pair_url": links.pair_of(enrolment) if enrolment.state == _S.MATCHED else "",
        "may_change": enrolment.state in MAY_CHANGE,
        "may_withdraw": enrolment.state in MAY_CHANGE,
        "crumbs": crumbs(cohort.program, (cohort.name, "")),
    }

"""Pages behind signed mail links: no password; a look changes nothing, a tap does (T4)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.members import queries as members
from mentorquilt.members.models import TermKind
from mentorquilt.programs import access, actions, pledges, queries, states, tokens
from mentorquilt.programs.forms.door import DoorForm
from mentorquilt.programs.forms.linked import AddressForm, MoreForm
from mentorquilt.programs.models import Enrolment
from mentorquilt.programs.views.public import send_code
from mentorquilt.records.moves import IllegalMove

CHECK_PAGE, HELP_PAGE = "programs/check_link.html", "programs/help_link.html"
_S = states.EnrolmentState


@require_http_methods(["GET", "POST"])
def check_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody what we hold of her; All correct, Change or Not this year."""
    enrolment = access.enrolment_by_link(tokens.CHECK, token)
    form = AddressForm(
        request.POST if request.method == "POST" else None, is_hers=_is_hers(request, enrolment)
    )
    if request.method == "POST":
        if "change" in request.POST:
            return _to_the_form(request, enrolment)
        if not form.is_valid():
            return ui.refuse(request, template=CHECK_PAGE, context=_checked(enrolment, form))
        return _answer_check(request, enrolment, form)
    return ui.page(request, CHECK_PAGE, _checked(enrolment, form))


def _is_hers(request: HttpRequest, enrolment: Enrolment) -> bool:
    """Return whether the session is that of whoever the link is about; the link itself proves nobody."""
    return request.user.is_authenticated and request.user.pk == enrolment.member_id


def _to_the_form(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Mail a code to the address we know and lead to the form; the limits of signing in hold here too."""
    address = enrolment.member.email
    if _is_hers(request, enrolment):
        return ui.done(request, to=reverse("programs:enrol", args=[enrolment.cohort.ref, enrolment.role]))
    asked = DoorForm({"email": address})
    if not asked.is_valid():
        message = _("That was tried too often. Wait five minutes, then tap Change again.")
        return ui.refuse(
            request,
            template=CHECK_PAGE,
            context=_checked(enrolment, AddressForm(is_hers=False)),
            message=message,
        )
    target = reverse("programs:enrol", args=[enrolment.cohort.ref, enrolment.role])
    return send_code(request, address, target=target, door=request.path)


def _answer_check(request: HttpRequest, enrolment: Enrolment, form: forms.Form) -> HttpResponse:
    now, address = timezone.now(), form.cleaned_data.get("address", "")
    try:
        if request.POST.get("answer") == "right":
            actions.say_all_correct(enrolment=enrolment, now=now, address=address)
            message = _("Thank you.")
            if address:
                message = _("Thank you. We wrote to your other address; a tap there, and mail goes to it.")
        elif request.POST.get("answer") == "no":
            actions.say_not_this_year(enrolment=enrolment, now=now)
            message = _("Noted. Nobody asks why.")
        else:
            message = _("Nothing was changed.")
    except IllegalMove:
        message = _("This was answered before; below is how it stands.")
    return ui.done(request, to=request.path, message=message)


def _checked(enrolment: Enrolment, form: forms.Form) -> dict[str, Any]:
    """Return what the page shows; the facts only while her word is still wanted."""
    stand = queries.stand(enrolment)
    facts = queries.held(enrolment) if enrolment.state == _S.UNCONFIRMED else ()
    return {
        "enrolment": enrolment,
        "program": enrolment.cohort.program,
        "cohort": enrolment.cohort,
        "stand": stand,
        "facts": facts,
        "form": form,
        "pledge": pledges.lines(enrolment.cohort.program, enrolment.role),
    }


@require_http_methods(["GET", "POST"])
def help_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask an invited member whether she could help with a topic; a yes leads to three more taps, if she likes."""
    enrolment = access.enrolment_by_link(tokens.HELP, token)
    form = MoreForm(request.POST if "more" in request.POST else None, cohort=enrolment.cohort)
    if request.method == "POST":
        if "more" in request.POST:
            return _tell_more(request, enrolment, form)
        return _answer_help(request, enrolment)
    return ui.page(request, HELP_PAGE, _asked(enrolment, form))


def _answer_help(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    now = timezone.now()
    try:
        if request.POST.get("answer") == "yes":
            actions.say_i_could_help(enrolment=enrolment, now=now)
            message = None
        elif request.POST.get("answer") == "no":
            actions.say_not_now(enrolment=enrolment, now=now)
            message = _("Thank you for the answer; it counts against nobody.")
        else:
            message = _("Nothing was changed.")
    except IllegalMove:
        message = _("This was answered before; below is how it stands.")
    except actions.Lapsed:
        message = _(
            "Your membership ended a while ago. Write to the coordinator below; she will put it right."
        )
    return ui.done(request, to=request.path, message=message)


def _tell_more(request: HttpRequest, enrolment: Enrolment, form: MoreForm) -> HttpResponse:
    if enrolment.state not in {_S.SUBMITTED, _S.APPROVED} or not form.is_valid():
        return ui.refuse(request, template=HELP_PAGE, context=_asked(enrolment, form))
    given = form.cleaned_data
    actions.tell_more(
        enrolment=enrolment,
        places=int(given["places"]),
        cadence=int(given["cadence"]) if given["cadence"] else None,
        attends=given.get("attends") or "",
        now=timezone.now(),
    )
    return ui.done(request, to=request.path, message=_("Noted. That is all we need."))


def _asked(enrolment: Enrolment, form: MoreForm) -> dict[str, Any]:
    labels = members.labels()
    return {
        "enrolment": enrolment,
        "program": enrolment.cohort.program,
        "cohort": enrolment.cohort,
        "topic": labels.of(TermKind.TOPIC, enrolment.invited_topic),
        "stand": queries.stand(enrolment),
        "dates": queries.dates_line(enrolment.cohort),
        "contact": queries.door(enrolment.cohort.program, timezone.localdate()),
        "pledge": pledges.lines(enrolment.cohort.program, enrolment.role),
        "form": form,
        "is_in": enrolment.state in {_S.SUBMITTED, _S.APPROVED},
    }

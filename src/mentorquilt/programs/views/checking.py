"""The coordinator's lists before a round: who waits for a look at her membership, and who has not confirmed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.programs import access, actions, queries
from mentorquilt.programs.forms.checking import WordsForm
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.programs.views.cohorts import crumbs
from mentorquilt.records import actions as records

PAGE, WORDS_PAGE = "programs/check_list.html", "programs/check_words.html"


def _crumbs(cohort: Cohort, words: str) -> list[tuple[str, str]]:
    here = reverse("programs:cohort", args=[cohort.ref])
    return crumbs(cohort.program, (cohort.name, here), (words, ""))


def _listed(cohort: Cohort, approved: list[Enrolment]) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "rows": queries.check_list(cohort, timezone.localdate()),
        "approved": [row for row in approved if row.state == "approved"],
        "crumbs": _crumbs(cohort, _("Membership check")),
    }


@login_required
@require_http_methods(["GET", "POST"])
def check_list(request: HttpRequest, ref: str) -> HttpResponse:
    """List who waits; approve, ask or decline the ticked ones. An approval can be taken back from the same page."""
    cohort = access.cohort_to_run(request.user, ref)
    here = reverse("programs:check_list", args=[cohort.ref])
    if request.method != "POST":
        just = access.waiting_to_decide(request.user, cohort, request.GET.getlist("approved")[:200])
        return ui.page(request, PAGE, _listed(cohort, just))
    chosen = access.waiting_to_decide(request.user, cohort, request.POST.getlist("who"))
    decision = request.POST.get("decision", "")
    if not chosen:
        message = _("Tick somebody first; nothing was changed.")
        return ui.refuse(request, template=PAGE, context=_listed(cohort, []), message=message)
    if decision in {"ask", "decline"}:
        return _with_words(request, cohort, chosen, decision)
    now = timezone.now()
    if decision == "undo":
        count = actions.take_back_approval(enrolments=chosen, by=request.user, now=now)
        told = ngettext("%(n)s person is back on the list.", "%(n)s people are back on the list.", count)
        return ui.done(request, to=here, message=told % {"n": count})
    done = actions.approve_checked(enrolments=chosen, by=request.user, now=now)
    told = ngettext("%(n)s person approved.", "%(n)s people approved.", len(done)) % {"n": len(done)}
    marks = "&".join(f"approved={row.ref}" for row in done)
    return ui.done(request, to=f"{here}?{marks}" if marks else here, message=told)


def _with_words(request: HttpRequest, cohort: Cohort, chosen: list[Enrolment], decision: str) -> HttpResponse:
    """Ask for the words of a question or a kind decline, then send them, once."""
    is_sent = "words" in request.POST
    form = WordsForm(request.POST if is_sent else None, decision=decision)
    context = {
        "cohort": cohort,
        "chosen": chosen,
        "decision": decision,
        "form": form,
        "crumbs": _crumbs(cohort, _("Ask") if decision == "ask" else _("Decline")),
    }
    if not is_sent:
        return ui.page(request, WORDS_PAGE, context)
    if not form.is_valid():
        return ui.refuse(request, template=WORDS_PAGE, context=context)
    now, words, here = (
        timezone.now(),
        form.cleaned_data["words"],
        reverse("programs:check_list", args=[cohort.ref]),
    )

    def act() -> str:
        if decision == "ask":
            actions.ask_about(enrolments=chosen, question=words, by=request.user, now=now)
        else:
            actions.decline(enrolments=chosen, words=words, by=request.user, now=now)
        return here

    payload = dict(request.POST.lists())
    to = records.once(
        key=request.POST.get("submission", ""), payload=payload, by=request.user, now=now, act=act
    )
    message = _("The question is on its way; where they stand does not change.")
    return ui.done(
        request, to=to, message=message if decision == "ask" else _("Declined, with your words by mail.")
    )


@login_required
@require_http_methods(["GET", "POST"])
def unconfirmed(request: HttpRequest, ref: str) -> HttpResponse:
    """Show how many said that what we hold is right, and write to those who have not, at most once a week (T4)."""
    cohort = access.cohort_to_run(request.user, ref)
    here, now = reverse("programs:unconfirmed", args=[cohort.ref]), timezone.now()
    if request.method == "POST":
        count = actions.write_to_unconfirmed(cohort=cohort, by=request.user, now=now)
        told = ngettext("%(n)s mail waits in the outbox.", "%(n)s mails wait in the outbox.", count) % {
            "n": count
        }
        return ui.done(
            request, to=here, message=told if count else _("Everybody was written to within a week.")
        )
    context = {
        "cohort": cohort,
        "count": queries.confirmations(cohort, asked_before=now - actions.AT_MOST_EVERY),
        "crumbs": _crumbs(cohort, _("Who has confirmed")),
    }
    return ui.page(request, "programs/unconfirmed.html", context)

"""Asking members who list a topic whether they could help, from the page of wants and places."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from mentorquilt import ui
from mentorquilt.members.models import Member, Term, TermKind
from mentorquilt.programs import access, actions, queries
from mentorquilt.programs.views.cohorts import crumbs
from mentorquilt.records import actions as records

PAGE = "programs/invite_topic.html"


@login_required
@require_http_methods(["GET", "POST"])
def invite_topic(request: HttpRequest, ref: str, topic: str) -> HttpResponse:
    """List the members who know a topic and invite the ticked ones; their mails wait for a look."""
    cohort = access.cohort_to_run(request.user, ref)
    if not Term.objects.filter(kind=TermKind.TOPIC, slug=topic).exists():
        raise Http404
    found = queries.helpers(cohort, topic, timezone.localdate())
    supply = reverse("programs:supply", args=[cohort.ref])
    cohort_url = reverse("programs:cohort", args=[cohort.ref])
    context = {
        "cohort": cohort,
        "found": found,
        "crumbs": crumbs(
            cohort.program, (cohort.name, cohort_url), (_("Who wants what"), supply), (found.words, "")
        ),
    }
    if request.method != "POST":
        return ui.page(request, PAGE, context)
    allowed = {one.ref for one in found.people if not one.was_asked}
    chosen = [ref_ for ref_ in dict.fromkeys(request.POST.getlist("who")) if ref_ in allowed]
    payload, now = dict(request.POST.lists()), timezone.now()

    def act() -> str:
        people = list(Member.objects.filter(ref__in=chosen).select_related("profile").order_by("pk"))
        actions.invite(cohort=cohort, people=people, topic=topic, words=found.words, by=request.user, now=now)
        return reverse("programs:invite_topic", args=[cohort.ref, topic])

    key = request.POST.get("submission", "")
    before = records.answer_of(key=key, payload=payload, by=request.user)
    if before:
        return ui.done(request, to=before)
    if not chosen:
        message = _("Tick somebody first; nothing was changed.")
        return ui.refuse(request, template=PAGE, context=context, message=message)
    to = records.once(key=key, payload=payload, by=request.user, now=now, act=act)
    told = ngettext("%(n)s mail waits in the outbox.", "%(n)s mails wait in the outbox.", len(chosen))
    return ui.done(request, to=to, message=told % {"n": len(chosen)})

"""The outbox: batches of mails, one batch with its kinds and odd ones, and what is done to many at once."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentorquilt import ui
from mentorquilt.desks import access
from mentorquilt.desks.forms.outbox import CountForm
from mentorquilt.desks.queries import outbox as queries
from mentorquilt.mail import actions
from mentorquilt.mail import queries as mail
from mentorquilt.mail.states import MailState
from mentorquilt.members import access as members
from mentorquilt.society import queries as society

LATELY = timedelta(days=60)
MAILS_ON_A_PAGE = 50
FILTERS = {
    "draft": (gettext_lazy("to look at"), (MailState.DRAFT,)),
    "going": (gettext_lazy("on their way"), queries.GOING),
    "left": (gettext_lazy("have left"), queries.LEFT),
    "waiting": (gettext_lazy("wait for the digest"), (MailState.WAITING,)),
    "failed": (gettext_lazy("did not arrive"), (MailState.FAILED,)),
    "discarded": (gettext_lazy("not sent"), (MailState.DISCARDED,)),
}


@login_required
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what waits to be looked at, what leaves, what did not arrive, and what left of late."""
    now = timezone.now()
    scope = access.outbox(request.user)
    found = queries.batches(scope, since=now - LATELY, now=now)
    context = {
        "to_look_at": [one for one in found if one.drafts],
        "others": [one for one in found if not one.drafts],
        "troubles": queries.troubles(scope, since=now - LATELY),
        "stuck": mail.stuck(now),
        "is_admin": members.is_admin(request.user),
        "is_stopped": society.current().mail_is_stopped,
    }
    return render(request, "desks/outbox.html", context)


@login_required
@require_safe
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    """Show one batch: one of each kind, the odd ones, then all of them."""
    scope, mails = access.outbox_batch(request.user, batch)
    now = timezone.now()
    found = queries.batch(scope, batch, now=now)
    if found is None:
        raise Http404
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    rows = mails.filter(role=kind) if kind else mails
    rows = rows.filter(state__in=FILTERS[state][1]) if state in FILTERS else rows
    listed = rows.select_related("to__profile", "program").order_by("pk")
    context = {
        "batch": found,
        "kind": kind,
        "state": state,
        "page": Paginator(listed, MAILS_ON_A_PAGE).get_page(request.GET.get("page")),
        "filters": _filters(found, kind, state),
        "odd": queries.odd_ones(mails),
        "odd_count": queries.odd_count(mails),
        "crumbs": [(_("Outbox"), reverse("desks:outbox")), (found.title, "")],
        "now": now,
    }
    return ui.page(request, "desks/outbox_batch.html", context, fragment="desks/outbox_batch.html#mails")


def _filters(found: queries.Batch, kind: str, state: str) -> list[dict[str, Any]]:
    """Return the chips over the list: each state that has mails, and all of them."""
    kinds = [one for one in found.kinds if not kind or one.role == kind]
    rows: list[dict[str, Any]] = []
    for slug, (words, states) in FILTERS.items():
        count = sum(one.counts.get(each, 0) for one in kinds for each in states)
        if count:
            rows.append({"slug": slug, "words": words, "count": count, "is_chosen": slug == state})
    return rows


def _batch_url(batch: str) -> str:
    return reverse("desks:outbox_batch", kwargs={"batch": batch})


@login_required
@require_POST
def approve_many(request: HttpRequest, batch: str) -> HttpResponse:
    """Put all drafts of a batch, or of one kind in it, in the outbox: as many as the button said, or none."""
    _scope, mails = access.outbox_batch(request.user, batch)
    form = CountForm(request.POST)
    back = _batch_url(batch)
    if not form.is_valid():
        return ui.conflict(request, message=_("Nothing was changed. Look at the mails again."), back=back)
    kind = form.cleaned_data["kind"]
    among = mails.filter(role=kind) if kind else mails
    try:
        count = actions.approve_many(
            among=among, count=form.cleaned_data["count"], by=request.user, now=timezone.now(), batch=batch
        )
    except actions.CountMoved as moved:
        return ui.conflict(request, message=_moved_words(moved.count), back=back)
    told = ngettext(
        "%(count)d mail is in the outbox. It leaves in five minutes; until then you can hold it back.",
        "%(count)d mails are in the outbox. They leave in five minutes; until then you can hold them back.",
        count,
    )
    return ui.done(request, to=back, message=told % {"count": count})


def _moved_words(count: int) -> str:
    if not count:
        return _("No mail waits any more; somebody was quicker. Nothing was changed.")
    told = ngettext(
        "%(count)d mail waits now, another number than the button said. Nothing was changed; look again.",
        "%(count)d mails wait now, another number than the button said. Nothing was changed; look again.",
        count,
    )
    return told % {"count": count}


@login_required
@require_POST
def hold_back(request: HttpRequest, batch: str) -> HttpResponse:
    """Take back whatever of a batch has not left yet."""
    _scope, mails = access.outbox_batch(request.user, batch)
    back = _batch_url(batch)
    count = actions.hold_back(among=mails, by=request.user, now=timezone.now(), batch=batch)
    if not count:
        return ui.conflict(
            request, message=_("They have left already; nothing could be held back."), back=back
        )
    told = ngettext(
        "%(count)d mail is held back. It waits here until you let it go.",
        "%(count)d mails are held back. They wait here until you let them go.",
        count,
    )
    return ui.done(request, to=back, message=told % {"count": count})


@login_required
@require_POST
def stop_all(request: HttpRequest) -> HttpResponse:
    """Hold back all mail of the society, or let it go again; admins only."""
    access.require_admin(request.user)
    stopped = request.POST.get("stop") == "yes"
    actions.stop_all(stopped=stopped, by=request.user, now=timezone.now())
    told = (
        _("No mail leaves now, except codes that people ask for to sign in.")
        if stopped
        else _("Mail leaves again.")
    )
    return ui.done(request, to=reverse("desks:outbox"), message=told)

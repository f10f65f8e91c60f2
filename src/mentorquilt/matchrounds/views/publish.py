"""Publishing: what it will do in counts and samples, doing it once, taking it back, matching again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mentorquilt import ui
from mentorquilt.matchrounds import access, actions, letters, queries, samples, sending
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.views.wayfinding import mails_of, round_crumbs
from mentorquilt.records import actions as records

PAGE = "matchrounds/publish.html"
CONFLICT = 409


@login_required
def publish(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what publishing will do, and do it once on a click; a published round leads on to its mails."""
    row = access.result_to_run(request.user, ref)
    if request.method == "POST":
        return _publish(request, row)
    if row.is_published:
        return ui.done(request, to=mails_of(row))
    return ui.page(request, PAGE, _context(request, row))


def _publish(request: HttpRequest, row: Round) -> HttpResponse:
    """Publish on the state the page showed; every refusal says what to do next."""
    try:
        to = _publish_once(request, row)
    except actions.AlreadyPublished:
        messages.info(request, _("This match was published already; nothing was done twice."))
        return ui.done(request, to=mails_of(row))
    except actions.DraftMoved:
        message = _(
            "Somebody changed the draft since you saw it. Nothing is published; here it is as it stands."
        )
        return ui.conflict(request, message=message, back=reverse("matchrounds:publish", args=[row.ref]))
    except (actions.WorldMoved, actions.NotAllowed):
        fresh = access.result_to_run(request.user, row.ref)
        return ui.refuse(request, template=PAGE, context=_context(request, fresh), status=CONFLICT)
    return ui.done(request, to=to, message=_("Published. The mails wait in the outbox; nothing has left."))


def _publish_once(request: HttpRequest, row: Round) -> str:
    """Publish once per form; return where to go on."""
    revision, now = _revision(request), timezone.now()

    def act() -> str:
        actions.publish(match_round=row, revision=revision, by=request.user, now=now)
        return mails_of(row)

    payload = {"round": str(row.ref), "revision": revision}
    return records.once(
        key=request.POST.get("submission", ""), payload=payload, by=request.user, now=now, act=act
    )


def _revision(request: HttpRequest) -> int:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


def _context(request: HttpRequest, row: Round) -> dict[str, Any]:
    """Return what the page shows; the world is looked at as it stands now."""
    draft = queries.draft(row)
    known = queries.everybody(draft)
    today = timezone.localdate()
    refusal = actions.cannot_publish(draft)
    told = queries.recipients(draft, known)
    moved = [] if refusal else queries.changes(draft, known, today)
    people = queries.Review(draft).people
    return {
        "round": row,
        "cohort": row.cohort,
        "draft": draft,
        "refusal": refusal,
        "is_open": row.cohort.state in {"planned", "open"},
        "changes": moved,
        "told": told,
        "span": sending.span_of(row.cohort, today),
        "silent": [people.card(key) for key in told.silent],
        "joined": queries.joined_since(draft, known, today),
        "samples": [] if refusal or moved else _samples(request, draft, known, told),
        "crumbs": round_crumbs(row, (_("Publish"), "")),
    }


def _samples(
    request: HttpRequest, draft: queries.Draft, known: queries.Everybody, told: queries.Recipients
) -> list[samples.Sample]:
    today, cohort = timezone.localdate(), draft.round.cohort
    writer = letters.Letters(
        draft,
        known,
        sender=sending.sender_of(cohort, request.user),
        span=sending.span_of(cohort, today),
        on=today,
    )
    return samples.samples(writer, told)


@login_required
@require_POST
def unpublish(request: HttpRequest, ref: str) -> HttpResponse:
    """Take an announcement back while no mail has left."""
    row = access.result_to_run(request.user, ref)
    to = reverse("matchrounds:show", args=[row.ref])
    try:
        pairs = actions.unpublish(match_round=row, by=request.user, now=timezone.now())
    except actions.NotPublished:
        messages.info(request, _("This match is not published; there is nothing to take back."))
        return ui.done(request, to=to)
    except actions.NewerFirst:
        message = _(
            "A newer round of this cohort is announced on top of this one. Take back the newer round first."
        )
        return ui.conflict(request, message=message, back=to)
    except actions.MailHasLeft:
        message = _("A mail has left already, so people know. From here on, change single pairs instead.")
        return ui.conflict(request, message=message, back=to)
    except actions.BegunAlready as begun:
        words = ngettext(
            "%(n)d pair has begun to write, so the announcement stays.",
            "%(n)d pairs have begun to write, so the announcement stays.",
            begun.count,
        )
        return ui.conflict(request, message=words % {"n": begun.count}, back=to)
    words = ngettext(
        "Taken back: %(n)d pair, and every mail. Nobody was told.",
        "Taken back: %(n)d pairs, and every mail. Nobody was told.",
        pairs,
    )
    return ui.done(request, to=to, message=words % {"n": pairs})


@login_required
@require_POST
def again(request: HttpRequest, ref: str) -> HttpResponse:
    """Match the cohort again as it stands now, with the rules of this round."""
    row = access.result_to_run(request.user, ref)
    now = timezone.now()

    def act() -> str:
        fresh = actions.request_round(cohort=row.cohort, policy=queries.policy(row), by=request.user, now=now)
        return reverse("matchrounds:show", args=[fresh.ref])

    try:
        to = records.once(
            key=request.POST.get("submission", ""),
            payload={"again": str(row.ref)},
            by=request.user,
            now=now,
            act=act,
        )
    except actions.CannotStart as stopped:
        message = _("A new match cannot start: %(why)s") % {"why": stopped}
        return ui.conflict(request, message=message, back=reverse("matchrounds:new", args=[row.cohort.ref]))
    return ui.done(request, to=to, message=_("Matching again. Nothing is sent to anybody."))

"""The working draft: try a change, make it, undo it, redo it, and the list of steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from mentorquilt import matching, ui
from mentorquilt.matchrounds import access, actions, queries, states
from mentorquilt.matchrounds.drafting import Asked
from mentorquilt.matchrounds.forms import ChangeForm, ReasonForm
from mentorquilt.matchrounds.models import Round, Step
from mentorquilt.matchrounds.queries import Preview, Review
from mentorquilt.matchrounds.views.review import review_of, standing
from mentorquilt.matchrounds.views.wayfinding import round_crumbs, while_open
from mentorquilt.records import actions as records

TRY = "matchrounds/try.html"
MOVED = gettext_lazy(
    "Somebody changed the draft while you looked at it. Here is the new state; your change is not made yet."
)


def _asked(sent: QueryDict) -> Asked | None:
    """Read a change: named fields, or a mentor (``moved``) dropped on a mentee's row (``onto``)."""
    named = sent.dict()
    if "moved" in sent:
        named = {
            "change": states.Change.GIVE,
            "mentee": sent.get("onto", ""),
            "mentor": sent.get("moved", ""),
        }
    form = ChangeForm(named)
    return form.asked() if form.is_valid() else None


def _context(request: HttpRequest, review: Review, tried: Preview, **more: Any) -> dict[str, Any]:
    """Return what the page of a change before it is made shows."""
    people = review.people
    moves = [
        (people.card(move.mentee), people.card(move.before), people.card(move.after))
        for move in (tried.effect.moves if tried.effect else ())
    ]
    return {
        **standing(request, review),
        "tried": tried,
        "mentee": people.card(tried.asked.mentee),
        "mentor": people.card(tried.asked.mentor),
        "moves": moves,
        "form": more.pop("form", None) or ReasonForm(),
        "crumbs": round_crumbs(review.draft.round, (_("Try a change"), "")),
        **more,
    }


@login_required
@require_GET
@while_open
def attempt(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what a change would do, before it is made; for a dragged card only the chip."""
    row = access.draft_to_change(request.user, ref)
    asked = _asked(request.GET)
    if asked is None:
        return HttpResponseBadRequest(_("Two people of this round are needed."))
    review = review_of(row)
    context = _context(request, review, queries.preview(review.draft, asked))
    if "moved" in request.GET and ui.is_htmx(request):
        return render(request, "matchrounds/_chip.html", context)
    return ui.page(request, TRY, context, fragment=f"{TRY}#change")


@login_required
@require_POST
@while_open
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """Make a change on the state it was shown on; somebody quicker leads back to the preview on the new state."""
    row = access.draft_to_change(request.user, ref)
    asked, form = _asked(request.POST), ReasonForm(request.POST)
    if asked is None or not form.is_valid():
        return HttpResponseBadRequest(
            _("Two people of this round are needed, and a reason of at most 500 characters.")
        )
    review = review_of(row)
    tried = queries.preview(review.draft, asked)
    try:
        to = _kept_once(request, review, tried, form.cleaned_data["reason"])
    except actions.DraftMoved:
        messages.warning(request, MOVED)
        return ui.done(request, to=_address_of(row, asked))
    except actions.NotAllowed as refused:
        if tried.lifted:
            form.add_error("reason", str(refused))
        context = _context(request, review, tried, form=form)
        return ui.refuse(request, template=TRY, context=context, fragment=f"{TRY}#change")
    return ui.done(request, to=to, message=_done_words(tried))


def _kept_once(request: HttpRequest, review: Review, tried: Preview, reason: str) -> str:
    """Keep the change once per form; return where to go on."""
    draft, asked, now = review.draft, tried.asked, timezone.now()
    trial = tried.trial
    is_verified = trial is not None and matching.verify(trial.market, draft.policy, trial.outcome).ok
    to = f"{reverse('matchrounds:show', args=[draft.round.ref])}#m-{asked.mentee}"

    def act() -> str:
        actions.change(
            draft=draft,
            tried=tried,
            is_verified=is_verified,
            reason=reason,
            revision=_revision(request),
            by=request.user,
            now=now,
        )
        return to

    payload = {
        "round": str(draft.round.ref),
        "asked": [asked.change, asked.mentee, asked.mentor],
        "reason": reason,
        "revision": _revision(request),
    }
    return records.once(
        key=request.POST.get("submission", ""), payload=payload, by=request.user, now=now, act=act
    )


def _revision(request: HttpRequest) -> int:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


def _address_of(row: Round, asked: Asked) -> str:
    query = QueryDict(mutable=True)
    query.update({"change": asked.change, "mentee": asked.mentee, "mentor": asked.mentor})
    return f"{reverse('matchrounds:try', args=[row.ref])}?{query.urlencode()}"


def _done_words(tried: Preview) -> str:
    if tried.effect is None or not tried.effect.moves:
        return _("Done. Nobody changes. You can undo it.")
    return _("Done: %(people)s, %(percent)s. You can undo it.") % {
        "people": tried.effect.people,
        "percent": tried.effect.percent,
    }


@login_required
@require_POST
@while_open
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back the last step."""
    row = access.draft_to_change(request.user, ref)
    return _stepped(request, row, _("Undone."), is_undo=True)


@login_required
@require_POST
@while_open
def redo(request: HttpRequest, ref: str) -> HttpResponse:
    """Make the step undone last again."""
    row = access.draft_to_change(request.user, ref)
    return _stepped(request, row, _("Done again."), is_undo=False)


def _stepped(request: HttpRequest, row: Round, message: str, *, is_undo: bool) -> HttpResponse:
    act = actions.undo if is_undo else actions.redo
    to = reverse("matchrounds:show", args=[row.ref])
    try:
        act(match_round=row, revision=_revision(request), by=request.user, now=timezone.now())
    except actions.DraftMoved:
        messages.warning(
            request, _("Somebody changed the draft while you looked at it. Here is the new state.")
        )
        return ui.done(request, to=to)
    except actions.NothingThere:
        messages.info(request, _("There is nothing to undo.") if is_undo else _("There is nothing to redo."))
        return ui.done(request, to=to)
    return ui.done(request, to=to, message=message)


@login_required
@require_GET
def steps(request: HttpRequest, ref: str) -> HttpResponse:
    """List the steps of the draft, newest first, undone ones too."""
    review = review_of(access.result_to_read(request.user, ref))
    listed = [_told(review, step) for step in reversed(review.draft.steps)]
    context = {
        **standing(request, review),
        "steps": listed,
        "crumbs": round_crumbs(review.draft.round, (_("Changes"), "")),
    }
    return render(request, "matchrounds/steps.html", context)


def _told(review: Review, step: Step) -> dict[str, Any]:
    """Return one step as the list shows it; ``holds`` says whether it still binds anybody."""
    asked, bounds = queries.asked_of(step), review.draft.bounds
    holds = bounds.is_pinned(*asked.couple) or asked.couple in bounds.bans
    return {
        "step": step,
        "mentee": review.people.card(asked.mentee),
        "mentor": review.people.card(asked.mentor),
        "rules": queries.rule_labels(step.lifted_rules),
        "by": queries.called(step.by),
        "effect": queries.effect_words(step.effect),
        "holds": holds and step.undone_at is None,
    }

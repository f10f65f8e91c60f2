"""Change the working draft: one step at a time, tried first, kept only on the state it was tried on."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from mentorquilt import matching
from mentorquilt.matchrounds import queries, states
from mentorquilt.matchrounds.models import Round, Step
from mentorquilt.records import actions as records


class DraftMoved(Exception):
    """Somebody changed the draft since this page was shown; nothing was done."""


class NotAllowed(Exception):
    """This change cannot be made; the message says why and what to do, in words for the page."""


class NothingThere(Exception):
    """There is no step to undo or redo."""


@transaction.atomic
def change(
    *,
    draft: queries.Draft,
    tried: queries.Preview,
    is_verified: bool,
    reason: str,
    revision: int,
    by: Any,
    now: datetime,
) -> Step:
    """Keep a change that was tried on the draft as its next step. ``revision`` is what the page was shown.

    Raises DraftMoved when the draft is no longer there, NotAllowed with words for the page. Run it inside
    ``records.once``, so that the same form sent again makes one step.
    """
    if draft.revision != revision:
        raise DraftMoved
    if tried.refusal or tried.trial is None:
        raise NotAllowed(tried.refusal or _("This change cannot be made."))
    if tried.lifted and not reason.strip():
        raise NotAllowed(
            _("This breaks a rule of the program. Say why you mean it; your reason is kept with the change.")
        )
    _take(draft.round, revision)
    step = _kept(draft, tried, tried.trial.outcome, reason, is_verified=is_verified, by=by, now=now)
    asked = tried.asked
    facts = {
        "change": asked.change,
        "mentee": asked.mentee,
        "mentor": asked.mentor,
        "lifted": list(tried.lifted),
    }
    records.note(verb="draft.changed", actor=by, about=draft.round, now=now, facts=facts)
    return step


def _take(row: Round, revision: int) -> None:
    """Advance the draft's revision if it still is the one the change was made on, else raise DraftMoved."""
    standing = Round.objects.filter(pk=row.pk, revision=revision, state=states.RoundState.READY)
    if not standing.update(revision=F("revision") + 1):
        raise DraftMoved
    row.revision = revision + 1


def _kept(
    draft: queries.Draft,
    tried: queries.Preview,
    outcome: matching.Outcome,
    reason: str,
    *,
    is_verified: bool,
    by: Any,
    now: datetime,
) -> Step:
    """Store the step behind the last one; steps undone before it can no longer be redone and go."""
    Step.objects.filter(round=draft.round).exclude(undone_at=None).delete()
    last = Step.objects.filter(round=draft.round).aggregate(last=Max("position"))["last"] or 0
    members = queries.members_of((tried.asked.mentee, tried.asked.mentor))
    return Step.objects.create(
        round=draft.round,
        position=last + 1,
        change=tried.asked.change,
        mentee_id=members[tried.asked.mentee],
        mentor_id=members[tried.asked.mentor],
        lifted_rules=list(tried.lifted),
        reason=reason.strip() if tried.lifted else "",
        outcome=matching.outcome_to_json(outcome),
        is_verified=is_verified,
        effect=queries.effect(draft.outcome, outcome).as_json(),
        by=by,
        at=now,
    )


@transaction.atomic
def undo(*, match_round: Round, revision: int, by: Any, now: datetime) -> Step:
    """Take back the last step. Raises DraftMoved, NothingThere."""
    _take(match_round, revision)
    steps = Step.objects.defer("outcome").filter(round=match_round, undone_at=None)
    return _marked(match_round, steps.order_by("-position").first(), now, "draft.undone", by, now)


@transaction.atomic
def redo(*, match_round: Round, revision: int, by: Any, now: datetime) -> Step:
    """Make the first undone step again. Raises DraftMoved, NothingThere."""
    _take(match_round, revision)
    steps = Step.objects.defer("outcome").filter(round=match_round).exclude(undone_at=None)
    return _marked(match_round, steps.order_by("position").first(), None, "draft.redone", by, now)


def _marked(
    row: Round, step: Step | None, undone_at: datetime | None, verb: str, by: Any, now: datetime
) -> Step:
    if step is None:
        raise NothingThere
    step.undone_at = undone_at
    step.save(update_fields=["undone_at"])
    records.note(
        verb=verb, actor=by, about=row, now=now, facts={"position": step.position, "change": step.change}
    )
    return step

"""Looked-at ticks, a coordinator's line for a second reader, that reader's answer, and who took the result along."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.matchrounds.models import PairReview, Round
from mentorquilt.members.models import Member
from mentorquilt.records import actions as records


def _facts(mentee: Member, mentor: Member, **more: Any) -> dict[str, Any]:
    return {"mentee": str(mentee.ref), "mentor": str(mentor.ref), **more}


@transaction.atomic
def look(
    *, match_round: Round, mentee: Member, mentor: Member, is_looked: bool, by: Any, now: datetime
) -> PairReview:
    """Tick that a coordinator looked at a proposal, or take the tick away."""
    seen = {"looked_at": now if is_looked else None, "looked_by": by if is_looked else None}
    row, _new = PairReview.objects.update_or_create(
        round=match_round, mentee=mentee, mentor=mentor, defaults=seen
    )
    facts = _facts(mentee, mentor, is_looked=is_looked)
    records.note(verb="pair.looked_at", actor=by, about=match_round, now=now, facts=facts)
    return row


@transaction.atomic
def write_note(
    *, match_round: Round, mentee: Member, mentor: Member, note: str, by: Any, now: datetime
) -> PairReview:
    """Leave a line for a second reader; a changed line asks anew, an empty one takes the question away."""
    line = {
        "note": note.strip(),
        "note_by": by if note.strip() else None,
        "noted_at": now if note.strip() else None,
        "verdict": "",
        "answer": "",
        "answer_by": None,
        "answered_at": None,
    }
    row, _new = PairReview.objects.update_or_create(
        round=match_round, mentee=mentee, mentor=mentor, defaults=line
    )
    records.note(verb="pair.note_left", actor=by, about=match_round, now=now, facts=_facts(mentee, mentor))
    return row


@transaction.atomic
def answer(
    *,
    match_round: Round,
    mentee: Member,
    mentor: Member,
    verdict: str,
    words: str,
    by: Any,
    now: datetime,
) -> PairReview:
    """Say OK to a proposal, or name a doubt, with a few words or none."""
    said = {"verdict": verdict, "answer": words.strip(), "answer_by": by, "answered_at": now}
    row, _new = PairReview.objects.update_or_create(
        round=match_round, mentee=mentee, mentor=mentor, defaults=said
    )
    records.note(
        verb="pair.answered",
        actor=by,
        about=match_round,
        now=now,
        facts=_facts(mentee, mentor, verdict=verdict),
    )
    return row


@transaction.atomic
def note_export(*, match_round: Round, form: str, by: Any, now: datetime) -> None:
    """Note that somebody took the result along: in the trail, and as a reading of everybody in it."""
    records.note(verb="round.exported", actor=by, about=match_round, now=now, facts={"form": form})
    records.seen(reader=by, about=None, page=f"round.export.{form}", now=now)

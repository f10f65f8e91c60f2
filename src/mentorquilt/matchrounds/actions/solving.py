"""What the worker writes: it claims a round with a lease, reports how far it is, and finishes or gives it back.

Every write names the claim, so that a worker whose lease ran out cannot disturb the one that has the round now.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from mentorquilt import matching
from mentorquilt.matchrounds import queries, states
from mentorquilt.matchrounds.models import Round
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove

LEASE = timedelta(minutes=2)
CLAIMS_AT_MOST = 3
FREE = {"claim": None, "lease_until": None, "phase": "", "done": 0, "of": 0}


class LostClaim(Exception):
    """Another worker has the round, or somebody cancelled it; what this one found out is not needed."""


def sweep(*, now: datetime) -> int:
    """Give back rounds whose worker fell silent; a round that should be cancelled is. Returns how many."""
    silent = Q(state=states.RoundState.SOLVING, lease_until__lt=now)
    if not Round.objects.filter(silent).exists():
        return 0
    count = Round.objects.filter(silent, cancel_asked=True).update(state=states.RoundState.CANCELLED, **FREE)
    hopeless = Round.objects.filter(silent, claims__gte=CLAIMS_AT_MOST)
    words = _("The worker ended %(times)s times while matching. Ask whoever runs the server for its log.")
    count += hopeless.update(
        state=states.RoundState.FAILED, failure=words % {"times": CLAIMS_AT_MOST}, **FREE
    )
    return count + Round.objects.filter(silent).update(state=states.RoundState.WAITING, **FREE)


def claim(*, now: datetime) -> Round | None:
    """Take the longest waiting round for this worker, or None; of several workers exactly one gets it."""
    waiting = Round.objects.filter(state=states.RoundState.WAITING).order_by("ordered_at", "pk")
    for pk in waiting.values_list("pk", flat=True)[:10]:
        token = uuid.uuid4()
        mine = Round.objects.filter(pk=pk, state=states.RoundState.WAITING).update(
            state=states.RoundState.SOLVING,
            claim=token,
            claims=F("claims") + 1,
            lease_until=now + LEASE,
            phase="",
            done=0,
            of=0,
        )
        if mine:
            return Round.objects.get(pk=pk, claim=token)
    return None


def _held(row: Round) -> Any:
    return Round.objects.filter(pk=row.pk, claim=row.claim, state=states.RoundState.SOLVING)


def report(*, match_round: Round, phase: str, done: int, of: int, now: datetime) -> bool:
    """Write how far the worker is and prolong its lease; returns whether it should stop. Raises LostClaim."""
    if not _held(match_round).update(phase=phase[:40], done=done, of=of, lease_until=now + LEASE):
        raise LostClaim
    return bool(_held(match_round).filter(cancel_asked=True).exists())


@transaction.atomic
def finish(*, match_round: Round, outcome: matching.Outcome, summary: dict[str, Any], now: datetime) -> None:
    """Store the outcome: the round is ready to review. Raises IllegalMove when the claim is gone."""
    _close(
        match_round,
        states.RoundState.READY,
        outcome=matching.outcome_to_json(outcome),
        summary={**match_round.summary, **summary},
        solved_at=now,
    )
    records.note(
        verb="round.solved", actor=None, about=match_round, now=now, facts={"pairs": len(outcome.pairs)}
    )


@transaction.atomic
def fail(
    *, match_round: Round, words: str, problems: tuple[matching.Problem, ...] = (), now: datetime
) -> None:
    """Say that a round could not be solved and why; it can be tried again. Raises IllegalMove."""
    found = {"problems": [queries.problem_to_json(problem) for problem in problems]} if problems else {}
    _close(match_round, states.RoundState.FAILED, failure=words[:300], **found)
    records.note(verb="round.failed", actor=None, about=match_round, now=now)


@transaction.atomic
def give_up(*, match_round: Round, now: datetime) -> None:
    """Stop because somebody asked for it. Raises IllegalMove."""
    _close(match_round, states.RoundState.CANCELLED)
    records.note(verb="round.cancelled", actor=None, about=match_round, now=now)


def _close(row: Round, state: str, **also: Any) -> None:
    """Move a round out of the worker's hands in one statement that names the claim."""
    if state not in states.MOVES[states.RoundState.SOLVING]:
        raise IllegalMove(f"{row} cannot become {state}")
    values = {**FREE, **also, "state": state}
    if not _held(row).update(**values):
        raise IllegalMove(f"{row} is no longer with this worker")
    for name, value in values.items():
        setattr(row, name, value)

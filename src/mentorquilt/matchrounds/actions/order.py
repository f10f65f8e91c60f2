"""Order a round, cancel it, try a failed one again."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from mentorquilt import matching
from mentorquilt.matchrounds import inputs, queries, states
from mentorquilt.matchrounds.models import Round
from mentorquilt.programs.models import Cohort
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove, Moves, move

ATTEMPTS = 5
ONE_SIDED = frozenset({"no_mentees", "no_mentors"})
AGAIN: Moves = {states.RoundState.FAILED: {states.RoundState.WAITING}}


class CannotStart(Exception):
    """Something about the cohort or the rules stops a round; ``problems`` says what and how to mend it."""

    def __init__(self, problems: tuple[matching.Problem, ...]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


@transaction.atomic
def request_round(*, cohort: Cohort, policy: matching.Policy, by: Any, now: datetime) -> Round:
    """Freeze a cohort and put the round before the worker. Raises CannotStart when a problem is blocking.

    Run it inside ``records.once``, so that the same form sent again leads to the same round.
    """
    frozen = inputs.freeze(cohort, on=timezone.localdate(now))
    found = (*matching.problems(frozen.market, policy), *frozen.problems)
    if any(problem.blocking or problem.slug in ONE_SIDED for problem in found):
        raise CannotStart(found)
    row = _numbered(cohort, policy, frozen, found, by, now)
    facts = {"mentees": len(frozen.market.mentees), "mentors": len(frozen.market.mentors)}
    records.note(verb="round.ordered", actor=by, about=row, now=now, facts=facts)
    return row


def _numbered(
    cohort: Cohort,
    policy: matching.Policy,
    frozen: inputs.Frozen,
    found: tuple[matching.Problem, ...],
    by: Any,
    now: datetime,
    attempts: int = ATTEMPTS,
) -> Round:
    """Store the round under the next number; of two orders at once the second takes the number after."""
    try:
        with transaction.atomic():
            return _stored(cohort, policy, frozen, found, by, now)
    except IntegrityError:
        if attempts <= 1:
            raise
    return _numbered(cohort, policy, frozen, found, by, now, attempts - 1)


def _stored(
    cohort: Cohort,
    policy: matching.Policy,
    frozen: inputs.Frozen,
    found: tuple[matching.Problem, ...],
    by: Any,
    now: datetime,
) -> Round:
    """Store the round under the cohort's next number; raises IntegrityError when that is taken meanwhile."""
    last = Round.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0
    return Round.objects.create(
        cohort=cohort,
        number=last + 1,
        policy=matching.policy_to_json(policy),
        market=matching.market_to_json(frozen.market),
        people=dict(frozen.people),
        problems=[queries.problem_to_json(problem) for problem in found],
        summary={"mentees": len(frozen.market.mentees), "mentors": len(frozen.market.mentors)},
        ordered_by=by,
        ordered_at=now,
    )


@transaction.atomic
def cancel(*, match_round: Round, by: Any, now: datetime) -> None:
    """Stop a round: at once while it waits, within about a second while the worker has it. Raises IllegalMove."""
    rows = Round.objects.filter(pk=match_round.pk)
    stopped = rows.filter(state=states.RoundState.WAITING).update(
        state=states.RoundState.CANCELLED, cancel_asked=True
    )
    if not stopped and not rows.filter(state=states.RoundState.SOLVING).update(cancel_asked=True):
        raise IllegalMove(f"{match_round} is neither waiting nor being solved")
    records.note(verb="round.cancel_asked", actor=by, about=match_round, now=now)


@transaction.atomic
def retry(*, match_round: Round, by: Any, now: datetime) -> None:
    """Put a failed round before the worker again, with the people it was frozen with. Raises IllegalMove."""
    begin = {
        "failure": "",
        "cancel_asked": False,
        "claim": None,
        "claims": 0,
        "lease_until": None,
        "phase": "",
        "done": 0,
        "of": 0,
    }
    move(match_round, states.RoundState.WAITING, moves=AGAIN, **begin)
    records.note(verb="round.retried", actor=by, about=match_round, now=now)

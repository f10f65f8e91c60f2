"""The worker's part of a round: claim, solve with progress and cancel, store."""

import logging
import time
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mentorquilt import matching
from mentorquilt.matchrounds import actions, queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.records.moves import IllegalMove

BETWEEN_REPORTS = 0.5

log = logging.getLogger(__name__)


class Reporter:
    """Writes progress at most twice a second and knows whether somebody asked to stop."""

    def __init__(self, row: Round) -> None:
        self.row = row
        self.last = float("-inf")
        self.told: tuple[str, int, int] = ("", 0, 0)
        self.stop = False

    def progress(self, phase: str, done: int, of: int) -> None:
        """Write how far the solver is, unless that was written just now."""
        self.told = (phase, done, of)
        if time.monotonic() - self.last >= BETWEEN_REPORTS:
            self.stop = actions.report(
                match_round=self.row, phase=phase, done=done, of=of, now=timezone.now()
            )
            self.last = time.monotonic()

    def prolong(self, phase: str) -> bool:
        """Hold the round for another lease at once; returns whether somebody asked to stop."""
        self.last = float("-inf")
        self.progress(phase, 0, 0)
        return self.stop

    def cancelled(self) -> bool:
        """Return whether to stop; asks the database at most twice a second."""
        self.progress(*self.told)
        return self.stop


def solve_waiting_rounds(*, now: datetime) -> int:
    """Give back what silent workers held, then solve one waiting round; returns how many were handled."""
    swept = actions.sweep(now=now)
    row = actions.claim(now=now)
    if row is None:
        return swept
    try:
        _solve(row)
    except (actions.LostClaim, IllegalMove):
        log.warning("a round was taken over or cancelled meanwhile", extra={"facts": {"round": str(row.ref)}})
    return swept + 1


def _solve(row: Round) -> None:
    reporter = Reporter(row)
    try:
        market, policy = queries.market(row), queries.policy(row)
        outcome = matching.solve(market, policy, progress=reporter.progress, cancelled=reporter.cancelled)
        reporter.prolong("proof")
        verdict, greedy = matching.verify(market, policy, outcome), matching.greedy(market, policy)
        summary = queries.summary(market, outcome, greedy, is_verified=verdict.ok)
        if reporter.prolong("proof"):
            raise matching.Cancelled
        actions.finish(match_round=row, outcome=outcome, summary=summary, now=timezone.now())
    except matching.Cancelled:
        actions.give_up(match_round=row, now=timezone.now())
    except matching.Refused as refused:
        words = _("The people or the rules need a change first.")
        actions.fail(match_round=row, words=words, problems=refused.problems, now=timezone.now())
    except (actions.LostClaim, IllegalMove):
        raise
    except Exception:
        log.exception("a round could not be solved", extra={"facts": {"round": str(row.ref)}})
        words = _("The matching stopped with an error. The log of the worker says more. Nothing was changed.")
        actions.fail(match_round=row, words=words, now=timezone.now())

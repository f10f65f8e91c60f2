"""The worker's writes: one claim, a lease, and nobody else's hands."""

from datetime import timedelta

import pytest

from mentorquilt import matching
from mentorquilt.matchrounds import actions
from mentorquilt.matchrounds.models import Round
from mentorquilt.records.moves import IllegalMove
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(minutes=3)


@pytest.fixture
def held():
    """A round in a worker's hands."""
    make.ordered(make.filled(1, 1))
    return actions.claim(now=make.NOW)


def standing():
    return Round.objects.light().get()


def test_nothing_waiting_is_nothing_to_claim():
    assert actions.claim(now=make.NOW) is None


def test_the_longest_waiting_round_is_claimed_once():
    cohort = make.filled(1, 1)
    first = make.ordered(cohort)
    make.ordered(cohort)
    held = actions.claim(now=make.NOW)
    other = actions.claim(now=make.NOW)

    assert (held.pk, held.state) == (first.pk, "solving")
    assert other.pk != first.pk
    assert actions.claim(now=make.NOW) is None


def test_progress_is_written_and_prolongs_the_lease(held):
    stop = actions.report(match_round=held, phase="pairs", done=3, of=9, now=LATER)
    row = standing()
    assert (stop, row.phase, row.done, row.of) == (False, "pairs", 3, 9)
    assert row.lease_until > LATER


def test_a_report_says_that_somebody_wants_it_to_stop(held):
    actions.cancel(match_round=held, by=None, now=make.NOW)
    assert actions.report(match_round=held, phase="pairs", done=1, of=9, now=make.NOW) is True


def test_a_silent_workers_round_is_given_back_and_claimed_by_another(held):
    assert actions.sweep(now=make.NOW) == 0
    assert actions.sweep(now=LATER) == 1
    assert standing().state == "waiting"
    assert actions.claim(now=LATER).claim != held.claim


def test_a_round_that_ends_its_worker_three_times_is_given_up_and_can_be_tried_again(held):
    now = LATER
    for _ in range(2):
        actions.sweep(now=now)
        assert actions.claim(now=now) is not None
        now += LATER - make.NOW
    assert actions.sweep(now=now) == 1
    assert standing().state == "failed"
    assert "3 times" in standing().failure

    actions.retry(match_round=standing(), by=None, now=now)
    assert (standing().state, standing().claims) == ("waiting", 0)


def test_a_silent_workers_cancelled_round_is_cancelled(held):
    actions.cancel(match_round=held, by=None, now=make.NOW)
    assert actions.sweep(now=LATER) == 1
    assert standing().state == "cancelled"


@pytest.mark.guarantee
def test_a_worker_that_lost_its_claim_can_write_nothing(held):
    actions.sweep(now=LATER)
    taken = actions.claim(now=LATER)

    with pytest.raises(actions.LostClaim):
        actions.report(match_round=held, phase="pairs", done=1, of=2, now=LATER)
    with pytest.raises(IllegalMove):
        actions.finish(match_round=held, outcome=matching.Outcome(), summary={}, now=LATER)
    with pytest.raises(IllegalMove):
        actions.fail(match_round=held, words="It stopped.", now=LATER)
    with pytest.raises(IllegalMove):
        actions.give_up(match_round=held, now=LATER)
    row = standing()
    assert (row.state, row.claim, row.phase, row.failure) == ("solving", taken.claim, "", "")


def test_a_finished_round_is_ready_and_free(held):
    outcome = matching.Outcome(total=5, proved=True)
    actions.finish(match_round=held, outcome=outcome, summary={"matched": 0}, now=LATER)
    row = Round.objects.get()
    assert (row.state, row.claim, row.lease_until, row.solved_at) == ("ready", None, None, LATER)
    assert matching.outcome_from_json(row.outcome) == outcome
    assert row.summary == {"mentees": 1, "mentors": 1, "matched": 0}


def test_a_ready_round_moves_nowhere(held):
    actions.finish(match_round=held, outcome=matching.Outcome(), summary={}, now=LATER)
    with pytest.raises(IllegalMove):
        actions.give_up(match_round=held, now=LATER)
    assert standing().state == "ready"

"""Ordering a round, cancelling it, trying a failed one again."""

from datetime import timedelta

import pytest
from django.db import connection

from mentorquilt import matching
from mentorquilt.matchrounds import actions, jobs
from mentorquilt.matchrounds.models import Round
from mentorquilt.records.models import AuditNote
from mentorquilt.records.moves import IllegalMove
from tests.factories import matchrounds as make

pytestmark = pytest.mark.django_db


def test_a_round_is_frozen_numbered_and_noted():
    cohort = make.filled(2, 3)
    first, second = make.ordered(cohort), make.ordered(cohort)

    assert (first.number, second.number, first.state) == (1, 2, "waiting")
    assert first.summary == {"mentees": 2, "mentors": 3}
    note = AuditNote.objects.get(about_ref=str(first.ref))
    assert (note.verb, note.facts) == ("round.ordered", {"mentees": 2, "mentors": 3})


@pytest.mark.guarantee
def test_what_was_frozen_is_unreadable_in_the_database():
    cohort = make.filled(1, 1)
    make.ordered(cohort)
    with connection.cursor() as cursor:
        cursor.execute("SELECT market, people FROM matchrounds_round")
        stored = " ".join(map(str, cursor.fetchone()))
    assert "acute pain" not in stored
    assert "Okafor" not in stored
    assert "Denver" not in stored


def test_a_later_change_of_a_profile_leaves_the_frozen_round_as_it_was():
    cohort = make.filled(1, 1)
    row = make.ordered(cohort)
    member = cohort.enrolments.get(role="mentee").member
    member.profile.full_name = "Somebody Else"
    member.profile.save()
    assert Round.objects.get(pk=row.pk).market["mentees"][0]["name"] == "Maya Okafor"


@pytest.mark.parametrize(("mentees", "mentors", "slug"), [(0, 2, "no_mentees"), (2, 0, "no_mentors")])
def test_a_round_of_one_side_does_not_start(mentees, mentors, slug):
    cohort = make.filled(mentees, mentors)
    with pytest.raises(actions.CannotStart) as stopped:
        make.ordered(cohort)
    assert slug in [problem.slug for problem in stopped.value.problems]
    assert not Round.objects.exists()
    assert not AuditNote.objects.exists()


def test_a_policy_that_cannot_be_does_not_start():
    cohort = make.filled(1, 1)
    with pytest.raises(actions.CannotStart, match="min_distance_km"):
        make.ordered(cohort, policy=matching.Policy(min_distance_km=-1))


def test_problems_that_do_not_block_are_kept_with_the_round():
    cohort = make.filled(2, 2)
    member = cohort.enrolments.filter(role="mentee").first().member
    member.profile.stage = ""
    member.profile.save()
    row = make.ordered(cohort)
    assert [problem["slug"] for problem in row.problems] == ["stage_unknown"]


def test_a_waiting_round_is_cancelled_at_once():
    row = make.ordered(make.filled(1, 1))
    actions.cancel(match_round=row, by=None, now=make.NOW)
    assert Round.objects.get(pk=row.pk).state == "cancelled"
    assert jobs.solve_waiting_rounds(now=make.NOW) == 0


def test_a_round_in_the_workers_hands_is_asked_to_stop():
    make.ordered(make.filled(1, 1))
    held = actions.claim(now=make.NOW)
    actions.cancel(match_round=held, by=None, now=make.NOW)
    row = Round.objects.get(pk=held.pk)
    assert (row.state, row.cancel_asked) == ("solving", True)


@pytest.mark.parametrize("state", ["ready", "cancelled", "failed"])
def test_a_finished_round_cannot_be_cancelled(state):
    row = make.ordered(make.filled(1, 1))
    Round.objects.update(state=state)
    with pytest.raises(IllegalMove):
        actions.cancel(match_round=row, by=None, now=make.NOW)
    assert Round.objects.get(pk=row.pk).state == state


@pytest.mark.parametrize("state", ["waiting", "solving", "ready", "cancelled"])
def test_only_a_failed_round_is_tried_again(state):
    row = make.ordered(make.filled(1, 1))
    Round.objects.update(state=state)
    with pytest.raises(IllegalMove):
        actions.retry(match_round=row, by=None, now=make.NOW)
    assert Round.objects.get(pk=row.pk).state == state


def test_a_failed_round_is_tried_again_with_the_same_people():
    row = make.ordered(make.filled(2, 2))
    Round.objects.update(state="failed", failure="It stopped.", cancel_asked=True)
    actions.retry(match_round=Round.objects.get(), by=None, now=make.NOW)
    jobs.solve_waiting_rounds(now=make.NOW + timedelta(seconds=1))

    solved = Round.objects.get(pk=row.pk)
    assert (solved.state, solved.failure, solved.market) == ("ready", "", row.market)

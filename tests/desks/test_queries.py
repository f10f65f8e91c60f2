"""What each home shows."""

import pytest

from mentorquilt.desks import queries
from mentorquilt.matchrounds.models import Round
from mentorquilt.members.states import Role
from mentorquilt.records import heartbeat
from tests.factories import programs as make
from tests.factories.programs import NOW

pytestmark = pytest.mark.django_db


def a_round(cohort, state, number=1):
    return Round.objects.create(
        cohort=cohort, number=number, state=state, policy={}, market={}, ordered_at=NOW
    )


@pytest.mark.parametrize(
    ("cohort_state", "round_state", "step"),
    [
        ("open", "", "enrolling"),
        ("closed", "", "match"),
        ("closed", "waiting", "solving"),
        ("closed", "ready", "review"),
        ("closed", "cancelled", "match"),
        ("running", "ready", ""),
        ("planned", "", ""),
    ],
)
def test_each_cohort_has_its_one_next_step(cohort_state, round_state, step):
    robin = make.staff("robin@x.org")
    cohort = make.cohort(state=cohort_state)
    make.mentee(cohort, "a@x.org")
    if round_state:
        a_round(cohort, round_state)

    desk = queries.coordinator_desk(robin, now=NOW)
    (glance,) = desk.needs + desk.others
    assert (glance.step, glance.mentees, glance.mentors) == (step, 1, 0)
    assert (glance in desk.needs) is bool(step)


def test_only_own_programs_are_on_the_desk():
    mine, other = make.program("Mine"), make.program("Other")
    make.cohort(mine, state="open")
    make.cohort(other, state="open")
    robin = make.staff("robin@x.org", of=mine)

    assert [glance.cohort.program for glance in queries.coordinator_desk(robin, now=NOW).needs] == [mine]


def test_a_quiet_worker_is_told():
    robin = make.staff("robin@x.org")
    assert not queries.coordinator_desk(robin, now=NOW).worker_alive
    heartbeat.beat("worker", NOW)
    assert queries.coordinator_desk(robin, now=NOW).worker_alive


@pytest.mark.parametrize("cohorts", [1, 3])
def test_the_desk_costs_the_same_for_one_and_three(cohorts, django_assert_num_queries):
    robin = make.staff("robin@x.org")
    for number in range(cohorts):
        a_round(make.cohort(make.program(f"P{number}"), state="closed"), "ready")
    with django_assert_num_queries(10):
        queries.coordinator_desk(robin, now=NOW)


def test_an_admins_desk_counts():
    make.staff("it@x.org", Role.ADMIN)
    desk = queries.admin_desk(now=NOW)

    assert (desk.members, desk.waiting_mails, desk.failed_mails, desk.worker_alive) == (1, 0, 0, False)

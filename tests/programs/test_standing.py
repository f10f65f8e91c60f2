"""Where an enrolment stands, in words for every state (T3b)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.programs import queries, states
from mentorquilt.programs.models import Cohort, Enrolment, Program
from tests.factories import programs as make
from tests.programs.enrolling import NOW


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def enrolment(state: str, role: str = "mentee", **facts) -> Enrolment:
    dates = {"enrol_until": date(2027, 1, 4), "announce_on": date(2027, 2, 15)}
    cohort = Cohort(program=Program(name="Nine Months", is_rolling=facts.pop("rolling", False)), name="2027")
    for name, value in {**dates, **facts.pop("dates", {})}.items():
        setattr(cohort, name, value)
    return Enrolment(cohort=cohort, role=role, state=state, enrolled_at=NOW, **facts)


def test_until_the_announcement_she_reads_what_happens_when():
    stand = queries.stand(enrolment("approved"))
    assert stand.title == "You are enrolled"
    assert (
        stand.line
        == "Enrolment closes on 4 January. We match until 8 February; you hear on 15 February, either way."
    )


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2027, 1, 5), "We match until 8 February; you hear on 15 February, either way."),
        (date(2027, 2, 9), "You hear on 15 February, either way."),
        (
            date(2027, 2, 16),
            "The day we planned has passed; you hear as soon as the match is settled, either way.",
        ),
    ],
)
def test_days_that_are_over_are_left_out(day, line):
    assert queries.dates_line(enrolment("approved").cohort, day) == line


def test_a_program_without_dates_promises_none():
    line = queries.stand(enrolment("approved", dates={"enrol_until": None, "announce_on": None})).line
    assert line == "You hear as soon as the day is set, either way."
    rolling = queries.stand(enrolment("approved", rolling=True, dates={"announce_on": None})).line
    assert rolling == "People are matched as they come; you hear as soon as somebody fits."


def test_a_question_by_mail_is_mentioned():
    assert "one question by mail" in queries.stand(enrolment("submitted", asked_at=NOW)).more


@pytest.mark.parametrize("state", states.EnrolmentState.values)
@pytest.mark.parametrize("role", states.EnrolmentRole.values)
def test_every_state_of_every_role_has_kind_words(state, role):
    stand = queries.stand(enrolment(state, role), not_told=set())
    assert stand.title
    assert stand.line.endswith((".", "?"))
    assert not {"unfortunately", "rejected", "unsuccessful"} & set(
        f"{stand.line} {stand.more}".lower().split()
    )
    assert stand.asks == (state in {"invited", "unconfirmed"})


def test_the_days_stand_in_order_with_the_nearest_marked():
    cohort = enrolment("approved", dates={"ends_on": date(2027, 11, 15)}).cohort
    days = queries.milestones(cohort, date(2027, 1, 10))
    assert [(day.label, day.state) for day in days] == [
        ("Enrolment closes", "done"),
        ("We match until", "now"),
        ("You hear", "next"),
        ("It ends", "next"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "is_told"), [("draft", False), ("approved", False), ("sent", True)])
def test_nobody_learns_the_result_before_her_mail_has_left(state, is_told):
    row = make.mentee(make.cohort(), "amy.ng@example.org")
    row.state = "unmatched"
    Mail.objects.create(
        key="told", role="matchrounds.left_out", batch="round:1", to=row.member, to_address=row.member.email,
        program=row.cohort.program, state=state, drafted_at=NOW, hold_until=timezone.now() + timedelta(minutes=4),
    )  # fmt: skip

    assert (queries.stand(row).title == "Nobody yet") is is_told

"""The coordinator's Monday page: what waits for her, and the quiet when nothing does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorquilt.desks import queries
from mentorquilt.mail.models import Mail
from mentorquilt.members.states import Role
from mentorquilt.pairings.models import Pairing
from mentorquilt.records import heartbeat
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

pytestmark = pytest.mark.django_db


def a_mail(program, number, state="draft", **columns):
    return Mail.objects.create(
        key=f"k{number}",
        role="r",
        to_address="a@x.org",
        drafted_at=NOW,
        program=program,
        state=state,
        **columns,
    )


def page_of(client, member):
    client.force_login(member)
    return client.get("/").content.decode()


def test_a_quiet_monday_says_how_many_meet_and_when_to_look_again(client):
    society()
    heartbeat.beat("worker", timezone.now())
    program = make.program("Nine Months")
    day = timezone.localdate() + timedelta(days=30)
    cohort = make.cohort(program, state="running", ends_on=day)
    for _ in range(3):
        Pairing.objects.create(
            kind="dyad", state="active", program=program, cohort=cohort, starts_on=NOW.date()
        )
    page = page_of(client, make.staff("robin@x.org", of=program))
    assert "Nothing needs you" in page
    assert "3 pairs are meeting." in page
    assert f"Next look: {day.day} {day:%B}." in page


def test_drafts_of_her_programs_wait_and_lead_to_the_outbox(client):
    society()
    heartbeat.beat("worker", timezone.now())
    program, other = make.program("Nine Months"), make.program("Other")
    for number in range(2):
        a_mail(program, number)
    a_mail(other, 9)
    a_mail(program, 10, "failed")
    page = page_of(client, make.staff("robin@x.org", of=program))
    assert "What needs you" in page
    assert "2 mails wait for your look" in page
    assert "1 mail could not be delivered" in page
    assert reverse("desks:outbox") in page


def test_people_to_check_come_before_the_match(client):
    society()
    program = make.program("Nine Months")
    cohort = make.cohort(program, state="closed")
    for number in range(2):
        row = make.mentee(cohort, f"p{number}@x.org")
        row.state = "submitted"
        row.save()
    robin = make.staff("robin@x.org", of=program)
    (glance,) = queries.coordinator_desk(robin, now=NOW).needs
    assert (glance.step, glance.to_check) == ("check", 2)
    page = page_of(client, robin)
    assert "Check 2 people" in page
    assert reverse("programs:check_list", args=[cohort.ref]) in page


def test_mail_that_does_not_move_is_told(client):
    society()
    heartbeat.beat("worker", timezone.now())
    program = make.program("Nine Months")
    late = timezone.now() - timedelta(minutes=11)
    a_mail(program, 1, "approved", hold_until=late)
    robin = make.staff("robin@x.org", of=program)
    page = page_of(client, robin)
    assert "Mail does not move" in page
    assert "What needs you" in page
    Mail.objects.update(hold_until=timezone.now() - timedelta(minutes=9))
    assert "Mail does not move" not in page_of(client, robin)


def test_a_reader_is_offered_no_stand_in(client):
    society()
    program = make.program("Nine Months")
    assert reverse("desks:stand_in") in page_of(client, make.staff("robin@x.org", of=program))
    assert reverse("desks:stand_in") not in page_of(client, make.staff("r@x.org", Role.READER, program))

"""A member's home: where she stands, what she may join, both ways to a mentor (S-20, S-37)."""

import pytest
import time_machine

from mentorquilt.desks import queries
from mentorquilt.members import actions as members
from mentorquilt.members.models import Profile
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs import links
from mentorquilt.programs.models import Cohort, Enrolment
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    society()
    with time_machine.travel(NOW, tick=False):
        yield


def desk_of(member):
    return queries.member_desk(member, now=NOW, today=NOW.date())


def test_she_sees_where_she_stands_and_what_else_takes_her():
    row = make.mentee(make.cohort(state="open"), "a@x.org", specialty="anesthesiology")
    other = make.cohort(make.program("Other"), state="open")
    desk = desk_of(row.member)
    assert [(one.enrolment.pk, one.stand.title) for one in desk.standings] == [(row.pk, "You are enrolled")]
    assert [(door.cohort.pk, door.as_mentee, door.as_mentor) for door in desk.doors] == [
        (other.pk, True, True)
    ]
    assert desk.find_one.cohort == other
    assert desk.missing == ("place", "languages")


def test_a_program_that_takes_her_in_one_role_offers_that_role():
    cohort = make.cohort(make.program(mentee_stages=["early"], mentor_stages=["late"]), state="open")
    desk = desk_of(make.physician("late@x.org", stage="late"))
    assert [(door.cohort, door.as_mentee, door.as_mentor) for door in desk.doors] == [(cohort, False, True)]
    assert desk.find_one is None


def test_both_ways_to_a_mentor_stand_there(client):
    make.cohort(state="open")
    make.mentor(
        make.cohort(make.program("Elsewhere"), state="running"), "free@x.org", full_name="Free Mentor"
    )
    client.force_login(make.physician("a@x.org", stage="early"))
    page = client.get("/").content.decode()
    assert "Find one for me" in page
    assert "I will ask someone" in page
    assert "One mentor has room now" in page
    assert "/mail/fewer/" in page


def test_somebody_new_by_the_door_sees_no_members_and_reads_why(client):
    guest = members.open_door(email="new@x.org", now=NOW)
    desk = desk_of(guest)
    assert (desk.may_browse, desk.open_mentors, desk.groups) == (False, 0, ())
    client.force_login(guest)
    page = client.get("/").content.decode()
    assert "as soon as a coordinator has looked at your membership" in page
    assert "/people/?role=open" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_costs_the_same_for_one_and_three(count, django_assert_num_queries):
    member = make.physician("a@x.org", stage="early")
    for number in range(count):
        cohort = make.cohort(make.program(f"P{number}"), state="closed")
        Enrolment.objects.create(
            cohort=cohort, member=member, role="mentee", state="approved", origin="member", enrolled_at=NOW
        )
        make.cohort(make.program(f"Q{number}"), state="open")
    assert Profile.objects.filter(member=member).exists()
    with django_assert_num_queries(10):
        desk_of(member)


def test_a_matched_enrolment_leads_to_its_pair():
    row = make.mentee(make.cohort(state="running"), "a@x.org")
    Enrolment.objects.update(state="matched")
    assert links.pair_of(row) == ""
    pairing = Pairing.objects.create(
        kind="dyad", cohort=Cohort.objects.get(), program=row.cohort.program, starts_on=NOW.date()
    )
    Participant.objects.create(
        pairing=pairing, member=row.member, role="mentee", cohort=row.cohort, joined_at=NOW
    )
    assert links.pair_of(row) == f"/pair/{pairing.ref}/"

"""Who may see and run programs."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from mentorquilt.members.states import Role
from mentorquilt.programs import access
from tests.factories import programs as make

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


@pytest.fixture
def two():
    return make.program("One"), make.program("Two")


def test_a_coordinator_runs_her_program_and_no_other(two):
    mine, other = two
    robin = make.staff("robin@x.org", of=mine)

    assert access.program_to_run(robin, mine.ref) == mine
    with pytest.raises(PermissionDenied):
        access.program_to_run(robin, other.ref)
    assert list(access.readable(robin)) == [mine]


def test_a_reader_reads_and_runs_nothing(two):
    mine, _other = two
    cohort = make.cohort(mine)
    dana = make.staff("dana@x.org", Role.READER, mine)

    assert access.cohort_to_read(dana, cohort.ref) == cohort
    with pytest.raises(PermissionDenied):
        access.cohort_to_run(dana, cohort.ref)


def test_a_member_sees_open_programs_but_no_list_of_people(two):
    mine, _other = two
    amy, cohort = make.physician("amy@x.org"), make.cohort(mine)

    assert access.program_to_see(amy, mine.ref) == mine
    with pytest.raises(PermissionDenied):
        access.cohort_to_read(amy, cohort.ref)


def test_a_hidden_program_is_not_there_for_members_unless_enrolled():
    hidden = make.program("Hidden", is_open=False)
    row = make.mentee(make.cohort(hidden), "in@x.org")
    outsider = make.physician("out@x.org")

    assert access.program_to_see(row.member, hidden.ref) == hidden
    with pytest.raises(Http404):
        access.program_to_see(outsider, hidden.ref)


def test_enrolments_of_other_programs_are_not_there(two):
    mine, other = two
    row = make.mentee(make.cohort(other), "a@x.org")
    robin = make.staff("robin@x.org", of=mine)

    with pytest.raises(Http404):
        access.enrolment_to_run(robin, row.ref)
    with pytest.raises(Http404):
        access.own_enrolment(robin, row.ref)


def test_an_expired_grant_gives_nothing(two):
    mine, _other = two
    robin = make.staff("robin@x.org", of=mine)
    robin.grants.update(until=make.NOW.replace(year=2020))

    assert not access.may_run(robin, mine)

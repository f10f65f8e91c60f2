"""Officers of a group run the programs that it owns and no others (S-21)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Grant, Member
from mentorquilt.members.states import Role, Scope
from mentorquilt.programs import access
from mentorquilt.programs.models import Program
from mentorquilt.sigs import actions as sigs
from tests.factories import programs as make
from tests.factories import sigs as groups
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


@pytest.fixture
def mine():
    return groups.group("Mine")


@pytest.fixture
def programs(mine):
    """The group's program, another group's, and one without a group."""
    theirs = groups.group("Theirs")
    return (
        make.program("Of mine", sig=mine),
        make.program("Of theirs", sig=theirs),
        make.program("Of nobody"),
    )


@pytest.fixture
def chair(mine):
    person = make.physician("vera@x.org")
    groups.officer(mine, person)
    return person


def again(person):
    """Return the same account as the next request reads it."""
    return Member.objects.get(pk=person.pk)


def run_by(person):
    person = again(person)
    held = {row.name for row in Program.objects.all() if access.may_run(person, row)}
    assert held == set(access.runnable(person).values_list("name", flat=True))
    assert held == set(access.readable(person).values_list("name", flat=True))
    return held


def test_an_officer_runs_the_programs_of_her_group_and_no_others(chair, programs):
    assert run_by(chair) == {"Of mine"}
    for program in programs[1:]:
        with pytest.raises(PermissionDenied):
            access.program_to_run(chair, program.ref)
        with pytest.raises(PermissionDenied):
            access.cohort_to_read(chair, make.cohort(program).ref)


def test_a_program_that_is_not_open_is_hers_all_the_same_and_another_groups_is_not_there(chair, mine):
    hidden = make.program("Planned", sig=mine, is_open=False)
    other = make.program("Planned too", sig=groups.group("Other"), is_open=False)
    assert access.program_to_run(chair, hidden.ref) == hidden
    with pytest.raises(Http404):
        access.program_to_run(chair, other.ref)


def test_a_program_that_changes_hands_takes_the_right_with_it(chair, programs, mine):
    of_mine, of_theirs, _ = programs
    Program.objects.filter(pk=of_mine.pk).update(sig=None)
    Program.objects.filter(pk=of_theirs.pk).update(sig=mine)
    assert run_by(chair) == {"Of theirs"}


def test_a_right_that_ended_or_was_taken_is_none(chair, programs, mine):
    Grant.objects.filter(member=chair).update(until=timezone.now() - timedelta(minutes=1))
    assert run_by(chair) == set()
    Grant.objects.filter(member=chair).update(until=timezone.now() + timedelta(days=1))
    assert run_by(chair) == {"Of mine"}
    admin = make.staff("admin@x.org", Role.ADMIN)
    sigs.remove_officer(officer=chair.sigs.get(), by=admin, now=timezone.now())
    assert run_by(chair) == set()


def test_an_office_without_the_right_is_only_a_title(programs, mine):
    person = make.physician("title@x.org")
    groups.belongs(mine, person, office="chair")
    assert run_by(person) == set()


def test_a_closed_account_runs_nothing(chair, programs):
    Member.objects.filter(pk=chair.pk).update(is_active=False)
    assert run_by(chair) == set()


@pytest.mark.parametrize("kind", [Scope.SOCIETY, Scope.PROGRAM])
def test_an_officer_of_the_society_or_of_a_program_reads_and_runs_nothing(programs, kind):
    person = make.physician("reads@x.org")
    scope = str(programs[0].ref) if kind == Scope.PROGRAM else ""
    Grant.objects.create(member=person, role=Role.OFFICER, scope_kind=kind, scope_id=scope)
    person = again(person)
    assert access.may_read(person, programs[0])
    assert not access.may_run(person, programs[0])
    assert not access.runnable(person).exists()
    assert access.readable(person).count() == (1 if kind == Scope.PROGRAM else 3)


def test_a_reader_of_a_group_reads_its_programs_and_changes_nothing(programs, mine):
    person = make.physician("reader@x.org")
    Grant.objects.create(member=person, role=Role.READER, scope_kind=Scope.SIG, scope_id=str(mine.ref))
    cohort = make.cohort(programs[0])
    assert access.cohort_to_read(person, cohort.ref) == cohort
    with pytest.raises(PermissionDenied):
        access.cohort_to_run(person, cohort.ref)
    with pytest.raises(PermissionDenied):
        access.cohort_to_read(person, make.cohort(programs[1], "Other").ref)


def test_the_ref_of_a_group_is_no_program_and_the_other_way_round(programs, mine):
    person = make.physician("crossed@x.org")
    for kind, scope in ((Scope.PROGRAM, mine.ref), (Scope.SIG, programs[2].ref)):
        Grant.objects.create(member=person, role=Role.OFFICER, scope_kind=kind, scope_id=str(scope))
    assert run_by(person) == set()


def test_rights_cost_one_query_for_grants_and_one_for_groups_however_many_programs(
    chair, mine, django_assert_num_queries
):
    for number in range(5):
        make.program(f"More {number}", sig=mine)
    every, person = list(Program.objects.all()), again(chair)
    with django_assert_num_queries(2):
        assert all(access.may_run(person, row) for row in every)


def test_rights_cost_a_coordinator_one_query_as_before(programs, django_assert_num_queries):
    robin = again(make.staff("robin@x.org", of=programs[0]))
    with django_assert_num_queries(1):
        assert [access.may_run(robin, row) for row in programs] == [True, False, False]


def test_a_coordinator_of_a_program_cannot_give_it_to_a_group(client, programs, mine):
    """Giving a program to a group gives its officers rights, which is an admin's to do."""
    society()
    program = programs[2]
    make.cohort(program)
    client.force_login(make.staff("robin@x.org", of=program))
    url = reverse("programs:change", args=[program.ref])
    told = {"name": program.name, "aim": "skills", "months": 9, "lead_weeks": 6, "stage_rule": "any"}
    told |= {"place_rule": "none", "min_distance_km": 0, "min_shared_minutes": 0, "most_places": 0}
    told |= {"mentee_stages": ["early"], "mentor_stages": ["late"], "scope": "national", "is_open": "on"}
    assert client.post(url, told | {"sig": mine.pk}).status_code == 303
    assert Program.objects.get(pk=program.pk).sig is None
    client.force_login(make.staff("admin@x.org", Role.ADMIN))
    assert client.post(url, told | {"sig": mine.pk}).status_code == 303
    assert Program.objects.get(pk=program.pk).sig == mine


def test_end_to_end_an_officer_enrols_orders_a_round_and_is_refused_next_door(client, chair, programs):
    society()
    own, other = make.cohort(programs[0], state="closed"), make.cohort(programs[1], state="closed")
    for cohort, word in ((own, "a"), (other, "b")):
        make.mentee(cohort, f"mentee-{word}@x.org", topics=("leadership",), specialty="anesthesiology")
        make.mentor(cohort, f"mentor-{word}@x.org", topics=("leadership",), specialty="anesthesiology")
    client.force_login(chair)
    enrol = {"email": "new@x.org", "full_name": "New Person", "role": "mentee", "submission": uuid.uuid4()}
    pages = (
        "programs:cohort",
        "programs:supply",
        "programs:imports",
        "matchrounds:cohort",
        "matchrounds:new",
    )
    for name in pages:
        assert client.get(reverse(name, args=[own.ref])).status_code == 200, name
        refused = client.get(reverse(name, args=[other.ref])).status_code
        assert refused in {403, 404}, name
    assert client.post(reverse("programs:on_behalf", args=[own.ref]), enrol).status_code == 303
    assert client.post(reverse("programs:on_behalf", args=[other.ref]), enrol).status_code == 403
    assert own.enrolments.filter(member__email="new@x.org").exists()
    assert not other.enrolments.filter(member__email="new@x.org").exists()
    assert Mail.objects.filter(program=programs[0]).exists()
    assert not Mail.objects.filter(program=programs[1]).exists()
    row = other.enrolments.first()
    answer = client.post(reverse("programs:decide", args=[row.ref]), {"to": "withdrawn"})
    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.state == "approved"

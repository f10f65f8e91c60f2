"""Who may read a round and who may run it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from mentorquilt.matchrounds import access
from mentorquilt.matchrounds.models import Round
from tests.factories import matchrounds as make

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
LOADERS = ("round_to_read", "round_to_run", "result_to_read", "result_to_run")


@pytest.fixture
def row():
    return make.solved(make.filled(1, 1))


@pytest.fixture
def people(row):
    program = row.cohort.program
    other = make.program("Other program")
    return {
        "coordinator": make.coordinator(program),
        "admin": make.granted("admin@example.org", "admin"),
        "reader": make.granted("reader@example.org", "reader", "program", str(program.ref)),
        "officer": make.granted("officer@example.org", "officer", "program", str(program.ref)),
        "other_coordinator": make.coordinator(other, "other@example.org"),
        "mentee": row.cohort.enrolments.get(role="mentee").member,
        "mentor": row.cohort.enrolments.get(role="mentor").member,
    }


def said(loader, person, ref):
    """Return what a loader answers: the row, "403" or "404"."""
    try:
        return getattr(access, loader)(person, ref)
    except PermissionDenied:
        return "403"
    except Http404:
        return "404"


@pytest.mark.parametrize("who", ["coordinator", "admin"])
@pytest.mark.parametrize("loader", LOADERS)
def test_coordinators_of_the_program_and_admins_get_the_round(loader, who, row, people):
    assert said(loader, people[who], row.ref) == row


@pytest.mark.parametrize("who", ["reader", "officer"])
def test_readers_and_officers_read_and_do_not_run(who, row, people):
    assert [said(loader, people[who], row.ref) for loader in LOADERS] == [row, "403", row, "403"]


@pytest.mark.parametrize("who", ["other_coordinator", "mentee", "mentor"])
@pytest.mark.parametrize("loader", LOADERS)
def test_for_everybody_else_the_round_does_not_exist(loader, who, row, people):
    assert said(loader, people[who], row.ref) == "404"


@pytest.mark.parametrize("state", ["waiting", "solving", "failed", "cancelled"])
def test_a_round_without_result_has_no_result_to_read(state, row, people):
    Round.objects.update(state=state)
    assert said("result_to_read", people["coordinator"], row.ref) == "404"
    assert said("round_to_read", people["coordinator"], row.ref) == row


def test_a_round_is_fetched_without_what_was_frozen_and_a_result_with_it(row, people):
    light = access.round_to_read(people["coordinator"], row.ref)
    assert light.get_deferred_fields() == {"market", "people", "outcome", "problems"}
    assert access.result_to_read(people["coordinator"], row.ref).get_deferred_fields() == set()


def test_two_people_of_the_round_are_found_and_strangers_are_not(row, people):
    mentee, mentor = make.couple(row)
    found = access.couple(Round.objects.get(), mentee, mentor)
    assert [str(member.ref) for member in found] == [mentee, mentor]
    with pytest.raises(Http404):
        access.couple(Round.objects.get(), mentee, people["admin"].ref)

"""Starting pairings: places, the two constraints, all or nothing, and taking a round's pairings back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorquilt.members.models import Mentoring
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.records.models import AuditNote
from tests.factories import members as people
from tests.factories import pairings as make
from tests.factories import programs

pytestmark = pytest.mark.django_db


def places(member):
    row = Mentoring.objects.get(member=member)
    return row.taken, row.first_calls_taken


@pytest.fixture
def ana():
    return people.physician("Ana Ruiz")


@pytest.fixture
def bo():
    return people.mentor("Bo Lind", capacity=1)


def test_a_lasting_pairing_takes_a_lasting_place_and_copies_what_constraints_need(ana, bo):
    cohort = programs.cohort()
    row = make.started(ana, bo, cohort=cohort, program=cohort.program, slot="career", mentor_type="career")
    seats = {seat.role: seat for seat in Participant.objects.filter(pairing=row)}

    assert places(bo) == (1, 0)
    assert {seat.couple for seat in seats.values()} == {":".join(map(str, sorted((ana.pk, bo.pk))))}
    assert [(seats[role].cohort, seats[role].slot, seats[role].live) for role in ("mentee", "mentor")] == [
        (cohort, "career", True)
    ] * 2
    assert AuditNote.objects.get().verb == "pairings.started"


def test_a_single_call_takes_a_first_call_and_leaves_the_lasting_place(ana, bo):
    make.started(ana, bo, kind="one_off")
    assert places(bo) == (0, 1)


def test_peers_take_no_place(ana, bo):
    seats = (actions.Seat(ana.pk, "peer"), actions.Seat(bo.pk, "peer"))
    wanted = actions.Start(kind="peer", seats=seats, starts_on=date(2027, 1, 4))
    actions.start(wanted=wanted, by=None, now=make.NOW)
    assert places(bo) == (0, 0)


def test_in_a_team_of_three_only_the_senior_gives_a_place(ana, bo):
    mid = people.mentor("Cy Moor", capacity=1)
    seats = (actions.Seat(ana.pk, "mentee"), actions.Seat(mid.pk, "both"), actions.Seat(bo.pk, "mentor"))
    wanted = actions.Start(kind="triad", seats=seats, starts_on=date(2027, 1, 4))
    row = actions.start(wanted=wanted, by=None, now=make.NOW)
    assert (places(bo), places(mid)) == ((1, 0), (0, 0))
    assert set(row.participants.values_list("couple", flat=True)) == {""}


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"is_willing": False}, "unwilling"),
        ({"is_paused": True}, "paused"),
        ({"available_from": date(2027, 2, 1)}, "away"),
        ({"available_to": date(2027, 1, 3)}, "away"),
        ({"only_questions": True}, "only_questions"),
        ({"taken": 1}, "full"),
        ({"capacity": 0, "taken": 1}, "full"),
    ],
)
def test_a_mentor_who_cannot_be_paired_is_refused_with_the_reason(ana, bo, facts, why):
    Mentoring.objects.filter(member=bo).update(**facts)
    before = places(bo)
    with pytest.raises(actions.NoPlace) as refused:
        make.started(ana, bo)
    assert refused.value.why == {bo.pk: why}
    assert (Pairing.objects.count(), places(bo)) == (0, before)


def test_a_mentor_for_questions_alone_gives_a_single_call(ana, bo):
    Mentoring.objects.filter(member=bo).update(only_questions=True)
    make.started(ana, bo, kind="one_off")
    assert places(bo) == (0, 1)


def test_who_never_said_that_she_mentors_is_not_paired(ana):
    with pytest.raises(actions.NoPlace) as refused:
        make.started(ana, people.physician())
    assert set(refused.value.why.values()) == {"unwilling"}


def test_a_closed_account_is_not_paired(ana, bo):
    ana.is_active = False
    ana.save()
    with pytest.raises(actions.AccountClosed) as refused:
        make.started(ana, bo)
    assert (refused.value.members, places(bo)) == ((ana.pk,), (0, 0))


def test_a_couple_has_one_live_pairing_whoever_is_the_mentor(ana, bo):
    Mentoring.objects.filter(member=bo).update(capacity=3)
    Mentoring.objects.create(member=ana, is_willing=True)
    make.started(ana, bo)
    with pytest.raises(actions.AlreadyPaired) as refused:
        make.started(bo, ana)
    assert set(refused.value.members) == {ana.pk, bo.pk}
    assert (places(ana), places(bo)) == ((0, 0), (1, 0))


def test_a_mentee_has_one_live_pairing_in_a_slot_of_a_cohort(ana, bo):
    cohort, other = programs.cohort(), people.mentor("Cy Moor")
    make.started(ana, bo, cohort=cohort)
    with pytest.raises(actions.AlreadyPaired) as refused:
        make.started(ana, other, cohort=cohort)
    assert (refused.value.members, places(other)) == ((ana.pk,), (0, 0))
    make.started(ana, other, cohort=cohort, slot="research")


def test_the_same_mentee_twice_in_one_batch_is_named(ana, bo):
    cohort, other = programs.cohort(), people.mentor("Cy Moor")
    batch = [make.wanted(ana, bo, cohort=cohort), make.wanted(ana, other, cohort=cohort)]
    with pytest.raises(actions.AlreadyPaired) as refused:
        actions.start_all(wanted=batch, by=None, now=make.NOW)
    assert refused.value.members == (ana.pk,)
    assert (Pairing.objects.count(), places(bo), places(other)) == (0, (0, 0), (0, 0))


def test_of_many_none_is_started_when_one_cannot_and_all_who_cannot_are_named(bo):
    open_, full, paused = (people.mentor(f"Mentor {n}", capacity=2) for n in range(3))
    Mentoring.objects.filter(member=full).update(taken=1)
    Mentoring.objects.filter(member=paused).update(is_paused=True)
    batch = [make.wanted(people.physician(), mentor) for mentor in (open_, open_, full, full, paused, bo)]
    with pytest.raises(actions.NoPlace) as refused:
        actions.start_all(wanted=batch, by=None, now=make.NOW)
    assert refused.value.why == {full.pk: "full", paused.pk: "paused"}
    assert [places(row) for row in (open_, full, paused, bo)] == [(0, 0), (1, 0), (0, 0), (0, 0)]
    assert Pairing.objects.count() == 0


def test_a_pairing_of_one_person_with_herself_is_no_pairing(ana):
    with pytest.raises(ValueError, match="different people"):
        make.started(ana, ana)


def test_starting_many_takes_no_statement_per_pair():
    def statements(count):
        batch = [make.wanted(people.physician(), people.mentor()) for _ in range(count)]
        with CaptureQueriesContext(connection) as seen:
            actions.start_all(wanted=batch, by=None, now=make.NOW)
        return len(seen)

    assert statements(3) == 10
    assert statements(60) <= 12  # a statement holds so many values, so rows are written in a few batches


def test_a_rounds_pairings_are_taken_back_with_their_places(ana, bo):
    kept = make.started(people.physician(), people.mentor(), origin_ref="other")
    make.started(ana, bo, origin_ref="round-1")

    assert actions.take_back(origin_ref="round-1", by=None, now=make.NOW) == 1
    assert places(bo) == (0, 0)
    assert list(Pairing.objects.all()) == [kept]
    assert actions.take_back(origin_ref="round-1", by=None, now=make.NOW) == 0
    make.started(ana, bo, origin_ref="round-1")


@pytest.mark.parametrize("what", ["message", "talk", "ended", "left"])
def test_a_pairing_with_something_in_it_is_not_taken_back(ana, bo, what):
    row = make.started(ana, bo, origin_ref="round-1")
    make.started(people.physician(), people.mentor(), origin_ref="round-1")
    if what == "message":
        Message.objects.create(pairing=row, author=ana, text="Hello", key="k", sent_at=make.NOW)
    elif what == "talk":
        Pairing.objects.filter(pk=row.pk).update(sessions_held=1)
    elif what == "ended":
        Pairing.objects.filter(pk=row.pk).update(state="ended_early")
    else:
        row.participants.filter(member=ana).update(live=False, left_at=make.NOW + timedelta(hours=1))

    with pytest.raises(actions.SomethingInThem) as refused:
        actions.take_back(origin_ref="round-1", by=None, now=make.NOW)
    assert refused.value.pairings == (row,)
    assert (Pairing.objects.count(), places(bo)) == (2, (1, 0))

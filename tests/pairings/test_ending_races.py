"""Two at once: both decline, one declines while the other writes, people leave a group together (P1)."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Mentoring
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Message, Pairing, Participant
from mentorquilt.programs.models import Enrolment
from tests.factories import pairings as make
from tests.factories import programs as people
from tests.factories.society import society

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.race, pytest.mark.db_semantics, pytest.mark.guarantee,
]  # fmt: skip
LATER = make.NOW + timedelta(days=1)
ROUNDS = 5


def at_once(*acts):
    """Run each act in a thread of its own, all beginning together; return what each returned or raised."""
    together, came = threading.Barrier(len(acts)), {}

    def run(number, act):
        together.wait()
        try:
            came[number] = act()
        except Exception as error:  # noqa: BLE001 - what was raised is the answer
            came[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [came[number] for number in range(len(acts))]


def fresh(number):
    """Start one more pairing of two new people."""
    into = people.cohort(people.program(f"Program {number}"), state="running")
    seeker = people.mentee(into, f"mentee{number}@example.org")
    giver = people.mentor(into, f"mentor{number}@example.org")
    into.enrolments.update(state="matched")
    return make.started(seeker.member, giver.member, cohort=into), seeker.member, giver.member


def decline(row, who):
    return partial(lambda pk: actions.decline(pairing=Pairing.objects.get(pk=pk), by=who, now=LATER), row.pk)


def end(row, who):
    return partial(
        lambda pk: actions.end_early(pairing=Pairing.objects.get(pk=pk), by=who, now=LATER), row.pk
    )


def write(row, who, key):
    facts = {"author": who, "text": "Hello", "via": "page", "key": key, "now": LATER}
    return partial(lambda pk: actions.write(pairing=Pairing.objects.get(pk=pk), **facts), row.pk)


def test_both_decline_at_once_and_it_happens_once():
    society()
    for number in range(ROUNDS):
        row, seeker, giver = fresh(number)
        came = at_once(decline(row, seeker), decline(row, giver))
        assert sorted(type(one).__name__ for one in came) == ["NoneType", "Over"]
        assert Mentoring.objects.get(member=giver).taken == 0
        assert Enrolment.objects.get(member=seeker).left_out_before == 1
        assert Mail.objects.filter(to__in=[seeker, giver], role="pairings.not_begun").count() == 2


def test_a_message_beside_a_decline_is_before_it_or_refused():
    society()
    for number in range(ROUNDS):
        row, seeker, giver = fresh(number)
        written, declined = at_once(write(row, seeker, f"k{number}"), decline(row, giver))
        assert declined is None
        assert Mentoring.objects.get(member=giver).taken == 0
        assert isinstance(written, Message | actions.Over)
        count = int(isinstance(written, Message))
        assert Message.objects.filter(pairing=row).count() == count
        assert Mail.objects.filter(role="pairings.message", to=giver).count() == count


def test_two_leave_a_group_at_once_and_nobody_is_left_alone():
    society()
    for number in range(ROUNDS):
        lead = people.mentor(people.cohort(people.program(f"P{number}")), f"lead{number}@example.org").member
        pair = [people.physician(f"{letter}{number}@example.org") for letter in "ab"]
        seats = (actions.Seat(lead.pk, "mentor"), *(actions.Seat(one.pk, "mentee") for one in pair))
        wanted = actions.Start(kind="group", seats=seats, starts_on=make.NOW.date())
        row = actions.start(wanted=wanted, by=None, now=make.NOW)
        came = at_once(*(end(row, who) for who in pair))
        row.refresh_from_db()
        assert row.state == "ended_early"
        assert {type(one).__name__ for one in came} <= {"NoneType", "Over"}
        assert not Participant.objects.filter(pairing=row, live=True).exists()
        assert Mentoring.objects.get(member=lead).taken == 0


def test_a_round_taken_back_beside_a_message_deadlocks_nobody():
    society()
    for number in range(ROUNDS):
        row, seeker, _giver = fresh(number)
        Pairing.objects.filter(pk=row.pk).update(origin_ref=f"round{number}")
        written, taken = at_once(
            write(row, seeker, f"b{number}"),
            partial(actions.take_back, origin_ref=f"round{number}", by=None, now=LATER),
        )
        if isinstance(written, Message):
            assert isinstance(taken, actions.SomethingInThem)
            assert Pairing.objects.filter(pk=row.pk).exists()
        else:
            assert isinstance(written, actions.Over | Pairing.DoesNotExist)
            assert taken == 1


def test_one_message_sent_eight_times_at_once_is_one():
    society()
    row, seeker, giver = fresh(0)
    came = at_once(*([write(row, seeker, "same")] * 8))
    assert len({one.pk for one in came}) == 1
    assert Message.objects.count() == 1
    assert Mail.objects.filter(to=giver).count() == 1

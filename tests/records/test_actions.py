"""The trail: notes without texts, a chain that shows tampering, forms that act once."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from mentorquilt.members.models import Member
from mentorquilt.records import actions
from mentorquilt.records.models import AccessNote, AuditNote, Submission

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return Member.objects.create_user("a@x.org")


def write_notes(member, count: int) -> None:
    for number in range(count):
        actions.note(verb=f"thing.{number}", actor=member, about=member, now=NOW)
    actions.seal_notes(now=NOW + timedelta(minutes=1))


def test_a_chain_of_notes_holds(member):
    write_notes(member, 5)

    assert actions.broken_seals() == []


@pytest.mark.guarantee
def test_a_changed_note_is_named(member):
    write_notes(member, 5)
    third = AuditNote.objects.order_by("pk")[2]
    AuditNote.objects.filter(pk=third.pk).update(verb="nothing.happened")

    assert actions.broken_seals() == [third.pk]


@pytest.mark.guarantee
def test_a_removed_note_is_noticed_at_the_one_behind_it(member):
    write_notes(member, 5)
    third, fourth = AuditNote.objects.order_by("pk")[2:4]
    third.delete()

    assert actions.broken_seals() == [fourth.pk]


def test_a_note_outlives_its_actor_and_the_chain_holds(member):
    write_notes(member, 3)
    member.delete()

    assert AuditNote.objects.count() == 3
    assert actions.broken_seals() == []


def test_a_form_sent_twice_acts_once_and_answers_the_same(member):
    key, told = str(uuid.uuid4()), []

    def act() -> str:
        told.append(1)
        return "/there/"

    answers = [actions.once(key=key, payload={"a": 1}, by=member, now=NOW, act=act) for _ in range(3)]

    assert answers == ["/there/"] * 3
    assert told == [1]


def test_another_payload_under_the_same_key_is_refused(member):
    key = str(uuid.uuid4())
    actions.once(key=key, payload={"a": 1}, by=member, now=NOW, act=lambda: "/there/")

    with pytest.raises(actions.OtherPayload):
        actions.once(key=key, payload={"a": 2}, by=member, now=NOW, act=lambda: "/else/")


def test_somebody_elses_key_is_refused(member):
    key, other = str(uuid.uuid4()), Member.objects.create_user("b@x.org")
    actions.once(key=key, payload={"a": 1}, by=member, now=NOW, act=lambda: "/there/")

    with pytest.raises(actions.OtherPayload):
        actions.once(key=key, payload={"a": 1}, by=other, now=NOW, act=lambda: "/else/")


def test_a_failing_act_frees_the_key(member):
    key = str(uuid.uuid4())

    def fail() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        actions.once(key=key, payload={}, by=member, now=NOW, act=fail)

    assert actions.once(key=key, payload={}, by=member, now=NOW, act=lambda: "/there/") == "/there/"


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_eight_copies_of_a_form_at_once_act_once():
    member = Member.objects.create_user("a@x.org")
    key, told, answers = str(uuid.uuid4()), [], []
    together = threading.Barrier(8)

    def send() -> None:
        together.wait()
        try:
            answers.append(
                actions.once(
                    key=key, payload={"a": 1}, by=member, now=NOW, act=lambda: told.append(1) or "/there/"
                )
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (told, set(answers), len(answers)) == ([1], {"/there/"}, 8)


def test_own_pages_are_not_noted_as_read(member):
    actions.seen(reader=member, about=member, page="profile", now=NOW)

    assert AccessNote.objects.count() == 0


def test_old_rows_are_forgotten_and_young_ones_kept(member):
    Submission.objects.create(key=uuid.uuid4(), payload="x", by=member, at=NOW - timedelta(days=8))
    Submission.objects.create(key=uuid.uuid4(), payload="x", by=member, at=NOW - timedelta(days=6))
    AccessNote.objects.create(at=NOW - timedelta(days=31), reader=member, about=member, page="p")

    assert actions.forget_old(now=NOW) == 2
    assert Submission.objects.count() == 1

"""Somebody is forgotten: her words go, her pairings end without her name, what others wrote stays theirs (M20)."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Mentoring
from mentorquilt.pairings import actions, queries
from mentorquilt.pairings.models import Message, Pairing, Participant
from tests.factories import pairings as make
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
SOON = make.NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(SOON + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def pairing():
    society()
    row = make.couple()
    for number, (role, text) in enumerate((("mentee", "words-of-nadia"), ("mentor", "words-of-walter"))):
        actions.write(
            pairing=row, author=make.person(row, role), text=text, via="page", key=str(number), now=SOON
        )
    return row


def test_her_words_go_and_the_others_stay(pairing):
    nadia = make.person(pairing, "mentee")
    actions.forget(nadia)
    assert [(row.text, row.author_id is None) for row in Message.objects.all()] == [
        ("", True),
        ("words-of-walter", False),
    ]
    seat = Participant.objects.select_related("pairing").get()
    assert [row.text for row in queries.readable(seat)] == ["", "words-of-walter"]


def test_a_live_pairing_ends_gives_its_place_back_and_tells_the_other_without_a_name(pairing):
    nadia = make.person(pairing, "mentee")
    actions.forget(nadia)
    assert Pairing.objects.get().state == "ended_early"
    assert Mentoring.objects.get().taken == 0
    told = Mail.objects.get(role="pairings.ended")
    assert told.to_address == "walter@example.org"
    assert "has left the society's mentoring" in told.body
    everything = told.body + told.subject + told.sender_name + json.dumps(told.context)
    assert "Nadia" not in everything
    assert "Haddad" not in everything


def test_mails_to_the_other_that_named_her_lose_their_words(pairing):
    walter = make.person(pairing, "mentor")
    for key in (f"introduction:{pairing.ref}:{walter.ref}", f"not-begun:{pairing.ref}:1"):
        Mail.objects.create(
            key=key, role="x", to=walter, to_address=walter.email, subject="Meet Dr. Nadia Haddad", body="Nadia",
            sender_name="Nadia", drafted_at=SOON, state="sent",
        )  # fmt: skip
    actions.forget(make.person(pairing, "mentee"))
    with connection.cursor() as cursor:
        cursor.execute("select subject, sender_name from mail_mail where to_address = 'walter@example.org'")
        assert "Nadia" not in repr(cursor.fetchall())
    own = Mail.objects.get(role="pairings.message", to_address="nadia@example.org")
    assert "words-of-walter" in own.body


def test_the_export_holds_what_she_wrote_and_nothing_of_the_other(pairing):
    told = json.dumps(queries.personal_data(make.person(pairing, "mentee")))
    assert "words-of-nadia" in told
    assert "words-of-walter" not in told
    assert {"phone_shown", "mails_without_words", "last_opened"} <= set(json.loads(told)["pairs"][0])


def test_an_ended_pairing_is_left_as_it_was(pairing):
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentor"), now=SOON)
    before = Pairing.objects.values_list("state", "ended_at").get()
    actions.forget(make.person(pairing, "mentee"))
    assert Pairing.objects.values_list("state", "ended_at").get() == before
    assert Mentoring.objects.get().taken == 0

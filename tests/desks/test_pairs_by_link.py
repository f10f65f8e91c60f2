"""The signed link of a mail opens the pair page without a session and lets one answer (M23)."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.pairings import queries
from mentorquilt.pairings.models import Message, Participant
from mentorquilt.records.models import AuditNote
from tests.desks.opening import CANARY, SOON, page, say, words
from tests.factories import pairings as make
from tests.factories import programs as people
from tests.factories.society import society

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def pairing():
    society(short_name="Test", contact_name="Robin Hale", contact_phone="+1 555 0142")
    row = make.couple(
        reasons=[
            {"slug": "topics", "what": "Leadership"},
            {"slug": "distance", "km": 2000, "on_purpose": True},
        ]
    )
    row.need.seeks = "I want to start a pain service."
    row.need.save()
    return row


@pytest.mark.guarantee
def test_a_mails_link_opens_the_page_without_a_session_and_leaves_no_trace(client, pairing):
    say(pairing)
    link = queries.signed_link(pairing, make.person(pairing, "mentor")).removeprefix("http://localhost:8000")
    before = (AuditNote.objects.count(), list(Participant.objects.values_list("opened_at", flat=True)))
    for _ in range(3):
        answer = client.get(link)
        assert CANARY in words(answer)
        client.head(link)
    assert "sessionid" not in client.cookies
    assert not list(client.session.keys())
    assert before == (
        AuditNote.objects.count(),
        list(Participant.objects.values_list("opened_at", flat=True)),
    )
    for name in ("pair_reach", "pair_decline", "pair_end", "pairs"):
        args = [] if name == "pairs" else [pairing.ref]
        assert client.get(reverse(f"desks:{name}", args=args)).status_code == 302


def test_by_a_mails_link_one_can_answer_with_a_form_of_the_page_alone(pairing):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    walter = make.person(pairing, "mentor")
    link = queries.signed_link(pairing, walter).removeprefix("http://localhost:8000")
    shown = words(careful.get(link))
    key = link.partition("?key=")[2]
    url = reverse("desks:pair_write", args=[pairing.ref])
    sent = {"key": key, "text": "By link", "submission": str(uuid.uuid4())}
    assert careful.post(url, sent).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
    answer = careful.post(url, {**sent, "csrfmiddlewaretoken": token})
    assert answer.headers["Location"] == f"{link}#messages"
    assert (Message.objects.get().author, Message.objects.get().via) == (walter, "page")
    assert "sessionid" not in careful.cookies


def test_an_ended_link_leads_to_signing_in_and_says_nothing(client, pairing):
    link = queries.signed_link(pairing, make.person(pairing, "mentor")).removeprefix("http://localhost:8000")
    with time_machine.travel(SOON + timedelta(days=15), tick=False):
        answer = client.get(link)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/sign-in/login/?next=/pair/{pairing.ref}/"


def test_somebody_elses_link_in_ones_own_session_is_no_way_in(client, pairing):
    stranger = people.physician("stranger@example.org")
    client.force_login(stranger)
    assert page(client, pairing, key="forged").status_code == 404

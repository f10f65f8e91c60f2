"""What participants decide: how to be reached, to decline, to end, to be matched again (S-32, S-54, S-87, D-01)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from mentorquilt.members.models import Conflict, Profile, Whereabouts
from mentorquilt.members.states import Role
from mentorquilt.pairings import actions
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs.models import Enrolment
from tests.desks.opening import CANARY, SOON, couple, page, send, sit, words
from tests.factories import pairings as make
from tests.factories import programs as people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def pairing():
    return couple()


def test_what_was_typed_survives_an_end_that_was_quicker(client, pairing):
    sit(client, pairing, "mentee")
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentor"), now=SOON)
    answer = send(client, "pair_write", pairing, text="My long letter")
    assert answer.status_code == 409
    assert "My long letter" in words(answer)
    assert "nothing was sent" in words(answer)


@pytest.mark.parametrize(
    ("profile", "here", "talks", "shown"),
    [
        ("never", "", False, False),
        ("always", "", False, True),
        ("always", "never", False, False),
        ("never", "always", False, True),
        ("session_days", "", False, False),
        ("session_days", "", True, True),
        ("never", "session_days", True, True),
        ("always", "session_days", False, False),
    ],
)
def test_the_phone_shows_as_its_owner_allows_here_or_else_in_the_profile(
    client, pairing, profile, here, talks, shown
):
    walter = make.person(pairing, "mentor")
    Whereabouts.objects.filter(member=walter).update(phone="+1 206 555 0117")
    Profile.objects.filter(member=walter).update(phone_shown=profile)
    Participant.objects.filter(member=walter).update(phone_shown=here)
    Pairing.objects.update(next_at=SOON + (timedelta(hours=1) if talks else timedelta(days=3)))
    sit(client, pairing, "mentee")
    told = words(page(client, pairing))
    assert ("+1 206 555 0117" in told) is shown
    actions.end_early(pairing=Pairing.objects.get(), by=walter, now=SOON)
    assert "206 555 0117" not in words(page(client, pairing))


def test_how_to_be_reached_is_set_for_this_pairing(client, pairing):
    walter = sit(client, pairing, "mentor")
    answer = send(
        client,
        "pair_reach",
        pairing,
        phone_shown="always",
        standing_link=" https://zoom.us/j/1 ",
        link_only="on",
    )
    assert answer.status_code == 303
    seat = Participant.objects.get(member=walter)
    assert (seat.phone_shown, seat.link_only) == ("always", True)
    assert Whereabouts.objects.get(member=walter).standing_link == "https://zoom.us/j/1"
    sit(client, pairing, "mentee")
    shown = words(page(client, pairing))
    assert 'href="https://zoom.us/j/1" rel="noopener noreferrer external"' in shown


def test_a_room_without_https_is_refused_and_stays_typed(client, pairing):
    sit(client, pairing, "mentor")
    answer = send(client, "pair_reach", pairing, phone_shown="", standing_link="http://zoom.us/j/1")
    assert answer.status_code == 422
    assert "The link must begin with https://" in words(answer)
    assert 'value="http://zoom.us/j/1"' in words(answer)


def test_declining_in_private_keeps_a_reason_and_ends_it(client, pairing):
    nadia = sit(client, pairing, "mentee")
    asked = words(client.get(reverse("desks:pair_decline", args=[pairing.ref])))
    assert "You need not explain it" in asked
    key = str(uuid.uuid4())
    for _ in range(2):
        assert send(client, "pair_decline", pairing, kind="evaluates", submission=key).status_code in {
            302,
            303,
        }
    assert Pairing.objects.get().how_ended == "declined"
    assert Conflict.objects.get().declared_by == nadia
    over = words(page(client, pairing))
    assert "This pairing did not begin" in over
    assert "You are among the people to be matched again." in over
    assert "<textarea" not in over


@pytest.mark.guarantee
def test_the_coordinator_reads_whom_to_match_again_and_not_who_declined(client, pairing):
    robin = people.staff("robin@example.org", Role.COORDINATOR, pairing.program)
    sit(client, pairing, "mentee")
    send(client, "pair_decline", pairing, kind="evaluates")
    client.force_login(robin)
    shown = words(client.get(reverse("matchrounds:cohort", args=[pairing.cohort.ref])))
    assert "One pairing was declined before it began" in shown
    assert "Dr. Nadia Haddad" in shown
    assert "Professor Walter Lindqvist" in shown
    assert "evaluates" not in shown


def test_after_a_talk_declining_leads_to_ending(client, pairing):
    sit(client, pairing, "mentee")
    Pairing.objects.update(sessions_held=1)
    answer = client.get(reverse("desks:pair_decline", args=[pairing.ref]))
    assert answer.headers["Location"] == reverse("desks:pair_end", args=[pairing.ref])
    shown = words(page(client, pairing))
    assert "End this pairing" in shown
    assert "If you know a reason" not in shown


def test_ending_asks_first_and_offers_another(client, pairing):
    sit(client, pairing, "mentor")
    assert client.get(reverse("desks:pair_end", args=[pairing.ref])).status_code == 200
    assert Pairing.objects.get().state == "active"
    send(client, "pair_end", pairing)
    assert Pairing.objects.get().state == "ended_early"
    over = words(page(client, pairing))
    assert "Shall we find somebody else for this place?" in over
    assert send(client, "pair_again", pairing, wants="yes").status_code == 303
    assert Enrolment.objects.get(role="mentor").state == "approved"
    assert "Shall we find somebody else" not in words(page(client, pairing))
    assert send(client, "pair_again", pairing, wants="no").status_code == 409


def test_a_need_changed_after_the_end_is_no_longer_the_mentors_to_read(client, pairing):
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentee"), now=SOON)
    sit(client, pairing, "mentor")
    assert "I want to start a pain service." in words(page(client, pairing))
    pairing.need.seeks, pairing.need.updated_at = CANARY, SOON + timedelta(days=1)
    pairing.need.save()
    assert CANARY not in words(page(client, pairing))

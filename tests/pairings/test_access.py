"""Only participants open their pairing: not staff, not before it is announced, by a mail's link only while it holds."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from mentorquilt.mail.models import Mail
from mentorquilt.members import access as members
from mentorquilt.members.states import Role
from mentorquilt.pairings import access, actions, queries
from mentorquilt.pairings.models import Participant
from tests.factories import pairings as make
from tests.factories import programs as people
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
SOON = make.NOW + timedelta(hours=1)


@pytest.fixture
def pairing():
    society()
    return make.couple()


def test_participants_and_nobody_else(pairing):
    for role in ("mentee", "mentor"):
        assert access.seat_for(make.person(pairing, role), pairing.ref).role == role
    strangers = [
        people.physician("stranger@example.org"),
        people.staff("coordinator@example.org", Role.COORDINATOR, pairing.program),
        people.staff("admin@example.org", Role.ADMIN),
        people.staff("reader@example.org", Role.READER, pairing.program),
    ]
    for stranger in strangers:
        with pytest.raises(Http404):
            access.seat_for(stranger, pairing.ref)


def test_an_ex_participant_reads_and_may_do_nothing(pairing):
    nadia = make.person(pairing, "mentee")
    actions.end_early(pairing=pairing, by=nadia, now=SOON)
    assert access.seat_for(nadia, pairing.ref)
    with pytest.raises(PermissionDenied):
        access.live_seat_for(nadia, pairing.ref)


def test_a_pairing_whose_introduction_is_held_does_not_exist_yet(pairing):
    nadia = make.person(pairing, "mentee")
    letter = Mail.objects.create(
        key=f"introduction:{pairing.ref}:{nadia.ref}", role="x", to=nadia, to_address=nadia.email,
        drafted_at=make.NOW, state="draft",
    )  # fmt: skip
    with pytest.raises(Http404):
        access.seat_for(nadia, pairing.ref)
    assert not queries.own_seats(nadia, make.NOW).exists()
    assert access.seat_for(make.person(pairing, "mentor"), pairing.ref)
    Mail.objects.filter(pk=letter.pk).update(
        state="approved", hold_until=timezone.now() + timedelta(minutes=5)
    )
    with pytest.raises(Http404):
        access.seat_for(nadia, pairing.ref)
    Mail.objects.filter(pk=letter.pk).update(hold_until=timezone.now() - timedelta(seconds=1))
    assert access.seat_for(nadia, pairing.ref)
    assert queries.own_seats(nadia, timezone.now()).count() == 1


def token(pairing, person):
    return queries.signed_link(pairing, person).partition("?key=")[2]


def test_a_link_opens_its_own_pairing_for_its_own_participant(pairing):
    nadia = make.person(pairing, "mentee")
    assert access.seat_by_link(token(pairing, nadia), pairing.ref).member == nadia
    other = make.started(people.physician("x@example.org"), people.physician("y@example.org"), kind="peer")
    with pytest.raises(Http404):
        access.seat_by_link(token(pairing, nadia), other.ref)


@pytest.mark.parametrize("broken", ["", "x", "a:b:c", "eyJ4IjoxfQ:1tX:zzz"])
def test_a_forged_link_opens_nothing(pairing, broken):
    with pytest.raises(Http404):
        access.seat_by_link(broken, pairing.ref)


def test_one_changed_letter_spoils_a_link(pairing):
    good = token(pairing, make.person(pairing, "mentee"))
    for at in range(0, len(good), 7):
        bad = good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :]
        with pytest.raises(Http404):
            access.seat_by_link(bad, pairing.ref)


def test_a_link_ends_after_fourteen_days(pairing):
    nadia = make.person(pairing, "mentee")
    with time_machine.travel(make.NOW, tick=False):
        key = token(pairing, nadia)
    with time_machine.travel(make.NOW + timedelta(days=14, seconds=-5), tick=False):
        assert access.seat_by_link(key, pairing.ref)
    with time_machine.travel(make.NOW + timedelta(days=14, seconds=5), tick=False), pytest.raises(Http404):
        access.seat_by_link(key, pairing.ref)


@pytest.mark.parametrize("change", ["ended", "address", "link_only", "closed"])
def test_a_link_ends_with_what_it_stood_on(pairing, change):
    nadia = make.person(pairing, "mentee")
    key = token(pairing, nadia)
    if change == "ended":
        actions.end_early(pairing=pairing, by=make.person(pairing, "mentor"), now=SOON)
    elif change == "address":
        nadia.email = "private@example.org"
        nadia.save()
    elif change == "link_only":
        Participant.objects.filter(member=nadia).update(link_only=True)
    else:
        nadia.is_active = False
        nadia.save()
    with pytest.raises(Http404):
        access.seat_by_link(key, pairing.ref)


def test_whoever_wants_no_words_by_mail_gets_no_open_link(pairing):
    nadia = make.person(pairing, "mentee")
    assert "?key=" in queries.link_for(pairing, nadia)
    Participant.objects.filter(member=nadia).update(link_only=True)
    assert queries.link_for(pairing, nadia) == queries.page_address(pairing)
    assert queries.link_for(pairing, people.physician("z@example.org")) == queries.page_address(pairing)


def test_a_message_is_its_authors_alone(pairing):
    nadia, walter = make.person(pairing, "mentee"), make.person(pairing, "mentor")
    row = actions.write(pairing=pairing, author=nadia, text="Hi", via="page", key="k", now=SOON)
    assert access.own_message(nadia, pairing.ref, row.ref) == row
    with pytest.raises(Http404):
        access.own_message(walter, pairing.ref, row.ref)


def test_the_two_know_each_others_profile_even_hidden_from_the_list_and_only_while_paired(pairing):
    nadia, walter = make.person(pairing, "mentee"), make.person(pairing, "mentor")
    walter.profile.is_listed = False
    walter.profile.save()
    assert members.member_for(nadia, walter.ref) == walter
    with pytest.raises(Http404):
        members.member_for(people.physician("stranger@example.org"), walter.ref)
    letter = Mail.objects.create(
        key=f"introduction:{pairing.ref}:{nadia.ref}", role="x", to=nadia, to_address=nadia.email,
        drafted_at=make.NOW, state="draft",
    )  # fmt: skip
    with pytest.raises(Http404):
        members.member_for(nadia, walter.ref)
    letter.delete()
    actions.end_early(pairing=pairing, by=walter, now=SOON)
    with pytest.raises(Http404):
        members.member_for(nadia, walter.ref)

"""Declined before it began, ended later: once, without fault, places back, nobody named (S-54, D-01, T10)."""

from datetime import timedelta

import pytest
import time_machine

from mentorquilt.mail.models import Mail
from mentorquilt.members.models import Conflict, Mentoring
from mentorquilt.pairings import actions, queries
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.programs.models import Enrolment
from mentorquilt.records.models import AuditNote
from tests.factories import pairings as make
from tests.factories import programs as people
from tests.factories.society import society

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def pairing():
    society()
    return make.couple()


def decline(pairing, role="mentor", **more):
    actions.decline(pairing=pairing, by=make.person(pairing, role), now=LATER, **more)


def state_of(pairing):
    return Pairing.objects.values_list("state", "how_ended", "ended_at").get(pk=pairing.pk)


def test_declining_ends_it_gives_the_place_back_and_puts_both_first(pairing):
    assert Mentoring.objects.get().taken == 1
    decline(pairing)
    assert state_of(pairing) == ("ended_early", "declined", LATER)
    assert Mentoring.objects.get().taken == 0
    assert set(Participant.objects.values_list("live", "left_at")) == {(False, LATER)}
    told = set(Enrolment.objects.values_list("role", "state", "left_out_before"))
    assert told == {("mentee", "approved", 1), ("mentor", "approved", 0)}


@pytest.mark.parametrize("role", ["mentee", "mentor"])
@pytest.mark.parametrize("kind", ["", "evaluates"])
def test_nothing_that_staff_may_read_tells_who_declined(pairing, role, kind):
    before = {row.pk for row in AuditNote.objects.all()}
    decline(pairing, role, kind=kind)
    letters = Mail.objects.filter(role="pairings.not_begun")
    assert sorted(letters.values_list("to_address", flat=True)) == ["nadia@example.org", "walter@example.org"]
    assert set(letters.values_list("private", flat=True)) == {True}
    assert set(letters.values_list("subject", "sender_name", "drafted_at")) == {
        ("A change to your pairing", "Test Society of Physicians", LATER)
    }
    assert all("declined" not in body and "reason" in body for body in letters.values_list("body", flat=True))
    fresh = AuditNote.objects.exclude(pk__in=before)
    assert sorted(fresh.values_list("verb", "actor", "actor_ref")) == [
        ("enrolment.to_match_again", None, ""),
        ("pairing.declined", None, ""),
    ]


def test_the_coordinator_sees_whom_to_match_again_until_they_are(pairing):
    decline(pairing)
    found = queries.to_match_again(pairing.cohort)
    assert (found.declined, [person.email for person in found.people]) == (
        1,
        ["nadia@example.org", "walter@example.org"],
    )
    other = people.mentor(pairing.cohort, "other@example.org").member
    make.started(make.person(pairing, "mentee"), other, cohort=pairing.cohort)
    assert [person.email for person in queries.to_match_again(pairing.cohort).people] == [
        "walter@example.org"
    ]


def test_a_reason_is_kept_in_private_for_the_one_who_declined(pairing):
    decline(pairing, kind="evaluates")
    kept = Conflict.objects.get()
    assert (kept.declared_by.email, kept.about.email, kept.kind) == (
        "walter@example.org",
        "nadia@example.org",
        "evaluates",
    )


def test_after_a_talk_it_can_be_ended_and_not_declined(pairing):
    Pairing.objects.update(sessions_held=1)
    with pytest.raises(actions.HasBegun):
        decline(pairing)
    assert Pairing.objects.get().state == "active"
    assert Mentoring.objects.get().taken == 1


def test_a_second_decline_finds_it_over(pairing):
    decline(pairing)
    with pytest.raises(actions.Over):
        decline(pairing, "mentee")
    assert Mentoring.objects.get().taken == 0
    assert Enrolment.objects.get(role="mentee").left_out_before == 1


def test_a_held_introduction_does_not_leave_after_a_decline(pairing):
    for role in ("mentee", "mentor"):
        person = make.person(pairing, role)
        Mail.objects.create(
            key=f"introduction:{pairing.ref}:{person.ref}", role="x", to=person, to_address=person.email,
            subject="Meet", body="words", drafted_at=LATER, state="approved",
        )  # fmt: skip
    decline(pairing)
    assert set(Mail.objects.filter(role="x").values_list("state", "body")) == {("discarded", "")}


def introduction(pairing, person, state):
    return Mail.objects.create(
        key=f"introduction:{pairing.ref}:{person.ref}", role="x", to=person, to_address=person.email,
        subject="Meet", body="words", drafted_at=LATER, state=state, hold_until=LATER + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_nobody_hears_of_the_end_of_a_pairing_she_was_never_told_of(pairing, state):
    held, left = (
        introduction(pairing, make.person(pairing, role), so)
        for role, so in (("mentor", state), ("mentee", "sent"))
    )
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentee"), now=LATER)
    held.refresh_from_db()
    left.refresh_from_db()
    assert (held.state, held.body, left.state, left.body) == ("discarded", "", "sent", "words")
    told = Mail.objects.filter(role="pairings.ended").values_list("to_address", flat=True)
    assert list(told) == ["nadia@example.org"]
    assert Mentoring.objects.get().taken == 0


@pytest.mark.parametrize("way", [lambda one: actions.leave_all(member=one, now=LATER), actions.forget])
def test_somebody_who_leaves_all_ends_an_unannounced_pairing_in_silence(pairing, way):
    held = introduction(pairing, make.person(pairing, "mentor"), "draft")
    with time_machine.travel(LATER, tick=False):
        way(make.person(pairing, "mentee"))
    held.refresh_from_db()
    assert (held.state, held.body) == ("discarded", "")
    assert state_of(pairing)[0] == "ended_early"
    assert not Mail.objects.filter(role="pairings.ended").exists()


def test_an_enrolment_with_another_live_pairing_stays_matched():
    society()
    pairing = make.couple()
    walter = make.person(pairing, "mentor")
    Mentoring.objects.update(capacity=2)
    second = people.mentee(pairing.cohort, "second@example.org").member
    make.started(second, walter, cohort=pairing.cohort)
    decline(pairing, "mentee")
    assert Enrolment.objects.get(member=walter).state == "matched"
    assert Mentoring.objects.get(member=walter).taken == 1


def test_ending_tells_each_in_words_of_her_side_and_frees_the_place(pairing):
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentee"), now=LATER)
    assert state_of(pairing) == ("ended_early", "early", LATER)
    assert Mentoring.objects.get().taken == 0
    bodies = dict(Mail.objects.filter(role="pairings.ended").values_list("to_address", "body"))
    assert "Dr. Nadia Haddad has ended the pairing, as everybody in it may" in bodies["walter@example.org"]
    assert "as you asked. You owe no explanation." in bodies["nadia@example.org"]
    assert AuditNote.objects.get(verb="pairing.ended_early").actor is None
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"matched"}


@pytest.mark.parametrize(("wants", "state"), [(True, "approved"), (False, "withdrawn")])
def test_after_an_end_each_says_whether_to_look_again(pairing, wants, state):
    actions.end_early(pairing=pairing, by=make.person(pairing, "mentee"), now=LATER)
    seat = Participant.objects.select_related("pairing__cohort").get(role="mentor")
    assert actions.look_again(seat=seat, wants=wants, now=LATER)
    assert not actions.look_again(seat=seat, wants=wants, now=LATER)
    assert dict(Enrolment.objects.values_list("role", "state")) == {"mentee": "matched", "mentor": state}


def test_a_live_pairing_offers_no_other_one(pairing):
    seat = Participant.objects.select_related("pairing__cohort").get(role="mentor")
    assert not actions.look_again(seat=seat, wants=True, now=LATER)


def test_a_single_call_gives_back_its_own_counter():
    society()
    call = make.couple(kind="one_off", cohort=None)
    assert Mentoring.objects.values_list("taken", "first_calls_taken").get() == (0, 1)
    decline(call)
    assert Mentoring.objects.values_list("taken", "first_calls_taken").get() == (0, 0)


def group(*roles):
    """Start a group of people of these roles; the first is the mentor."""
    lead = people.mentor(people.cohort(), "lead@example.org").member
    others = [people.physician(f"p{number}@example.org") for number, _ in enumerate(roles)]
    seats = [actions.Seat(lead.pk, "mentor")]
    seats += [actions.Seat(one.pk, role) for one, role in zip(others, roles, strict=True)]
    wanted = actions.Start(kind="group", seats=tuple(seats), starts_on=make.NOW.date())
    return actions.start(wanted=wanted, by=None, now=make.NOW), lead, others


def test_one_leaves_a_group_and_the_others_go_on():
    society()
    row, lead, others = group("mentee", "mentee")
    actions.end_early(pairing=row, by=others[0], now=LATER)
    assert Pairing.objects.get().state == "active"
    assert dict(Participant.objects.values_list("member__email", "live")) == {
        "lead@example.org": True, "p0@example.org": False, "p1@example.org": True,
    }  # fmt: skip
    assert Mentoring.objects.get(member=lead).taken == 1
    bodies = dict(Mail.objects.filter(role="pairings.ended").values_list("to_address", "body"))
    assert "has left your group" in bodies["p1@example.org"]
    assert "somebody else" not in bodies["p1@example.org"]


def test_a_group_without_its_mentor_is_over():
    society()
    row, lead, _others = group("mentee", "mentee")
    actions.end_early(pairing=row, by=lead, now=LATER)
    assert Pairing.objects.get().state == "ended_early"
    assert not Participant.objects.filter(live=True).exists()
    assert Mentoring.objects.get(member=lead).taken == 0


def test_a_group_of_two_left_with_one_is_over():
    society()
    row, _lead, others = group("mentee")
    actions.end_early(pairing=row, by=others[0], now=LATER)
    assert Pairing.objects.get().state == "ended_early"


def test_peers_take_no_place_and_may_end_too():
    society()
    one, other = people.physician("a@example.org"), people.physician("b@example.org")
    wanted = actions.Start(
        kind="peer",
        seats=(actions.Seat(one.pk, "peer"), actions.Seat(other.pk, "peer")),
        starts_on=make.NOW.date(),
    )
    row = actions.start(wanted=wanted, by=None, now=make.NOW)
    actions.decline(pairing=row, by=other, now=LATER)
    assert Pairing.objects.get().how_ended == "declined"


def test_a_held_introduction_to_a_group_that_goes_on_waits_as_before():
    society()
    row, lead, others = group("mentee", "mentee")
    held = introduction(row, others[1], "draft")
    actions.end_early(pairing=row, by=others[0], now=LATER)
    held.refresh_from_db()
    assert (held.state, held.body) == ("draft", "words")
    told = Mail.objects.filter(role="pairings.ended").values_list("to_address", flat=True)
    assert set(told) == {lead.email, others[0].email}

"""Writes of programs, cohorts and enrolments."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from mentorquilt import rosters
from mentorquilt.mail.models import Mail
from mentorquilt.members import actions as members
from mentorquilt.members import jobs
from mentorquilt.members.models import Member, Profile
from mentorquilt.programs import actions
from mentorquilt.programs.models import Enrolment
from mentorquilt.records.models import AuditNote
from mentorquilt.records.moves import IllegalMove
from tests.factories import programs as make
from tests.factories.programs import NOW
from tests.factories.society import society

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.staff("robin@x.org")


def test_two_programs_with_different_rules_stand_side_by_side(by):
    one = actions.create_program(by=by, now=NOW, name="One", months=9, place_rule="region")
    two = actions.create_program(by=by, now=NOW, name="Two", months=6, stage_rule="any", aim="engagement")

    assert (one.months, two.months, one.stage_rule, two.stage_rule) == (9, 6, "mid_or_late", "any")


def test_a_program_of_no_length_is_refused(by):
    with pytest.raises(ValidationError):
        actions.create_program(by=by, now=NOW, name="One", months=0)


def test_a_change_is_noted_by_field_and_not_by_word(by):
    program = make.program()
    actions.change_program(program=program, by=by, now=NOW, summary="SECRET WORDS", months=8)

    note = AuditNote.objects.get(verb="program.changed")
    assert note.facts == {"fields": ["months", "summary"]}


def test_a_cohort_opens_closes_and_never_jumps(by):
    cohort = make.cohort()
    actions.change_cohort(cohort=cohort, by=by, now=NOW, state="open")
    actions.change_cohort(cohort=cohort, by=by, now=NOW, state="closed")

    with pytest.raises(IllegalMove):
        actions.change_cohort(cohort=cohort, by=by, now=NOW, state="finished")


@pytest.mark.parametrize(("announced", "late"), [("2026-03-01", False), ("2026-03-05", True)])
def test_an_announcement_within_six_weeks_of_the_meeting_is_late(by, announced, late):
    meeting = actions.hold_meeting(
        by=by,
        now=NOW,
        name="Spring",
        starts_on=date(2026, 4, 14),
        ends_on=date(2026, 4, 17),
        zone="America/Denver",
    )
    cohort = make.cohort(meeting=meeting, announce_on=make.day(announced))

    assert cohort.is_announced_late is late
    assert cohort.latest_announcement == date(2026, 3, 3)


def test_enrolling_twice_updates_the_one_row(by):
    cohort, member = make.cohort(), make.physician("a@x.org", stage="late")
    first, is_new = actions.enrol(
        cohort=cohort, member=member, role="mentor", origin="import", by=by, now=NOW
    )
    second, again = actions.enrol(
        cohort=cohort, member=member, role="mentor", origin="import", by=by, now=NOW, places=2
    )

    assert (is_new, again, first.pk) == (True, False, second.pk)
    assert Enrolment.objects.get().places == 2


@pytest.mark.db_semantics
def test_one_enrolment_per_cohort_member_and_role():
    row = make.mentee(make.cohort(), "a@x.org")

    with pytest.raises(IntegrityError):
        Enrolment.objects.create(
            cohort=row.cohort, member=row.member, role="mentee", origin="import", enrolled_at=NOW
        )


def test_the_same_person_may_be_mentee_in_one_and_mentor_in_another(by):
    member = make.physician("a@x.org", stage="mid")
    for name, role in (("One", "mentee"), ("Two", "mentor")):
        cohort = make.cohort(make.program(name))
        actions.enrol(cohort=cohort, member=member, role=role, origin="import", by=by, now=NOW)

    assert Enrolment.objects.filter(member=member).count() == 2


def test_a_stage_the_program_does_not_take_needs_a_word(by):
    cohort, member = make.cohort(), make.physician("a@x.org", stage="retired")

    with pytest.raises(actions.WrongStage):
        actions.enrol(cohort=cohort, member=member, role="mentee", origin="import", by=by, now=NOW)
    actions.enrol(
        cohort=cohort, member=member, role="mentee", origin="import", by=by, now=NOW, allow_stage=True
    )
    assert AuditNote.objects.get(verb="enrolment.made").facts["stage_allowed"] is True


def test_a_mentee_without_types_has_one_untyped_slot_and_a_mentor_none(by):
    cohort = make.cohort()
    seeker = make.physician("a@x.org", stage="early")
    giver = make.physician("b@x.org", stage="late")
    one, _ = actions.enrol(cohort=cohort, member=seeker, role="mentee", origin="import", by=by, now=NOW)
    two, _ = actions.enrol(cohort=cohort, member=giver, role="mentor", origin="import", by=by, now=NOW)

    assert ([slot.mentor_type for slot in one.slots.all()], two.slots.count()) == ([""], 0)


def test_somebody_who_phoned_gets_an_account_without_password_and_one_mail(by):
    society()
    cohort = make.cohort()
    for _ in range(2):
        actions.enrol_on_behalf(
            cohort=cohort,
            email="New.Person@X.org",
            full_name="New Person",
            role="mentee",
            stage="early",
            words="Help with a start.",
            by=by,
            now=NOW,
        )

    member = Member.objects.get(email="new.person@x.org")
    assert not member.has_usable_password()
    assert Enrolment.objects.get().need.seeks == "Help with a start."
    assert (Enrolment.objects.get().state, Mail.objects.count()) == ("unconfirmed", 1)
    assert "/join/by-mail/check/" in Mail.objects.get().body


def test_somebody_known_keeps_the_profile(by):
    society()
    make.physician("a@x.org", full_name="Right Name", stage="early")
    actions.enrol_on_behalf(
        cohort=make.cohort(), email="a@x.org", full_name="Wrong Name", role="mentee", by=by, now=NOW
    )

    assert Profile.objects.get().full_name == "Right Name"


@pytest.mark.guarantee
def test_an_address_that_was_only_typed_at_the_door_is_described_and_stays(by):
    society()
    door = members.open_door(email="a@x.org", now=NOW)
    row = actions.enrol_on_behalf(
        cohort=make.cohort(),
        email="A@x.org",
        full_name="Amy Ng",
        role="mentor",
        stage="late",
        city=rosters.city("US/KS/salina"),
        by=by,
        now=NOW,
    )
    person = Member.objects.select_related("profile", "whereabouts").get(pk=door.pk)
    assert (row.member_id, person.kind, person.whereabouts.city) == (door.pk, "member", "US/KS/salina")
    profile = person.profile
    assert (profile.full_name, profile.stage, profile.region) == ("Amy Ng", "late", "US/KS")
    assert (profile.is_listed, profile.profession) == (True, "physician")
    assert jobs.forget_unused_doors(now=NOW + timedelta(days=8)) == 0


def test_a_guest_who_said_her_name_is_enrolled_as_she_is(by):
    society()
    door = members.open_door(email="a@x.org", now=NOW)
    members.change_profile(member=door, by=door, now=NOW, full_name="Right Name")
    actions.enrol_on_behalf(
        cohort=make.cohort(), email="a@x.org", full_name="Wrong Name", role="mentee", by=by, now=NOW
    )
    person = Member.objects.get(pk=door.pk)
    assert (person.kind, person.profile.full_name) == ("guest", "Right Name")


def test_a_confirmed_enrolment_is_in_the_round_and_cannot_be_confirmed_twice(by):
    row = make.mentee(make.cohort(), "a@x.org")
    Enrolment.objects.filter(pk=row.pk).update(state="unconfirmed")
    actions.confirm(enrolment=row, by=row.member, now=NOW)

    assert Enrolment.objects.get().state == "approved"
    with pytest.raises(IllegalMove):
        actions.confirm(enrolment=row, by=row.member, now=NOW)

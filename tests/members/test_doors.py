"""An account for an address nobody had: made once, forgotten unless used, a member only when admitted (P11)."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from mentorquilt.members import access, actions, jobs, queries
from mentorquilt.members.models import Grant, Member, Membership, Mentoring, Profile
from mentorquilt.members.states import Kind
from mentorquilt.pairings.models import Pairing, Participant
from mentorquilt.records import actions as records
from mentorquilt.records.models import AuditNote
from tests.factories import members as make
from tests.factories import programs as enrolling
from tests.factories import sigs as groups

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
EIGHT_DAYS = timedelta(days=8)


def test_an_unknown_address_gets_an_account_that_looks_through_nobody():
    member = actions.open_door(email=" New@Example.org ", now=NOW)
    assert (member.email, member.kind, member.has_usable_password()) == ("new@example.org", Kind.GUEST, False)
    assert Membership.objects.get(member=member).status == "pending"
    assert not access.may_browse(member)
    assert member not in queries.listed()


@pytest.mark.db_semantics
def test_the_same_address_twice_is_one_account():
    first = actions.open_door(email="new@example.org", now=NOW)
    assert actions.open_door(email="NEW@example.org", now=NOW) == first
    assert Member.objects.count() == 1


def test_a_known_person_is_found_by_any_confirmed_address_and_stays_as_she_is():
    known = make.physician(email="work@example.org")
    make.confirmed(known, "home@example.org", primary=False)
    assert actions.open_door(email="work@example.org", now=NOW) == known
    assert actions.open_door(email="home@example.org", now=NOW) == known
    assert (Member.objects.count(), Member.objects.get().kind) == (1, Kind.MEMBER)


@pytest.mark.db_semantics
def test_a_door_nobody_came_through_is_forgotten_after_a_week_with_a_note():
    member = actions.open_door(email="new@example.org", now=NOW)
    assert jobs.forget_unused_doors(now=NOW + timedelta(days=6)) == 0
    assert jobs.forget_unused_doors(now=NOW + EIGHT_DAYS) == 1
    assert not Member.objects.filter(pk=member.pk).exists()
    assert AuditNote.objects.filter(verb="member.door_forgotten", about_ref=str(member.ref)).exists()


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "used",
    [
        lambda m: Member.objects.filter(pk=m.pk).update(last_login=NOW),
        lambda m: EmailAddress.objects.filter(user=m).update(verified=True),
        lambda m: Profile.objects.filter(member=m).update(full_name="Ann Lee"),
        lambda m: Member.objects.filter(pk=m.pk).update(kind=Kind.MEMBER),
        lambda m: Membership.objects.filter(member=m).update(status="active"),
    ],
)
def test_whoever_left_any_trace_is_kept(used):
    member = actions.open_door(email="new@example.org", now=NOW)
    used(member)
    assert jobs.forget_unused_doors(now=NOW + EIGHT_DAYS) == 0
    assert Member.objects.filter(pk=member.pk).exists()


def test_people_from_a_spreadsheet_who_never_signed_in_are_kept():
    Member.objects.filter(pk=make.physician(email="imported@example.org").pk).update(joined_at=NOW)
    assert jobs.forget_unused_doors(now=NOW + EIGHT_DAYS) == 0


def test_admitting_makes_a_member_once_and_can_be_taken_back():
    member, by = actions.open_door(email="new@example.org", now=NOW), make.staff()
    assert actions.admit(member=member, by=by, now=NOW)
    assert not actions.admit(member=member, by=by, now=NOW)
    assert access.may_browse(Member.objects.get(pk=member.pk))
    assert actions.take_back_admission(member=member, by=by, now=NOW)
    assert not access.may_browse(Member.objects.get(pk=member.pk))


def test_a_membership_that_a_list_knows_is_not_taken_back():
    member, by = actions.open_door(email="new@example.org", now=NOW), make.staff()
    actions.admit(member=member, by=by, now=NOW)
    Membership.objects.filter(member=member).update(status="active")
    assert not actions.take_back_admission(member=member, by=by, now=NOW)
    assert Member.objects.get(pk=member.pk).kind == Kind.MEMBER


@pytest.mark.guarantee
@pytest.mark.parametrize(
    "left",
    [
        lambda m: enrolling.cohort().enrolments.create(
            member=m, role="mentee", origin="coordinator", enrolled_at=NOW
        ),
        lambda m: Grant.objects.create(member=m, role="reader", scope_kind="society"),
        lambda m: Participant.objects.create(
            member=m, role="mentee", joined_at=NOW, pairing=Pairing.objects.create(starts_on=NOW.date())
        ),
        make.seeking,
        lambda m: Mentoring.objects.create(member=m),
        lambda m: groups.group("Pain").memberships.create(member=m, joined_at=NOW),
    ],
    ids=["enrolment", "right", "seat", "need", "places", "group"],
)
def test_whoever_has_something_that_others_wrote_down_is_kept(left):
    member = actions.open_door(email="new@example.org", now=NOW)
    left(member)
    assert jobs.forget_unused_doors(now=NOW + EIGHT_DAYS) == 0
    assert Member.objects.filter(pk=member.pk).exists()


def test_a_look_at_her_page_keeps_nobody():
    member = actions.open_door(email="new@example.org", now=NOW)
    records.seen(reader=make.staff(), about=member, page="profile", now=NOW)
    assert jobs.forget_unused_doors(now=NOW + EIGHT_DAYS) == 1


@pytest.mark.guarantee
def test_a_typed_address_that_gets_a_right_becomes_staff_and_stays():
    door, by = actions.open_door(email="new@example.org", now=NOW), make.staff()
    staff = actions.add_staff(email="New@example.org", name="Kim Ode", by=by, now=NOW)
    assert (staff.pk, staff.kind, staff.name, queries.called(staff)) == (
        door.pk,
        "staff",
        "Kim Ode",
        "Kim Ode",
    )
    assert not Profile.objects.exists()
    assert jobs.forget_unused_doors(now=NOW + EIGHT_DAYS) == 0
    assert AuditNote.objects.filter(verb="member.staff_added", about_ref=str(door.ref)).exists()


def test_a_typed_address_that_takes_part_already_keeps_its_profile_with_the_name_given():
    door, by = actions.open_door(email="new@example.org", now=NOW), make.staff()
    make.seeking(door)
    member = actions.add_staff(email="new@example.org", name="Kim Ode", by=by, now=NOW)
    assert (member.kind, member.profile.full_name, member.profile.is_listed) == ("member", "Kim Ode", True)


def test_a_guest_with_a_name_stays_a_guest_who_is_given_a_right():
    door, by = actions.open_door(email="new@example.org", now=NOW), make.staff()
    Profile.objects.filter(member=door).update(full_name="Ann Lee")
    member = actions.add_staff(email="new@example.org", name="Kim Ode", by=by, now=NOW)
    assert (member.kind, member.profile.full_name, member.name) == ("guest", "Ann Lee", "")

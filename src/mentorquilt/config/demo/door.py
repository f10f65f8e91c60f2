"""Gives the demo's open cohort people who wait for a look, who have not confirmed, and one who came by herself."""

import uuid
from datetime import timedelta
from typing import Any

from mentorquilt.config.demo.cohorts import Stage
from mentorquilt.members import actions as members
from mentorquilt.members.models import Member, Membership, Need, Profile
from mentorquilt.members.states import MembershipStatus
from mentorquilt.programs import actions as programs
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment

STRANGER, HER_OTHER_ADDRESS = "leila.brandt@example.org", "leila.brandt@northfield.example"


def build(stage: Stage) -> None:
    """Write both sides of the front door: the check list, and those whose word is still wanted."""
    cohort = Cohort.objects.filter(state=states.CohortState.OPEN).order_by("pk").last()
    if cohort is None:
        return
    _waiting(stage, cohort)
    _confirmed(stage, cohort)
    _came_by_herself(stage, cohort)


def _waiting(stage: Stage, cohort: Cohort) -> None:
    """Let some of those sent in be lapsed within grace, unknown to the list, or asked; the others are approved."""
    rows = list(cohort.enrolments.filter(state=states.EnrolmentState.SUBMITTED).order_by("pk"))
    told: tuple[dict[str, Any], ...] = (
        {"status": MembershipStatus.LAPSED, "valid_until": stage.today - timedelta(days=12)},
        {"status": MembershipStatus.PENDING, "number": "", "member_class": ""},
        {"status": MembershipStatus.PENDING, "number": "", "member_class": ""},
    )
    for row, facts in zip(rows, told, strict=False):
        Membership.objects.filter(member=row.member).update(told_at=stage.now - timedelta(days=1), **facts)
        Enrolment.objects.filter(pk=row.pk).update(origin=states.Origin.MEMBER, confirmed_at=stage.now)
    if len(rows) > len(told):
        Enrolment.objects.filter(pk=rows[2].pk).update(asked_at=stage.now - timedelta(days=2))
        for row in rows[len(told) :]:
            programs.approve(enrolment=row, by=stage.by, now=stage.now)


def _confirmed(stage: Stage, cohort: Cohort) -> None:
    """Let a few of those who came in a sheet have said that what we hold is right; the others were asked last week."""
    rows = list(cohort.enrolments.filter(state=states.EnrolmentState.UNCONFIRMED).order_by("pk"))
    for row in rows[:3]:
        programs.confirm(enrolment=row, by=row.member, now=stage.now)
    keys = [row.pk for row in rows[3:7]]
    Enrolment.objects.filter(pk__in=keys).update(reminded_at=stage.now - timedelta(days=9))


def _came_by_herself(stage: Stage, cohort: Cohort) -> None:
    """Let a stranger come by the public page whom the society knows under another address."""
    known = Member.objects.create_user(HER_OTHER_ADDRESS, joined_at=stage.now)
    member = members.open_door(email=STRANGER, now=stage.now)
    until = stage.today + timedelta(weeks=30)
    Membership.objects.create(
        member=known,
        number="M10977",
        member_class="Active",
        status=MembershipStatus.ACTIVE,
        valid_until=until,
    )
    for person, shown in ((known, False), (member, True)):
        _describe(stage, person, is_new=shown)
    need = Need.objects.create(
        owner=member,
        seeks="I moved to a town where nobody knows the society from inside. How does one begin on a committee?",
        long_term="In five years I would like to help shape the annual meeting.",
        topics=["leadership"],
        types=["career"],
        updated_at=stage.now,
    )
    programs.enrol(
        cohort=cohort,
        member=member,
        role=states.EnrolmentRole.MENTEE,
        origin=states.Origin.MEMBER,
        state=states.EnrolmentState.SUBMITTED,
        by=member,
        now=stage.now,
        need=need,
        types=("career",),
    )


def _describe(stage: Stage, person: Member, *, is_new: bool) -> None:
    ref = uuid.uuid5(uuid.NAMESPACE_URL, f"mailto:{person.email}")  # the same everywhere
    Member.objects.filter(pk=person.pk).update(ref=ref)
    facts = {"full_name": "Leila Brandt", "titles": "Dr.", "stage": "early", "specialty": "pediatrics"}
    Profile.objects.get_or_create(
        member=person, defaults={"full_name": facts["full_name"], "is_listed": not is_new}
    )
    members.change_profile(
        member=person, by=stage.by, now=stage.now, family_name="Brandt", languages=["en"], **facts
    )
    city = "US/VT/burlington" if is_new else "US/MN/northfield"
    members.pick_city(member=person, city=city, by=stage.by, now=stage.now)

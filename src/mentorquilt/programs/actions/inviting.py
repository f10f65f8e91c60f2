"""Asking members who list a topic that somebody wants and nobody in the cohort offers, and their answer by a link."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members import actions as members
from mentorquilt.members.models import Member, Mentoring
from mentorquilt.programs import pledges, states
from mentorquilt.programs.actions.enrolments import invite_each, withdraw
from mentorquilt.programs.actions.entering import entry_state
from mentorquilt.programs.actions.telling import ask_for_help, tell_enrolled
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records import actions as records
from mentorquilt.records.moves import move


@transaction.atomic
def invite(
    *, cohort: Cohort, people: Sequence[Member], topic: str, words: str, by: Any, now: datetime
) -> list[Enrolment]:
    """Ask members to mentor on one topic; whoever is in the cohort as mentor already, or was, is passed over.

    The mails wait for review in the outbox. Returns the new enrolments.
    """
    role = states.EnrolmentRole.MENTOR
    asked = invite_each(cohort=cohort, people=people, role=role, by=by, now=now, topic=topic)
    ask_for_help(asked, topic=words, by=by, batch=f"invite:{cohort.ref}", now=now)
    facts = {"topic": topic, "asked": len(asked)}
    records.note(verb="cohort.asked_for_help", actor=by, about=cohort, now=now, facts=facts)
    return asked


@transaction.atomic
def say_i_could_help(*, enrolment: Enrolment, now: datetime) -> None:
    """Enter an invited member as mentor with one place and what her profile says; raises Lapsed or IllegalMove."""
    member = enrolment.member
    state = entry_state(member, today=now.date(), vouched=True)
    move(
        enrolment,
        state,
        moves={states.EnrolmentState.INVITED: {state}},
        confirmed_at=now,
        responsibilities_at=now,
        responsibilities_version=pledges.version(enrolment.cohort.program, enrolment.role),
    )
    row = Mentoring.objects.filter(member=member).first()
    facts: dict[str, Any] = {"is_willing": True, "is_paused": False}
    if row is None or row.only_questions or not row.free:
        facts |= {"only_questions": False, "capacity": (row.taken if row else 0) + 1}
    members.change_mentoring(member=member, by=member, now=now, **facts)
    records.note(verb="enrolment.helps", actor=member, about=enrolment, now=now, facts={"state": state})
    tell_enrolled(enrolment, now)


@transaction.atomic
def say_not_now(*, enrolment: Enrolment, now: datetime) -> None:
    """Take an invited member out again; it counts against nobody."""
    withdraw(enrolment=enrolment, by=enrolment.member, now=now)


@transaction.atomic
def tell_more(*, enrolment: Enrolment, places: int, cadence: int | None, attends: str, now: datetime) -> None:
    """Write the three things a mentor who came by a link may add: places, rhythm, the annual meeting."""
    most = enrolment.cohort.program.most_places
    row = Mentoring.objects.filter(member=enrolment.member).first()
    taken = row.taken if row else 0
    members.change_mentoring(member=enrolment.member, by=enrolment.member, now=now, capacity=taken + places)
    Enrolment.objects.filter(pk=enrolment.pk).update(
        places=min(places, most) if most else places, cadence_weeks=cadence, attends=attends
    )
    records.note(verb="enrolment.told_more", actor=enrolment.member, about=enrolment, now=now)

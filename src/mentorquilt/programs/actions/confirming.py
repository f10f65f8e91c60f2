"""Asking those who came in a spreadsheet whether what we hold is right, and what they answer by the link (T4)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from mentorquilt.members import actions as members
from mentorquilt.programs import pledges, states
from mentorquilt.programs.actions.enrolments import confirm, withdraw
from mentorquilt.programs.actions.entering import Lapsed, entry_state
from mentorquilt.programs.actions.telling import ask_all_to_check, tell_enrolled
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records import actions as records

AT_MOST_EVERY = timedelta(days=7)


def unconfirmed(cohort: Cohort) -> QuerySet[Enrolment]:
    """Return who has not said yet whether what we hold of her is right."""
    rows = cohort.enrolments.filter(state=states.EnrolmentState.UNCONFIRMED, member__is_active=True)
    return rows.select_related("member__profile", "cohort__program")


@transaction.atomic
def write_to_unconfirmed(*, cohort: Cohort, by: Any, now: datetime) -> int:
    """Draft the question to everybody who was not asked yet, and a reminder to whoever was a week ago.

    The drafts wait for review. Nobody gets two within seven days, however often this is done. Returns how many.
    """
    due = Q(reminded_at=None) | Q(reminded_at__lte=now - AT_MOST_EVERY)
    first: list[Enrolment] = []
    again: list[Enrolment] = []
    for row in unconfirmed(cohort).filter(due):
        if Enrolment.objects.filter(due, pk=row.pk).update(reminded_at=now):
            (first if row.reminded_at is None else again).append(row)
    batch = f"check:{cohort.ref}"
    ask_all_to_check(first, again=False, by=by, batch=batch, now=now)
    ask_all_to_check(again, again=True, by=by, batch=batch, now=now)
    facts = {"first": len(first), "again": len(again)}
    records.note(verb="cohort.asked_to_check", actor=by, about=cohort, now=now, facts=facts)
    return len(first) + len(again)


@transaction.atomic
def say_all_correct(*, enrolment: Enrolment, now: datetime, address: str = "") -> None:
    """Enter somebody who says that what we hold is right; a lapsed membership waits for a coordinator's look.

    ``address`` is another one for her mail, which only her own session may name.
    """
    try:
        state = entry_state(enrolment.member, today=now.date(), vouched=True)
    except Lapsed:
        state = states.EnrolmentState.SUBMITTED
    confirm(enrolment=enrolment, by=enrolment.member, now=now, state=state)
    Enrolment.objects.filter(pk=enrolment.pk).update(
        responsibilities_at=now,
        responsibilities_version=pledges.version(enrolment.cohort.program, enrolment.role),
    )
    members.say_still_right(member=enrolment.member, by=enrolment.member, now=now)
    _choose(enrolment, address, now)
    tell_enrolled(enrolment, now)


@transaction.atomic
def say_not_this_year(*, enrolment: Enrolment, now: datetime) -> None:
    """Take somebody out at her own word; she owes no reason."""
    withdraw(enrolment=enrolment, by=enrolment.member, now=now)


def _choose(enrolment: Enrolment, address: str, now: datetime) -> None:
    if address:
        members.offer_address(member=enrolment.member, address=address, now=now)
    if enrolment.member.address_chosen_at is None:
        members.choose_address(member=enrolment.member, now=now)

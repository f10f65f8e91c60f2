"""What a coordinator does about people who sent themselves in: approve, take back, ask, decline kindly (S-23)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members import actions as members
from mentorquilt.programs import access, states
from mentorquilt.programs.actions import telling
from mentorquilt.programs.models import Enrolment
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove, move

_S = states.EnrolmentState
DECIDED = frozenset({_S.APPROVED, _S.WAITING, _S.MATCHED, _S.UNMATCHED})


@transaction.atomic
def approve_checked(*, enrolments: Sequence[Enrolment], by: Any, now: datetime) -> list[Enrolment]:
    """Let people in whose membership was looked at; returns those who were still waiting for it.

    Whoever came by the front door becomes a member with it, unless an officer approves: she enters the cohort alone.
    """
    done = []
    for row in enrolments:
        try:
            with transaction.atomic():
                move(row, _S.APPROVED, moves={_S.SUBMITTED: {_S.APPROVED}})
        except IllegalMove:
            continue
        _let_in(row, by, now)
        done.append(row)
    return done


@transaction.atomic
def approve(*, enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Take somebody into the next round from wherever she stands; a guest is let in as from the check list."""
    move(enrolment, _S.APPROVED, moves=states.ENROLMENT_MOVES)
    _let_in(enrolment, by, now)


def _let_in(row: Enrolment, by: Any, now: datetime) -> None:
    """Make a member of a guest who was approved by somebody who may say so, and note the approval."""
    may_admit = access.may_admit(by, row.cohort.program)
    facts = {"admitted": may_admit and members.admit(member=row.member, by=by, now=now)}
    records.note(verb="enrolment.approved", actor=by, about=row, now=now, facts=facts)


@transaction.atomic
def take_back_approval(*, enrolments: Sequence[Enrolment], by: Any, now: datetime) -> int:
    """Put people back on the check list who were approved by mistake; returns how many."""
    count = 0
    for row in enrolments:
        try:
            with transaction.atomic():
                move(row, _S.SUBMITTED, moves=states.UNDO_MOVES)
        except IllegalMove:
            continue
        _close_door_again(row, by, now)
        records.note(verb="enrolment.approval_taken_back", actor=by, about=row, now=now)
        count += 1
    return count


def _close_door_again(row: Enrolment, by: Any, now: datetime) -> None:
    """Make a guest again of somebody whom this approval alone had let in."""
    if not access.may_admit(by, row.cohort.program):
        return
    others = Enrolment.objects.filter(member=row.member).exclude(pk=row.pk)
    came_alone = (
        row.origin == states.Origin.MEMBER and not others.exclude(origin=states.Origin.MEMBER).exists()
    )
    if came_alone and not others.filter(state__in=DECIDED).exists():
        members.take_back_admission(member=row.member, by=by, now=now)


@transaction.atomic
def ask_about(*, enrolments: Sequence[Enrolment], question: str, by: Any, now: datetime) -> int:
    """Send one question to people on the check list; where they stand does not change. Returns how many were asked."""
    count = 0
    for row in enrolments:
        if not Enrolment.objects.filter(pk=row.pk, state=_S.SUBMITTED).update(asked_at=now):
            continue
        telling.ask_question(row, question, by, now)
        records.note(verb="enrolment.asked", actor=by, about=row, now=now)
        count += 1
    return count


@transaction.atomic
def decline(*, enrolments: Sequence[Enrolment], words: str, by: Any, now: datetime) -> int:
    """Decline people on the check list with a kind mail in these words; returns how many."""
    count = 0
    for row in enrolments:
        try:
            with transaction.atomic():
                move(row, _S.REFUSED, moves={_S.SUBMITTED: {_S.REFUSED}})
        except IllegalMove:
            continue
        telling.tell_declined(row, words, by, now)
        records.note(verb="enrolment.refused", actor=by, about=row, now=now)
        count += 1
    return count

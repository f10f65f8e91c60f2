"""Enrol people and move their enrolments along."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorquilt.members.models import Member, Need
from mentorquilt.programs import links, states
from mentorquilt.programs.models import Cohort, Enrolment, EnrolmentSlot
from mentorquilt.records import actions as records
from mentorquilt.records.moves import IllegalMove, move


class WrongStage(Exception):
    """The member's career stage is not one the program takes in this role."""


class StillPaired(IllegalMove):
    """The enrolment has led to a pair that goes on; the pairing has to end first."""


def takes_stage(cohort: Cohort, role: str, stage: str) -> bool:
    """Return whether the program takes this stage in this role; an unknown stage passes and is asked for later."""
    mentee = role == states.EnrolmentRole.MENTEE
    allowed = cohort.program.mentee_stages if mentee else cohort.program.mentor_stages
    return not stage or not allowed or stage in allowed


@transaction.atomic
def enrol(
    *,
    cohort: Cohort,
    member: Member,
    role: str,
    origin: str,
    by: Any,
    now: datetime,
    state: str = states.EnrolmentState.UNCONFIRMED,
    need: Need | None = None,
    places: int = 1,
    types: tuple[str, ...] = (),
    ranks: tuple[str, ...] = (),
    allow_stage: bool = False,
) -> tuple[Enrolment, bool]:
    """Enter a member in a cohort, once per role; a second call updates what is given. Returns (row, is_new).

    Raises WrongStage unless ``allow_stage`` says that the coordinator means it.
    """
    stage = member.profile.stage if hasattr(member, "profile") else ""
    if not allow_stage and not takes_stage(cohort, role, stage):
        raise WrongStage(stage)
    row, is_new = Enrolment.objects.get_or_create(
        cohort=cohort,
        member=member,
        role=role,
        defaults={
            "origin": origin,
            "state": state,
            "need": need,
            "places": places,
            "ranks": list(ranks),
            "enrolled_at": now,
            "enrolled_by": by,
        },
    )
    if not is_new:
        row.need, row.places, row.ranks = need or row.need, places, list(ranks) or row.ranks
        row.save(update_fields=["need", "places", "ranks"])
    set_slots(row, types)
    records.note(
        verb="enrolment.made" if is_new else "enrolment.updated",
        actor=by,
        about=row,
        now=now,
        facts={"role": role, "origin": origin, "stage_allowed": allow_stage},
    )
    return row, is_new


def invite_each(
    *, cohort: Cohort, people: Sequence[Member], role: str, by: Any, now: datetime, topic: str = ""
) -> list[Enrolment]:
    """Enter members as invited; whoever is in the cohort in this role already, or was, is passed over.

    Returns the new enrolments; run it in the caller's transaction.
    """
    invited = []
    for member in people:
        row, is_new = Enrolment.objects.get_or_create(
            cohort=cohort,
            member=member,
            role=role,
            defaults={
                "state": states.EnrolmentState.INVITED,
                "origin": states.Origin.COORDINATOR,
                "invited_topic": topic,
                "invited_at": now,
                "enrolled_at": now,
                "enrolled_by": by,
            },
        )
        if is_new:
            set_slots(row, ())
            invited.append(row)
    return invited


def set_slots(row: Enrolment, types: tuple[str, ...]) -> None:
    """Keep one slot per wanted type, or one untyped slot; only mentees have any (M10)."""
    if row.role != states.EnrolmentRole.MENTEE:
        return
    wanted = set(types) or {""}
    row.slots.exclude(mentor_type__in=wanted).delete()
    for mentor_type in sorted(wanted):
        EnrolmentSlot.objects.get_or_create(enrolment=row, mentor_type=mentor_type)


@transaction.atomic
def confirm(
    *,
    enrolment: Enrolment,
    by: Any,
    now: datetime,
    state: str = states.EnrolmentState.APPROVED,
) -> None:
    """A member says that what we know of her is right; ``state`` says whether her membership has to be looked at."""
    waiting = {states.EnrolmentState.UNCONFIRMED: {state}, states.EnrolmentState.INVITED: {state}}
    move(enrolment, state, moves=waiting, confirmed_at=now)
    records.note(verb="enrolment.confirmed", actor=by, about=enrolment, now=now, facts={"state": state})


def _moved(enrolment: Enrolment, state: str, verb: str, by: Any, now: datetime) -> None:
    with transaction.atomic():
        move(enrolment, state, moves=states.ENROLMENT_MOVES)
        records.note(verb=verb, actor=by, about=enrolment, now=now)


def to_waiting_list(*, enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Keep somebody for a later round."""
    _moved(enrolment, states.EnrolmentState.WAITING, "enrolment.waiting", by, now)


def refuse(*, enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Decline an enrolment."""
    _moved(enrolment, states.EnrolmentState.REFUSED, "enrolment.refused", by, now)


def withdraw(*, enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Take somebody out of the cohort, at her own or the coordinator's word. Raises StillPaired beside a live pair."""
    if enrolment.state == states.EnrolmentState.MATCHED and links.is_paired(enrolment):
        raise StillPaired
    _moved(enrolment, states.EnrolmentState.WITHDRAWN, "enrolment.withdrawn", by, now)

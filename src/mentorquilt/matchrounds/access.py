"""Who may read a round, who may run it; loaders fetch and authorize in one call.

Coordinators of the program and society admins run rounds. Readers and officers of the program read them and may
answer a line left for a second reader. For everybody else a round does not exist.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.states import RoundState
from mentorquilt.members.models import Member
from mentorquilt.programs import access as programs

WITH_RESULT = (RoundState.READY, RoundState.PUBLISHED)


class Announced(Exception):
    """The round is published, so its draft stands; ``row`` is the round."""

    def __init__(self, row: Round) -> None:
        super().__init__(str(row))
        self.row = row


def _found(member: Any, rows: QuerySet[Round], ref: Any) -> Round:
    row = rows.select_related("cohort__program", "cohort__meeting").filter(ref=ref).first()
    if row is None or not programs.may_read(member, row.cohort.program):
        raise Http404
    return row


def may_run(member: Any, match_round: Round) -> bool:
    """Return whether somebody may change the round's draft, order or cancel."""
    return programs.may_run(member, match_round.cohort.program)


def round_to_read(member: Any, ref: Any) -> Round:
    """Return a round without its frozen people and outcome; 404 for all but the program's staff."""
    return _found(member, Round.objects.light(), ref)


def round_to_run(member: Any, ref: Any) -> Round:
    """Return a round somebody may run, without frozen people and outcome; 404 when unseen, 403 when only read."""
    row = round_to_read(member, ref)
    if not may_run(member, row):
        raise PermissionDenied
    return row


def result_to_read(member: Any, ref: Any) -> Round:
    """Return a round that has a result, announced or not, whole; 404 while it has none."""
    return _found(member, Round.objects.filter(state__in=WITH_RESULT), ref)


def result_to_run(member: Any, ref: Any) -> Round:
    """Return a round with a result that somebody may run; 404 when unseen, 403 when only read."""
    row = result_to_read(member, ref)
    if not may_run(member, row):
        raise PermissionDenied
    return row


def draft_to_change(member: Any, ref: Any) -> Round:
    """Return a result whose draft somebody may change; 404 when unseen, 403 when only read.

    Raises Announced once it is published: what people were told is changed by taking it back first.
    """
    return _open(result_to_run(member, ref))


def draft_to_answer(member: Any, ref: Any) -> Round:
    """Return a result about which whoever reads it may still answer a line. Raises Announced once it is published."""
    return _open(result_to_read(member, ref))


def _open(row: Round) -> Round:
    if row.is_published:
        raise Announced(row)
    return row


def couple(match_round: Round, mentee: object, mentor: object) -> tuple[Member, Member]:
    """Return two members who are both in the round, in these roles; else 404."""
    people = {str(row.ref): row for row in Member.objects.filter(ref__in=[str(mentee), str(mentor)])}
    in_round = match_round.people or {}
    if not {str(mentee), str(mentor)} <= people.keys() & in_round.keys():
        raise Http404
    return people[str(mentee)], people[str(mentor)]

"""A pairing came to nothing or ended: people go back among those to be matched, or say "not this year" (D-04)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records import actions as records


@transaction.atomic
def match_again(
    *, cohort: Cohort, mentees: Collection[int], mentors: Collection[int], comes_first: bool, now: datetime
) -> int:
    """Put matched people of a cohort back among those to be matched, by member keys; returns how many.

    ``comes_first`` gives mentees the priority of whoever was left out before. The trail tells how many, not who
    asked for it: an end is nobody's fault.
    """
    mine = Enrolment.objects.filter(cohort=cohort, state=states.EnrolmentState.MATCHED)
    again: dict[str, object] = {"state": states.EnrolmentState.APPROVED}
    first = {"left_out_before": F("left_out_before") + 1} if comes_first else {}
    count = mine.filter(role=states.EnrolmentRole.MENTEE, member__in=mentees).update(**again, **first)
    count += mine.filter(role=states.EnrolmentRole.MENTOR, member__in=mentors).update(**again)
    if count:
        records.note(
            verb="enrolment.to_match_again", actor=None, about=cohort, now=now, facts={"count": count}
        )
    return count


@transaction.atomic
def not_this_year(*, cohort: Cohort, member: int, now: datetime) -> int:
    """Take a matched person whose pairing ended out of the cohort, at her own word; returns how many rows that was."""
    mine = Enrolment.objects.filter(cohort=cohort, member=member, state=states.EnrolmentState.MATCHED)
    count = mine.update(state=states.EnrolmentState.WITHDRAWN)
    if count:
        records.note(
            verb="enrolment.not_this_year", actor=None, about=cohort, now=now, facts={"count": count}
        )
    return count

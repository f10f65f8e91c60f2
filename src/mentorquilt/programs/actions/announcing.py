"""What a published round writes down onto enrolments and the cohort, and how it is taken back (M12, M13).

Called by the room of match rounds alone; nothing here decides who is paired.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records.moves import move

_S = states.EnrolmentState
TO_RUNNING = {states.CohortState.CLOSED: {states.CohortState.RUNNING}}
BACK_TO_CLOSED = {states.CohortState.RUNNING: {states.CohortState.CLOSED}}


class EnrolmentMoved(Exception):
    """Somebody's enrolment is no longer in the round; ``members`` are their keys. Nothing may be kept."""

    def __init__(self, members: Sequence[int]) -> None:
        super().__init__(", ".join(map(str, members)))
        self.members = tuple(members)


class CohortMoved(Exception):
    """The cohort is not in a state in which a round of it can be announced or taken back."""


@dataclass(frozen=True, slots=True)
class Before:
    """How enrolments and cohort stood before an announcement; plain values, so that it can be taken back."""

    cohort: str
    states: Mapping[str, list[str]]
    told_without: list[str]

    def as_json(self) -> dict[str, Any]:
        """Return plain values to store."""
        return {"cohort": self.cohort, "states": dict(self.states), "told_without": self.told_without}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Before":
        """Return what was stored."""
        return cls(stored["cohort"], stored["states"], stored["told_without"])


def announce(
    *,
    cohort: Cohort,
    mentees: Iterable[int],
    mentors: Iterable[int],
    without: Iterable[int],
    reserve: Iterable[int],
    now: datetime,
) -> Before:
    """Set mentees and mentors (member keys) to matched, those ``without`` a mentor and mentors in reserve to unmatched.

    The cohort runs from now on; a rolling one stays open. Whoever was left without and went meanwhile is passed over.
    Raises EnrolmentMoved and CohortMoved; run it in the caller's transaction.
    """
    matched = [
        *_all_rows(cohort, states.EnrolmentRole.MENTEE, set(mentees)),
        *_all_rows(cohort, states.EnrolmentRole.MENTOR, set(mentors)),
    ]
    left = _still_here(_rows(cohort, states.EnrolmentRole.MENTEE, without))
    kept = _still_here(_rows(cohort, states.EnrolmentRole.MENTOR, reserve))
    before: dict[str, list[str]] = {}
    for row in (*matched, *left, *kept):
        before.setdefault(row.state, []).append(str(row.ref))
    _set(matched, _S.MATCHED)
    _set(left, _S.UNMATCHED, left_out_before=F("left_out_before") + 1)
    _set(kept, _S.UNMATCHED)
    was = cohort.state
    _run(cohort, now)
    return Before(was, before, [str(row.ref) for row in left])


def _rows(cohort: Cohort, role: str, members: Iterable[int]) -> list[Enrolment]:
    rows = Enrolment.objects.filter(cohort=cohort, role=role, member__in=list(members))
    return list(rows.select_for_update().only("pk", "ref", "state", "member_id").order_by("pk"))


def _still_here(rows: Sequence[Enrolment]) -> list[Enrolment]:
    return [row for row in rows if row.state in states.IN_ROUND]


def _all_rows(cohort: Cohort, role: str, members: set[int]) -> list[Enrolment]:
    rows = _rows(cohort, role, members)
    gone = members - {row.member_id for row in rows}
    if gone:
        raise EnrolmentMoved(sorted(gone))
    return rows


def _set(rows: Sequence[Enrolment], state: str, **also: Any) -> None:
    """Move enrolments that are in the round, all of them or none: whoever left in between is named."""
    keys = [row.pk for row in rows]
    standing = Enrolment.objects.filter(pk__in=keys, state__in=states.IN_ROUND)
    if standing.update(state=state, **also) != len(keys):
        moved = Enrolment.objects.filter(pk__in=keys).exclude(state=state)
        raise EnrolmentMoved(list(moved.values_list("member", flat=True)))


def _run(cohort: Cohort, now: datetime) -> None:
    rows = Cohort.objects.filter(pk=cohort.pk)
    stays = [states.CohortState.RUNNING]
    if cohort.program.is_rolling:
        stays += [states.CohortState.OPEN, states.CohortState.CLOSED]
    if rows.filter(state__in=stays).update(published_at=now):
        cohort.published_at = now
        return
    if not rows.filter(state=states.CohortState.CLOSED).exists():
        raise CohortMoved
    move(cohort, states.CohortState.RUNNING, moves=TO_RUNNING, published_at=now)


def take_back(
    *, cohort: Cohort, before: Before, seated: Mapping[str, Sequence[int]], earlier: datetime | None
) -> None:
    """Set the enrolments of an announced round back to how they stood; whoever withdrew meanwhile stays so.

    ``seated`` are the members, by role, who sit in a live pair of the cohort all the same: they stay matched.
    ``earlier`` is when another round of the cohort was published, or None. Run it in the caller's transaction.
    """
    here = Enrolment.objects.filter(cohort=cohort)
    told = here.filter(ref__in=before.told_without, left_out_before__gt=0)
    told.update(left_out_before=F("left_out_before") - 1)
    free = here
    for role, members in seated.items():
        free = free.exclude(role=role, member__in=members)
    for state, refs in before.states.items():
        free.filter(ref__in=refs, state__in=states.RESULTS).update(state=state)
    _stand(cohort, before.cohort, earlier)


def _stand(cohort: Cohort, was: str, earlier: datetime | None) -> None:
    only_round = earlier is None and cohort.state == states.CohortState.RUNNING
    if was == states.CohortState.CLOSED and only_round:
        move(cohort, was, moves=BACK_TO_CLOSED, published_at=earlier)
        return
    Cohort.objects.filter(pk=cohort.pk).update(published_at=earlier)
    cohort.published_at = earlier

"""Lists of programs, cohorts and enrolments, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment, Program


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """How many people a cohort holds, by role and state."""

    mentees: int
    mentors: int
    places: int
    waiting: int
    unconfirmed: int
    to_check: int
    by_state: dict[tuple[str, str], int]


def cohort_counts(cohort: Cohort) -> CohortCounts:
    """Count a cohort's enrolments in one query."""
    rows = cohort.enrolments.values_list("role", "state", "places")
    by_state: dict[tuple[str, str], int] = {}
    places = 0
    for role, state, held in rows:
        by_state[(role, state)] = by_state.get((role, state), 0) + 1
        if role == states.EnrolmentRole.MENTOR and state in states.IN_ROUND | {states.EnrolmentState.MATCHED}:
            places += held
    live = [(role, count) for (role, state), count in by_state.items() if state in states.LIVE]
    return CohortCounts(
        mentees=sum(count for role, count in live if role == states.EnrolmentRole.MENTEE),
        mentors=sum(count for role, count in live if role == states.EnrolmentRole.MENTOR),
        places=places,
        waiting=sum(
            count for (_, state), count in by_state.items() if state == states.EnrolmentState.WAITING
        ),
        unconfirmed=sum(
            count for (_, state), count in by_state.items() if state == states.EnrolmentState.UNCONFIRMED
        ),
        to_check=sum(
            count for (_, state), count in by_state.items() if state == states.EnrolmentState.SUBMITTED
        ),
        by_state=by_state,
    )


def programs_with_cohorts(programs: QuerySet[Program]) -> QuerySet[Program]:
    """Return programs with their cohorts and meetings, newest cohort first, in two queries."""
    cohorts = Cohort.objects.select_related("meeting", "program").annotate(people=Count("enrolments"))
    cohorts = cohorts.order_by("-starts_on", "-pk")  # counting drops the order of the model
    return programs.prefetch_related(Prefetch("cohorts", queryset=cohorts)).order_by("name")


def open_cohorts(programs: QuerySet[Program], today: date) -> QuerySet[Cohort]:
    """Return cohorts that take enrolments today."""
    rows = Cohort.objects.filter(program__in=programs, state=states.CohortState.OPEN)
    return rows.exclude(enrol_until__lt=today).select_related("program", "meeting")


def enrolments(cohort: Cohort, *, role: str = "", state: str = "", words: str = "") -> QuerySet[Enrolment]:
    """Return a cohort's enrolments by name, narrowed by role, state and a part of the name."""
    rows = cohort.enrolments.select_related("member__profile", "member__mentoring")
    if role:
        rows = rows.filter(role=role)
    if state:
        rows = rows.filter(state=state)
    for word in words.casefold().split():
        rows = rows.filter(member__profile__name_search__contains=word)
    return rows.order_by("member__profile__name_search", "pk")

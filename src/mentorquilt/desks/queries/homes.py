"""What each role's home shows, gathered from the rooms below in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from mentorquilt.desks.queries.staff import StandIn, stand_ins
from mentorquilt.mail import queries as mail
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.states import RoundState
from mentorquilt.pairings import queries as pairings
from mentorquilt.pairings.models import Pairing
from mentorquilt.pairings.states import PairingState
from mentorquilt.programs import access as program_access
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Program
from mentorquilt.records import heartbeat

MEETING = (PairingState.ACTIVE, PairingState.CONTINUED)
MATCHABLE = (states.CohortState.OPEN, states.CohortState.CLOSED)


@dataclass(frozen=True, slots=True)
class CohortAtAGlance:
    """One cohort on the coordinator's desk, with the newest round and the one next step."""

    cohort: Cohort
    mentees: int
    mentors: int
    unconfirmed: int
    to_check: int
    newest: Round | None
    step: str


@dataclass(frozen=True, slots=True)
class CoordinatorDesk:
    """Everything a coordinator sees first; ``needs`` holds the cohorts that wait for her.

    ``drafts`` are mails of her programs that she has not approved, ``stuck`` tells of mail that should have left,
    ``pairs_now`` are pairs meeting in her programs, ``next_look`` the next date of any of her cohorts.
    """

    needs: tuple[CohortAtAGlance, ...]
    others: tuple[CohortAtAGlance, ...]
    pairs_ever: int
    pairs_now: int
    drafts: int
    failed: int
    worker_alive: bool
    stuck: mail.Stuck | None
    stand_ins: tuple[list[StandIn], list[StandIn]]
    next_look: date | None

    @property
    def is_quiet(self) -> bool:
        """Return whether nothing at all waits for her."""
        return not (self.needs or self.drafts or self.failed or self.stuck) and self.worker_alive


def coordinator_desk(member: Any, *, now: datetime) -> CoordinatorDesk:
    """Gather a coordinator's cohorts, what waits for her, and whether mail and worker move."""
    programs = program_access.readable(member)
    cohorts = list(
        Cohort.objects.filter(program__in=programs)
        .exclude(state=states.CohortState.FINISHED)
        .select_related("program", "meeting")
        .annotate(
            mentees=_count(states.EnrolmentRole.MENTEE),
            mentors=_count(states.EnrolmentRole.MENTOR),
            unconfirmed=_in_state(states.EnrolmentState.UNCONFIRMED),
            to_check=_in_state(states.EnrolmentState.SUBMITTED),
        )
        .order_by("announce_on", "pk")
    )
    newest = _newest_rounds(cohorts)
    glances = [_glance(cohort, newest.get(cohort.pk)) for cohort in cohorts]
    return CoordinatorDesk(
        needs=tuple(glance for glance in glances if glance.step),
        others=tuple(glance for glance in glances if not glance.step),
        pairs_ever=pairings.lasting_count(),
        pairs_now=Pairing.objects.filter(program__in=programs, state__in=MEETING).count(),
        **_mails(program_access.runnable(member)),
        worker_alive=heartbeat.is_alive(now),
        stuck=mail.stuck(now),
        stand_ins=stand_ins(member, now=now),
        next_look=_next_look(cohorts, now.date()),
    )


def _mails(programs: QuerySet[Program]) -> dict[str, int]:
    """Count the mails of these programs that wait for approval, and those that could not be delivered."""
    counted: dict[str, int] = Mail.objects.filter(program__in=programs).aggregate(
        drafts=Count("pk", filter=Q(state=MailState.DRAFT)),
        failed=Count("pk", filter=Q(state=MailState.FAILED)),
    )
    return counted


def _next_look(cohorts: Sequence[Cohort], today: date) -> date | None:
    """Return the next date on which something happens in a cohort."""
    names = ("enrol_from", "enrol_until", "announce_on", "starts_on", "ends_on")
    days = (getattr(cohort, name) for cohort in cohorts for name in names)
    return min((day for day in days if day and day > today), default=None)


def _in_state(state: str) -> Count:
    return Count("enrolments", filter=Q(enrolments__state=state), distinct=True)


def _count(role: str) -> Count:
    live = Q(enrolments__role=role, enrolments__state__in=states.LIVE)
    return Count("enrolments", filter=live, distinct=True)


def _newest_rounds(cohorts: Sequence[Cohort]) -> dict[int, Round]:
    """Return the newest round of each cohort without its frozen people."""
    rows = Round.objects.light().filter(cohort__in=cohorts).order_by("number")
    return {row.cohort_id: row for row in rows}


def _glance(cohort: Any, newest: Round | None) -> CohortAtAGlance:
    return CohortAtAGlance(
        cohort=cohort,
        mentees=cohort.mentees,
        mentors=cohort.mentors,
        unconfirmed=cohort.unconfirmed,
        to_check=cohort.to_check,
        newest=newest,
        step=_next_step(cohort, newest),
    )


def _next_step(cohort: Any, newest: Round | None) -> str:
    """Return the slug of the one thing a cohort waits for, or nothing."""
    if cohort.state not in MATCHABLE:
        return ""
    if newest and newest.state in {RoundState.WAITING, RoundState.SOLVING}:
        return "solving"
    if newest and newest.state == RoundState.READY:
        return "review"
    if cohort.to_check:
        return "check"
    if not cohort.mentees and not cohort.mentors:
        return "people"
    return "match" if cohort.state == states.CohortState.CLOSED else "enrolling"

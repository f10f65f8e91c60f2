"""What each role's home shows, gathered from the rooms below in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.states import RoundState
from mentorquilt.members.models import Member, Mentoring, Need
from mentorquilt.pairings import queries as pairings
from mentorquilt.programs import access as program_access
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.records import heartbeat

MATCHABLE = (states.CohortState.OPEN, states.CohortState.CLOSED)


@dataclass(frozen=True, slots=True)
class CohortAtAGlance:
    """One cohort on the coordinator's desk, with the newest round and the one next step."""

    cohort: Cohort
    mentees: int
    mentors: int
    unconfirmed: int
    newest: Round | None
    step: str


@dataclass(frozen=True, slots=True)
class CoordinatorDesk:
    """Everything a coordinator sees first; ``needs`` holds the cohorts that wait for her."""

    needs: tuple[CohortAtAGlance, ...]
    others: tuple[CohortAtAGlance, ...]
    pairs_ever: int
    drafts: int
    worker_alive: bool


def coordinator_desk(member: Any, *, now: datetime) -> CoordinatorDesk:
    """Gather a coordinator's cohorts, what waits for her, and whether the worker is alive."""
    cohorts = list(
        Cohort.objects.filter(program__in=program_access.readable(member))
        .exclude(state=states.CohortState.FINISHED)
        .select_related("program", "meeting")
        .annotate(
            mentees=_count(states.EnrolmentRole.MENTEE),
            mentors=_count(states.EnrolmentRole.MENTOR),
            unconfirmed=Count("enrolments", filter=Q(enrolments__state=states.EnrolmentState.UNCONFIRMED)),
        )
        .order_by("announce_on", "pk")
    )
    newest = _newest_rounds(cohorts)
    glances = [_glance(cohort, newest.get(cohort.pk)) for cohort in cohorts]
    return CoordinatorDesk(
        needs=tuple(glance for glance in glances if glance.step),
        others=tuple(glance for glance in glances if not glance.step),
        pairs_ever=pairings.lasting_count(),
        drafts=Mail.objects.filter(state=MailState.DRAFT).count(),
        worker_alive=heartbeat.is_alive(now),
    )


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
    if not cohort.mentees and not cohort.mentors:
        return "people"
    return "match" if cohort.state == states.CohortState.CLOSED else "enrolling"


@dataclass(frozen=True, slots=True)
class MemberDesk:
    """What a member sees first: her enrolments, her need, her places, and what is missing in her profile."""

    enrolments: tuple[Enrolment, ...]
    need: Need | None
    mentoring: Mentoring | None
    open_cohorts: tuple[Cohort, ...]
    missing: tuple[str, ...]


def member_desk(member: Member, *, today: date) -> MemberDesk:
    """Gather a member's own matters."""
    enrolments = tuple(program_access.own_enrolments(member)[:6])
    entered = {row.cohort_id for row in enrolments}
    open_now = (
        Cohort.objects.filter(program__in=program_access.visible(member), state=states.CohortState.OPEN)
        .exclude(enrol_until__lt=today)
        .exclude(pk__in=entered)
        .select_related("program")
    )
    return MemberDesk(
        enrolments=enrolments,
        need=Need.objects.filter(owner=member).first(),
        mentoring=Mentoring.objects.filter(member=member).first(),
        open_cohorts=tuple(open_now),
        missing=_missing(member),
    )


def _missing(member: Member) -> tuple[str, ...]:
    """Return which facts matching would use and does not know yet, as slugs."""
    profile = member.profile
    known = {
        "stage": profile.stage,
        "specialty": profile.specialty,
        "place": profile.zone,
        "languages": profile.languages,
    }
    return tuple(name for name, value in known.items() if not value)


@dataclass(frozen=True, slots=True)
class AdminDesk:
    """Whether the installation is healthy, in numbers without words."""

    members: int
    signed_in_lately: int
    waiting_mails: int
    failed_mails: int
    worker_alive: bool


def admin_desk(*, now: datetime) -> AdminDesk:
    """Count what an administrator looks at first."""
    return AdminDesk(
        members=Member.objects.filter(is_active=True).count(),
        signed_in_lately=Member.objects.filter(last_login__isnull=False).count(),
        waiting_mails=Mail.objects.filter(state__in=[MailState.APPROVED, MailState.SENDING]).count(),
        failed_mails=Mail.objects.filter(state=MailState.FAILED).count(),
        worker_alive=heartbeat.is_alive(now),
    )

"""What a member sees first, on one screen: where she stands, what she may join, who is open to be asked (S-20, S-37)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mentorquilt.desks.queries.pairs import PairCard, own_pairs
from mentorquilt.mail import queries as mail
from mentorquilt.members import access as member_access
from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, Mentoring, Need
from mentorquilt.programs import access as program_access
from mentorquilt.programs import actions as programs
from mentorquilt.programs import queries as program_queries
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.sigs import queries as sigs
from mentorquilt.sigs.models import Sig

SHOWN_GROUPS = 4
ROLES = (states.EnrolmentRole.MENTEE, states.EnrolmentRole.MENTOR)


@dataclass(frozen=True, slots=True)
class Standing:
    """One enrolment with where it stands in words."""

    enrolment: Enrolment
    stand: program_queries.Stand


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A cohort that takes people now, and as what it takes her."""

    cohort: Cohort
    dates: str
    as_mentee: bool
    as_mentor: bool


@dataclass(frozen=True, slots=True)
class MemberDesk:
    """Everything on a member's home; ``missing`` are facts that matching would use and does not know."""

    standings: tuple[Standing, ...]
    pairs: tuple[PairCard, ...]
    doors: tuple[OpenDoor, ...]
    groups: tuple[Sig, ...]
    more_groups: int
    open_mentors: int
    need: Need | None
    mentoring: Mentoring | None
    missing: tuple[str, ...]
    mails_url: str
    may_browse: bool

    @property
    def find_one(self) -> OpenDoor | None:
        """Return the first open door that takes her as a mentee: “find one for me”."""
        return next((door for door in self.doors if door.as_mentee), None)


def member_desk(member: Member, *, now: datetime, today: date) -> MemberDesk:
    """Gather a member's own matters in a fixed number of queries."""
    enrolments = list(program_access.own_enrolments(member)[:6])
    not_told = mail.programs_not_told(member, now)
    may_browse = member_access.may_browse(member)
    groups = list(sigs.joinable(member)) if may_browse else []
    open_mentors = members.listed().filter(members.can_be_asked(today)).exclude(pk=member.pk)
    return MemberDesk(
        standings=tuple(Standing(row, program_queries.stand(row, not_told=not_told)) for row in enrolments),
        pairs=own_pairs(member, now=now),
        doors=_doors(member, enrolments, today),
        groups=tuple(groups[:SHOWN_GROUPS]),
        more_groups=max(0, len(groups) - SHOWN_GROUPS),
        open_mentors=open_mentors.count() if may_browse else 0,
        need=members.current_need(member),
        mentoring=Mentoring.objects.filter(member=member).first(),
        missing=_missing(member),
        mails_url=mail.fewer_path(member),
        may_browse=may_browse,
    )


def _doors(member: Member, enrolments: Sequence[Enrolment], today: date) -> tuple[OpenDoor, ...]:
    """Return the cohorts that take her now, as what she is not in them yet."""
    entered = {
        (row.cohort_id, row.role) for row in enrolments if row.state != states.EnrolmentState.WITHDRAWN
    }
    stage = member.profile.stage
    found = []
    for cohort in program_queries.open_cohorts(program_access.visible(member), today):
        takes = [
            programs.takes_stage(cohort, role, stage) and (cohort.pk, role) not in entered for role in ROLES
        ]
        if any(takes) and not any((cohort.pk, role) in entered for role in ROLES):
            found.append(OpenDoor(cohort, program_queries.dates_line(cohort), *takes))
    return tuple(found)


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

"""Members who know a topic that a cohort lacks: who lists it, and whether she mentors at present."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextField
from django.db.models.functions import Cast

from mentorquilt.members import queries as members
from mentorquilt.members.models import Member, TermKind
from mentorquilt.members.states import Kind
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort

SHOWN = 60


@dataclass(frozen=True, slots=True)
class CouldHelp:
    """One member who lists the topic, with why she is asked and what stands against it."""

    ref: str
    name: str
    line: str
    openness: str
    is_open: bool
    was_asked: str


@dataclass(frozen=True, slots=True)
class Helpers:
    """Everybody who could be asked about a topic, the willing first."""

    topic: str
    words: str
    want: int
    people: tuple[CouldHelp, ...]


def helpers(cohort: Cohort, topic: str, today: date) -> Helpers:
    """Return the members who list a topic and are not mentors of this cohort yet, in five queries."""
    labels = members.labels()
    rows = list(
        Member.objects.filter(is_active=True, kind=Kind.MEMBER, offer__isnull=False, profile__isnull=False)
        .annotate(told=Cast("offer__topics", TextField()))
        .filter(told__contains=f'"{topic}"')
        .select_related("profile", "mentoring")
        .order_by("profile__name_search", "pk")
    )
    state_of = dict(
        cohort.enrolments.filter(role=states.EnrolmentRole.MENTOR).values_list("member_id", "state")
    )
    in_it = {key for key, state in state_of.items() if state != states.EnrolmentState.INVITED}
    people = [_could(row, state_of, labels, today) for row in rows if row.pk not in in_it]
    people.sort(key=lambda one: (bool(one.was_asked), not one.is_open))
    wants = cohort.enrolments.filter(role=states.EnrolmentRole.MENTEE, state__in=states.IN_ROUND)
    want = sum(topic in (topics or ()) for topics in wants.values_list("need__topics", flat=True))
    return Helpers(topic, labels.of(TermKind.TOPIC, topic), want, tuple(people[:SHOWN]))


def _could(row: Member, state_of: dict[int, str], labels: members.Labels, today: date) -> CouldHelp:
    profile, open_ = row.profile, members.openness(getattr(row, "mentoring", None), today)
    told = (
        members.stage_words(profile.stage),
        labels.of(TermKind.SPECIALTY, profile.specialty) if profile.specialty else "",
        members.region_words(profile.region),
    )
    asked = state_of.get(row.pk, "")
    return CouldHelp(
        ref=str(row.ref),
        name=profile.called,
        line=", ".join(part for part in told if part),
        openness=open_.words,
        is_open=open_.kind in {"open", "questions"},
        was_asked=str(states.EnrolmentState(asked).label) if asked else "",
    )

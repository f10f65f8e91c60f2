"""Members whose training ended in the last years and who have no mentor now (S-13), from facts that are open to staff.

Where somebody does not show her institutions, the year her training ended is used and not told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorquilt.members import queries as people
from mentorquilt.members.models import Affiliation, Member, TermKind
from mentorquilt.members.states import AffiliationKind, Kind, MembershipStatus, Stage
from mentorquilt.pairings.models import Participant
from mentorquilt.pairings.states import PairingState, ParticipantRole
from mentorquilt.programs import queries as programs
from mentorquilt.programs.models import Cohort, Enrolment
from mentorquilt.programs.states import EnrolmentRole

PER_PAGE = 50
IN_TRAINING = (Stage.STUDENT, Stage.RESIDENT, Stage.FELLOW)
WITH_A_MENTOR = (PairingState.ACTIVE, PairingState.PAUSED, PairingState.CONTINUED)
MENTEE_SEATS = (ParticipantRole.MENTEE, ParticipantRole.BOTH)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to."""

    years: int = 5
    region: str = ""
    specialty: str = ""


@dataclass(frozen=True, slots=True)
class Adrift:
    """One member of the list; ``stands`` says how she stands to this cohort, empty when she was not asked."""

    ref: str
    called: str
    position: str
    specialty: str
    place: str
    trained: str
    stands: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list."""

    rows: tuple[Adrift, ...]
    page: Page[Any]
    count: int
    asked: int

    @property
    def tells_years(self) -> bool:
        """Return whether anybody on this page shows when training ended."""
        return any(row.trained for row in self.rows)


def adrift(rows: QuerySet[Member], cohort: Cohort, *, years: int, on: date) -> QuerySet[Member]:
    """Return who of these members is out of training since at most so many years, is taken by the cohort's program
    as a mentee, and has no mentor in any program now.
    """
    trained = Affiliation.objects.filter(member=OuterRef("pk"), kind=AffiliationKind.TRAINING)
    lately = trained.filter(to_year__range=(on.year - years, on.year))
    seats = Participant.objects.filter(member=OuterRef("pk"), role__in=MENTEE_SEATS)
    mentored = seats.filter(pairing__state__in=WITH_A_MENTOR)
    rows = rows.filter(kind=Kind.MEMBER).filter(programs.takers(cohort.program, EnrolmentRole.MENTEE))
    rows = rows.exclude(profile__stage__in=IN_TRAINING).exclude(membership__status=MembershipStatus.LAPSED)
    return rows.filter(Exists(lately), ~Exists(trained.filter(to_year__gt=on.year)), ~Exists(mentored))


def narrowed(rows: QuerySet[Member], wanted: Wanted) -> QuerySet[Member]:
    """Return who of these fits the filters."""
    if wanted.region:
        rows = rows.filter(Q(profile__region=wanted.region) | Q(profile__country=wanted.region))
    return rows.filter(profile__specialty=wanted.specialty) if wanted.specialty else rows


def places_and_specialties(rows: QuerySet[Member], labels: people.Labels) -> tuple[Any, Any]:
    """Return where these members are and what they practice, each as choices by their words. One query."""
    found = set(rows.order_by().values_list("profile__region", "profile__specialty").distinct())
    regions = {region for region, _ in found if region}
    specialties = {specialty for _, specialty in found if specialty}
    return (
        sorted(((slug, people.region_words(slug)) for slug in regions), key=lambda row: row[1]),
        sorted(((slug, labels.of(TermKind.SPECIALTY, slug)) for slug in specialties), key=lambda row: row[1]),
    )


def listed(rows: QuerySet[Member], cohort: Cohort, *, number: str | None, labels: people.Labels) -> Listed:
    """Return one page of these members by name, with how each stands to the cohort. Five queries."""
    keys = rows.order_by("profile__name_search", "pk").values_list("pk", flat=True)
    page = Paginator(keys, PER_PAGE).get_page(number)
    shown = list(page.object_list)
    found = Member.objects.select_related("profile", "whereabouts").in_bulk(shown)
    years = _years_told(found.values())
    entered = Enrolment.objects.filter(cohort=cohort, role=EnrolmentRole.MENTEE)
    stands = {row.member_id: str(row.get_state_display()) for row in entered.filter(member__in=shown)}
    asked = entered.filter(member__in=rows).count()
    lines = tuple(_line(found[key], labels, years.get(key, ""), stands.get(key, "")) for key in shown)
    return Listed(lines, page, page.paginator.count, asked)


def _years_told(rows: Iterable[Member]) -> dict[int, str]:
    """Return the year training ended of those who show their institutions."""
    open_ = [row.pk for row in rows if row.profile.shows_institutions]
    told = Affiliation.objects.filter(member__in=open_, kind=AffiliationKind.TRAINING, to_year__isnull=False)
    return {key: str(year) for key, year in told.order_by("to_year").values_list("member_id", "to_year")}


def _line(row: Member, labels: people.Labels, trained: str, stands: str) -> Adrift:
    profile = row.profile
    return Adrift(
        ref=str(row.ref),
        called=profile.called,
        position=profile.position,
        specialty=labels.of(TermKind.SPECIALTY, profile.specialty) if profile.specialty else "",
        place=people.place_words(profile, getattr(row, "whereabouts", None)),
        trained=trained,
        stands=stands,
    )

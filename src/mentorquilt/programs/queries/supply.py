"""Wants against places before a round: where a cohort is short, by topic and mentor type (S-25)."""

from collections import Counter
from dataclasses import dataclass

from mentorquilt.members.models import MentorType, Term
from mentorquilt.members.models.taxonomy import TermKind
from mentorquilt.programs import states
from mentorquilt.programs.models import Cohort, Enrolment


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """One topic or type: how many want it, how many places offer it, how many mentors refuse it."""

    slug: str
    label: str
    want: int
    places: int
    mentors: int
    refuse: int

    @property
    def is_short(self) -> bool:
        """Return whether more people want it than there are places."""
        return self.want > self.places

    @property
    def is_missing(self) -> bool:
        """Return whether somebody wants it and nobody offers it."""
        return bool(self.want) and not self.mentors


@dataclass(frozen=True, slots=True)
class Supply:
    """The whole picture of a cohort before its round; scarcest first."""

    mentees: int
    mentors: int
    places: int
    unavailable: int
    topics: tuple[SupplyRow, ...]
    types: tuple[SupplyRow, ...]


def supply(cohort: Cohort) -> Supply:
    """Count wants and places over the people who would be in the round, in three queries."""
    rows = list(
        cohort.enrolments.filter(state__in=states.IN_ROUND).select_related(
            "need", "member__mentoring", "member__offer"
        )
    )
    mentees = [row for row in rows if row.role == states.EnrolmentRole.MENTEE]
    mentors = [row for row in rows if row.role == states.EnrolmentRole.MENTOR]
    open_mentors = [row for row in mentors if _places(row)]
    topics = dict(Term.objects.filter(kind=TermKind.TOPIC).values_list("slug", "label"))
    types = dict(MentorType.objects.values_list("slug", "label"))
    return Supply(
        mentees=len(mentees),
        mentors=len(mentors),
        places=sum(_places(row) for row in mentors),
        unavailable=len(mentors) - len(open_mentors),
        topics=_rows("topics", topics, mentees, open_mentors),
        types=_rows("types", types, mentees, open_mentors),
    )


def _places(row: Enrolment) -> int:
    """Return the places a mentor can give now; none while unwilling or paused."""
    mentoring = getattr(row.member, "mentoring", None)
    if mentoring is None:
        return row.places
    if not mentoring.is_willing or mentoring.is_paused or mentoring.only_questions:
        return 0
    return int(min(row.places, mentoring.free))


def _rows(
    field: str, labels: dict[str, str], mentees: list[Enrolment], mentors: list[Enrolment]
) -> tuple[SupplyRow, ...]:
    """Count one list of slugs over both sides, scarcest first."""
    want: Counter[str] = Counter(slug for row in mentees if row.need for slug in getattr(row.need, field))
    places: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    refuse: Counter[str] = Counter()
    for row in mentors:
        offer = getattr(row.member, "offer", None)
        if offer is None:
            continue
        for slug in getattr(offer, field):
            places[slug] += _places(row)
            holders[slug] += 1
        if field == "topics":
            refuse.update(offer.refused_topics)
    rows = [
        SupplyRow(slug, labels.get(slug, slug), want[slug], places[slug], holders[slug], refuse[slug])
        for slug in {*want, *places}
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_missing, row.places - row.want, row.label)))

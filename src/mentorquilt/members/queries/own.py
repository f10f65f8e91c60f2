"""What stands on somebody's own page only: city, phone, hours, the need in words."""

from dataclasses import dataclass

from mentorquilt import calendars, rosters
from mentorquilt.members.models import Affiliation, Member, Mentoring, MentorType, TermKind, Whereabouts
from mentorquilt.members.queries.labels import Labels
from mentorquilt.members.queries.people import current_need
from mentorquilt.members.queries.profiles import shown_institutions


@dataclass(frozen=True, slots=True)
class OwnLines:
    """The private half of a profile, in words."""

    city: str
    city_is_open: bool
    phone: str
    hours: str
    seeks: str
    long_term: str
    project: str
    result: str
    types: list[MentorType]
    topics: list[str]
    done: list[str]
    institutions: list[Affiliation]

    @property
    def has_need(self) -> bool:
        """Return whether anything is sought."""
        return bool(self.seeks or self.long_term or self.types or self.topics or self.project)


def is_paused(member: Member) -> bool | None:
    """Return whether a mentor paused; None for whoever does not mentor."""
    row = Mentoring.objects.filter(member=member, is_willing=True).first()
    return row.is_paused if row else None


def own_lines(member: Member, labels: Labels) -> OwnLines:
    """Return what only the member sees of herself."""
    where = getattr(member, "whereabouts", None) or Whereabouts()
    own = getattr(member, "weekly_hours", None)
    spans = [(int(start), int(end)) for start, end in own.intervals] if own is not None else []
    need = current_need(member)
    return OwnLines(
        city=_city_words(where.city),
        city_is_open=where.is_open,
        phone=where.phone,
        hours=calendars.format_hours(spans),
        seeks=need.seeks if need else "",
        long_term=need.long_term if need else "",
        project=need.project if need else "",
        result=need.result if need else "",
        types=labels.mentor_types(need.types) if need else [],
        topics=labels.many(TermKind.TOPIC, need.topics) if need else [],
        done=labels.many(TermKind.DONE, need.done) if need else [],
        institutions=shown_institutions(member),
    )


def _city_words(city: str) -> str:
    try:
        return rosters.city(city).label if city else ""
    except KeyError:
        return city

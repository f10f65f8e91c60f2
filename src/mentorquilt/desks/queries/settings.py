"""What a society may settle, gathered for its pages: types and topics with who uses them, and how each part stands."""

from dataclasses import dataclass

from django.db.models import F, TextField
from django.db.models.functions import Cast

from mentorquilt.members.models import MentorType, Need, Offer, Term, TermKind
from mentorquilt.rosters import taxonomy


@dataclass(frozen=True, slots=True)
class Use:
    """How many mentors and mentees named an entry of a list; they keep it when it is hidden."""

    mentors: int
    mentees: int


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The topics under one mentor type."""

    kind: MentorType
    topics: tuple[Term, ...]


def types() -> list[MentorType]:
    """Return every mentor type, hidden ones too, in the society's order."""
    return list(MentorType.objects.all())


def topics() -> list[TopicGroup]:
    """Return every topic under its mentor type; two queries."""
    rows: dict[str, list[Term]] = {}
    for row in Term.objects.filter(kind=TermKind.TOPIC):
        rows.setdefault(row.parent, []).append(row)
    return [TopicGroup(kind, tuple(rows.get(kind.slug, ()))) for kind in types()]


def type_use(slug: str) -> Use:
    """Count who named a mentor type."""
    return _use("types", slug)


def topic_use(slug: str) -> Use:
    """Count who named a topic."""
    return _use("topics", slug)


def _use(column: str, slug: str) -> Use:
    def naming(table: type[Offer] | type[Need]) -> int:
        rows = table.objects.alias(listed=Cast(F(column), TextField())).filter(listed__contains=f'"{slug}"')
        return rows.values("owner").distinct().count()

    return Use(naming(Offer), naming(Need))


def was_shipped(row: MentorType | Term) -> bool:
    """Return whether the product ships this entry, so that its own words can be had back."""
    kept = taxonomy()
    shipped = kept.types if isinstance(row, MentorType) else kept.topics
    return any(term.slug == row.slug for term in shipped)

"""Reads over guides: the library with its search, what belongs to a topic or a milestone, how a text stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from mentorquilt import searching
from mentorquilt.guides import shipped
from mentorquilt.guides.models import Guide
from mentorquilt.guides.states import Audience
from mentorquilt.members import queries as people
from mentorquilt.members.models import TermKind

REVIEWED_EVERY = timedelta(days=2 * 365)
WORDS_A_MINUTE = 220
TITLE, SUMMARY, TOPICS, BODY = 4.0, 2.0, 2.0, 1.0
HELP_BESIDE = frozenset({"burnout_wellbeing", "clinical_ethics", "loss_grief", "illness_disability"})
"""Topics whose guides carry the society's help in a crisis."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a guide stands for whoever looks after it; ``offered`` is a newer shipped text for one that was edited."""

    is_overdue: bool
    is_edited: bool
    offered: shipped.Shipped | None


@dataclass(frozen=True, slots=True)
class Found:
    """Some guides, and by which words and filters."""

    guides: tuple[Guide, ...]
    is_narrowed: bool


def found(
    every: Iterable[Guide], *, labels: people.Labels, words: str = "", audience: str = "", topic: str = ""
) -> Found:
    """Return which of these guides fit the filters: by relevance when there are words, else as they come."""
    guides = [guide for guide in every if _fits(guide, audience, topic)]
    if words.strip():
        guides = _by_relevance(guides, words, labels)
    return Found(tuple(guides), bool(words.strip() or audience or topic))


def _fits(guide: Guide, audience: str, topic: str) -> bool:
    speaks = not audience or guide.audience == audience
    if audience in {Audience.MENTEE, Audience.MENTOR}:
        speaks = speaks or guide.audience == Audience.BOTH
    return speaks and (not topic or topic in guide.topics)


def _by_relevance(guides: Sequence[Guide], words: str, labels: people.Labels) -> list[Guide]:
    """Return the guides that hold the words, best first: all of them, else some. The same on every database."""
    by_ref = {str(guide.ref): guide for guide in guides}
    index = searching.build(_document(guide, labels) for guide in guides)
    hits = index.search(words, limit=None, every_word=True) or index.search(words, limit=None)
    return [by_ref[hit.ref] for hit in hits]


def _document(guide: Guide, labels: people.Labels) -> searching.Document:
    topics = " ".join(labels.many(TermKind.TOPIC, guide.topics))
    fields = ((guide.title, TITLE), (guide.summary, SUMMARY), (topics, TOPICS), (guide.body, BODY))
    return searching.Document(str(guide.ref), fields)


def topics_of(guides: Iterable[Guide], labels: people.Labels) -> list[tuple[str, str]]:
    """Return the topics that these guides are about, by their words, for a select."""
    slugs = {slug for guide in guides for slug in guide.topics}
    return sorted(
        ((slug, labels.of(TermKind.TOPIC, slug)) for slug in slugs), key=lambda row: row[1].casefold()
    )


def _for(audience: str) -> QuerySet[Guide]:
    rows = Guide.objects.filter(is_hidden=False)
    if audience:
        return rows.filter(Q(audience=audience) | Q(audience=Audience.BOTH)).order_by("title", "pk")
    return rows.exclude(audience=Audience.STAFF).order_by("title", "pk")


def for_topics(slugs: Iterable[str], *, audience: str = "", most: int = 3) -> list[Guide]:
    """Return guides about any of these topics, those that share most first; for pages of other rooms. One query."""
    wanted = set(slugs)
    shared = [(len(wanted & set(guide.topics)), guide) for guide in _for(audience)] if wanted else []
    fitting = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])
    return [guide for _, guide in fitting[:most]]


def for_milestone(slug: str, *, audience: str = "") -> list[Guide]:
    """Return the guides that help at a milestone (``states.Milestone``); for pages of other rooms. One query."""
    return list(_for(audience).filter(milestone=slug)) if slug else []


def read_next(guide: Guide, rows: QuerySet[Guide], most: int = 2) -> list[Guide]:
    """Return other readable guides that share a topic or a milestone with this one, the nearest first."""
    others = list(rows.exclude(pk=guide.pk).order_by("title", "pk"))

    def near(other: Guide) -> int:
        shared = 2 * len(set(other.topics) & set(guide.topics))
        return shared + bool(guide.milestone and other.milestone == guide.milestone)

    return sorted((other for other in others if near(other)), key=lambda other: -near(other))[:most]


def standing(guide: Guide, today: date) -> Standing:
    """Return whether a guide's review is due, whether the society changed it, and what newer text is offered."""
    text = shipped_text(guide)
    is_edited = bool(guide.shipped) and shipped.digest_of(guide) != guide.shipped_digest
    is_newer = (
        text is not None and is_edited and text.digest not in {guide.shipped_digest, shipped.digest_of(guide)}
    )
    return Standing(
        is_overdue=guide.reviewed_on < today - REVIEWED_EVERY,
        is_edited=is_edited,
        offered=text if is_newer else None,
    )


def shipped_text(guide: Guide) -> shipped.Shipped | None:
    """Return the text of this version that a guide began as, or None."""
    return shipped.texts().get(guide.shipped) if guide.shipped else None


def minutes(guide: Guide) -> int:
    """Return about how long a guide takes to read."""
    return max(1, round(len(guide.body.split()) / WORDS_A_MINUTE))

"""The review page: every proposal as a row, weakest first, and everybody who is left out, from open facts only."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorquilt import matching
from mentorquilt.matchrounds.models import PairReview
from mentorquilt.matchrounds.queries.draft import Draft
from mentorquilt.matchrounds.queries.left_out import LeftOut, left_out
from mentorquilt.matchrounds.queries.people import Card, People, hours_words, people, zone_minutes, zone_words
from mentorquilt.members.models import MentorType
from mentorquilt.ui.pictures.maps import Arc
from mentorquilt.ui.pictures.parts import Part

LOOK_FIRST = 5
CRITERIA = {criterion.slug: criterion for criterion in matching.CRITERIA}
COLORS = {
    "specialty": 1, "subspecialty": 7, "topics": 2, "terms": 4, "words": 6, "types": 5, "setting": 8, "hospital": 8,
    "done": 3, "distance": 7, "hours": 3, "groups": 6, "wishes": 4, "priority": 5,
}  # fmt: skip
PLAIN_TYPE = "slate"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at before saying yes: a few words for lists, a sentence for the opened pair."""

    slug: str
    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as lists show it."""

    pair: matching.Pair
    mentee: Card
    mentor: Card
    type: MentorType | None
    parts: tuple[Part, ...]
    seat: tuple[int, int]
    zone_minutes: int | None
    flags: tuple[Flag, ...]
    is_pinned: bool
    lifted: tuple[str, ...]
    review: PairReview | None

    @property
    def couple(self) -> tuple[str, str]:
        """Return the two keys."""
        return self.pair.mentee, self.pair.mentor

    @property
    def zones(self) -> str:
        """Return how far the clocks are apart, in words."""
        return zone_words(self.zone_minutes)

    @property
    def hours(self) -> str:
        """Return the shared hours of a week, in words."""
        return hours_words(self.pair.shared_minutes)

    @property
    def shared_hours(self) -> int | None:
        """Return the whole hours of a week in which both are awake and free, or None when unknown."""
        return None if self.pair.shared_minutes is None else self.pair.shared_minutes // 60

    @property
    def is_looked(self) -> bool:
        """Return whether a coordinator ticked this proposal."""
        return bool(self.review and self.review.looked_at)


class Review:
    """Everything the review pages show of a draft, made when asked for."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def people(self) -> People:
        """Everybody of the round."""
        return people(self.draft.round, self.draft.frozen)

    @cached_property
    def types(self) -> Mapping[str, MentorType]:
        """Mentor types by slug."""
        return {row.slug: row for row in MentorType.objects.all()}

    @cached_property
    def reviews(self) -> Mapping[tuple[str, str], PairReview]:
        """Ticks and lines by couple."""
        rows = PairReview.objects.filter(round=self.draft.round).select_related(
            "mentee", "mentor", "note_by__profile", "answer_by__profile"
        )
        return {(str(row.mentee.ref), str(row.mentor.ref)): row for row in rows}

    @cached_property
    def rows(self) -> list[Row]:
        """Every proposal, weakest first."""
        held = Counter(pair.mentor for pair in self.draft.outcome.pairs)
        ranked = sorted(self.draft.outcome.pairs, key=lambda pair: (pair.score, pair.mentee))
        taken: Counter[str] = Counter()
        places = {mentor.key: mentor.places for mentor in self.draft.frozen.mentors}
        rows = []
        for pair in ranked:
            taken[pair.mentor] += 1
            rows.append(
                self._row(pair, (taken[pair.mentor], max(places.get(pair.mentor, 1), held[pair.mentor])))
            )
        return rows

    def row(self, mentee: str, mentor: str) -> Row | None:
        """Return the row of one proposal, or None."""
        return next((row for row in self.rows if row.couple == (mentee, mentor)), None)

    @cached_property
    def first(self) -> list[Row]:
        """The few weakest proposals, to look at first."""
        return self.rows[:LOOK_FIRST]

    @cached_property
    def rest(self) -> list[Row]:
        """All other proposals, weakest first."""
        return self.rows[LOOK_FIRST:]

    @cached_property
    def looked(self) -> int:
        """How many proposals a coordinator looked at."""
        return sum(row.is_looked for row in self.rows)

    @cached_property
    def scores(self) -> list[int]:
        """Every score, lowest first."""
        return [row.pair.score for row in self.rows]

    @cached_property
    def best_score(self) -> int:
        """The highest score, so that bars compare."""
        return max(self.scores, default=0)

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """Every mentee without a mentor, always in the same order."""
        return left_out(self.draft, self.people)

    @cached_property
    def mails(self) -> int:
        """How many mails announcing this draft would take: two for a pair, one for everybody else who is there."""
        away = {mentor.key for mentor in self.draft.frozen.mentors if mentor.unavailable}
        outcome = self.draft.outcome
        kept = sum(key not in away for key in outcome.reserve)
        return 2 * len(outcome.pairs) + len(outcome.unmatched) + kept

    @cached_property
    def reserve(self) -> list[Card]:
        """Mentors nobody was given to."""
        return [self.people.card(key) for key in self.draft.outcome.reserve]

    @cached_property
    def arcs(self) -> list[Arc]:
        """The pairs whose two places are known, for the map."""
        return [arc for row in self.rows if (arc := self._arc(row)) is not None]

    def _arc(self, row: Row) -> Arc | None:
        mentee, mentor = self.people.mentees[row.pair.mentee], self.people.mentors[row.pair.mentor]
        if (
            mentee.longitude is None
            or mentee.latitude is None
            or mentor.longitude is None
            or mentor.latitude is None
        ):
            return None
        return Arc(
            mentee=(mentee.longitude, mentee.latitude),
            mentor=(mentor.longitude, mentor.latitude),
            color=row.type.color if row.type else PLAIN_TYPE,
            words=f"{row.mentee.name} – {row.mentor.name}",
        )

    def _row(self, pair: matching.Pair, seat: tuple[int, int]) -> Row:
        mentee, mentor = self.people.card(pair.mentee), self.people.card(pair.mentor)
        bounds = self.draft.bounds
        return Row(
            pair=pair,
            mentee=mentee,
            mentor=mentor,
            type=self.types.get(pair.type),
            parts=score_parts(pair.parts),
            seat=seat,
            zone_minutes=zone_minutes(mentee.zone, mentor.zone, self.draft.round.ordered_at),
            flags=tuple(flags(pair)),
            is_pinned=bounds.is_pinned(pair.mentee, pair.mentor),
            lifted=tuple(
                rule for a, b, rule in sorted(bounds.lifted) if (a, b) == (pair.mentee, pair.mentor)
            ),
            review=self.reviews.get((pair.mentee, pair.mentor)),
        )


def score_parts(parts: Sequence[matching.Part]) -> tuple[Part, ...]:
    """Return the parts of a score with words and colors for the picture; they add up to the score."""
    return tuple(
        Part(_(CRITERIA[part.criterion].label), part.points, COLORS.get(part.criterion, 8)) for part in parts
    )


FLAGS = {
    "check_same_employer": (
        gettext_lazy("same employer?"),
        gettext_lazy(
            "Same city or mail domain, other names: they may share an employer. If they do, never pair them and "
            "group the two names under institutions."
        ),
    ),
    "refuses_topic": (
        gettext_lazy("topic not taken"),
        gettext_lazy(
            "The mentor asks not to be given a topic that the mentee wants. Ask both whether the rest is enough."
        ),
    ),
}


def flags(pair: matching.Pair) -> Iterable[Flag]:
    """Return the things to look at before saying yes to a proposal."""
    for slug in pair.notes:
        if slug in FLAGS:
            words, advice = FLAGS[slug]
            yield Flag(slug, _("Check: %(what)s") % {"what": words}, str(advice))

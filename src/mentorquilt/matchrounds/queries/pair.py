"""One proposal from close by: both people's own words, what is met, a day on both clocks; and other choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mentorquilt import calendars, matching
from mentorquilt.matchrounds import marking
from mentorquilt.matchrounds.drafting import LIFTABLE, Asked
from mentorquilt.matchrounds.queries.draft import RULE_LABELS, Preview, fixed_rule_words, preview
from mentorquilt.matchrounds.queries.people import Card
from mentorquilt.matchrounds.queries.review import Review, Row, score_parts
from mentorquilt.matchrounds.states import Change
from mentorquilt.ui.pictures.band import Hours
from mentorquilt.ui.pictures.parts import Part

DAY, WEEK = 1440, 10080
MIDWEEK = 2
CHOICES = 6
NEVER = 1_000_000
WORDS_REASON = "words"


@dataclass(frozen=True, slots=True)
class CloseUp:
    """One proposal opened."""

    row: Row
    seeks: tuple[marking.Piece, ...]
    offers: tuple[marking.Piece, ...]
    project: str
    met: tuple[matching.Reason, ...]
    unmet: tuple[matching.Reason, ...]
    hours: tuple[Hours, Hours] | None
    are_hours_assumed: bool
    lifted: tuple[str, ...]


def close_up(review: Review, mentee: str, mentor: str) -> CloseUp | None:
    """Open one proposal, or return None when these two are none now."""
    row = review.row(mentee, mentor)
    if row is None:
        return None
    one, other = review.people.mentees[mentee], review.people.mentors[mentor]
    words = [reason for reason in row.pair.met if reason.slug == WORDS_REASON]
    at = review.draft.round.ordered_at
    return CloseUp(
        row=row,
        seeks=marking.pieces(one.text, [phrase for reason in words for phrase in reason.values]),
        offers=marking.pieces(other.text, [phrase for reason in words for phrase in reason.theirs]),
        project=one.project,
        met=row.pair.met,
        unmet=row.pair.unmet,
        hours=day_hours(one, other, row.mentee.zone, row.mentor.zone, at),
        are_hours_assumed=one.waking_assumed or other.waking_assumed,
        lifted=tuple(RULE_LABELS.get(rule, rule) for rule in row.lifted),
    )


def day_hours(
    one: matching.Mentee, other: matching.Mentor, zone: str, other_zone: str, at: datetime
) -> tuple[Hours, Hours] | None:
    """Return both people's hours of an ordinary Wednesday on their own clocks; None when hours or zones are unknown."""
    if not one.waking or not other.waking:
        return None
    try:
        mine, theirs = calendars.offset_minutes(zone, at), calendars.offset_minutes(other_zone, at)
    except calendars.UnknownZone:
        return None
    return Hours(_day(one.waking, mine)), Hours(_day(other.waking, theirs), ahead=theirs - mine)


def _day(week: Iterable[tuple[int, int]], offset: int) -> tuple[tuple[int, int], ...]:
    """Cut one local day out of a UTC week; minutes of that day."""
    start = MIDWEEK * DAY
    spans = []
    for begin, end in week:
        for turn in (-WEEK, 0, WEEK):
            first, last = max(begin + offset + turn, start), min(end + offset + turn, start + DAY)
            if first < last:
                spans.append((first - start, last - start))
    return tuple(sorted(spans))


@dataclass(frozen=True, slots=True)
class Choice:
    """Another mentor for a mentee and what taking this one would change."""

    mentor: Card
    score: int
    parts: tuple[Part, ...]
    tried: Preview


def choices(review: Review, mentee: str) -> list[Choice]:
    """Return the mentors that suit a mentee best besides her present one, the gentlest change first."""
    draft = review.draft
    now = draft.mentor_of(mentee)
    best = matching.best_mentors(draft.market, draft.policy, mentee, CHOICES + 1)
    found = [_choice(review, mentee, key, score) for key, score in best if key != now][:CHOICES]
    return sorted(found, key=_gentleness)


def _choice(review: Review, mentee: str, mentor: str, score: int) -> Choice:
    tried = preview(review.draft, Asked(Change.GIVE, mentee, mentor))
    pairs = tried.trial.outcome.pairs if tried.trial else ()
    parts = next((pair.parts for pair in pairs if (pair.mentee, pair.mentor) == (mentee, mentor)), ())
    return Choice(review.people.card(mentor), score, score_parts(parts), tried)


def _gentleness(choice: Choice) -> tuple[int, int, int]:
    """Order choices: those that can be made, leaving out fewest, moving fewest, costing least."""
    effect = choice.tried.effect
    return (
        (NEVER, 0, 0) if effect is None else (-effect.matched_change, len(effect.moves), -effect.total_change)
    )


@dataclass(frozen=True, slots=True)
class Why:
    """Why two people are not a pair."""

    mentee: Card
    mentor: Card
    found: matching.WhyNot
    parts: tuple[Part, ...]
    left_out: tuple[Card, ...]
    displaced: tuple[Card, ...]
    rule: str
    is_liftable: bool


def why_not(review: Review, mentee: str, mentor: str) -> Why:
    """Answer for any two people of the round; both keys must be in it, in these roles."""
    draft = review.draft
    found = matching.why_not(draft.market, draft.policy, draft.outcome, mentee, mentor)
    liftable = found.rule in LIFTABLE
    rule = RULE_LABELS.get(found.rule, "") if liftable else fixed_rule_words(found.rule) if found.rule else ""
    return Why(
        mentee=review.people.card(mentee),
        mentor=review.people.card(mentor),
        found=found,
        parts=score_parts(found.parts),
        left_out=tuple(review.people.card(key) for key in found.left_out),
        displaced=tuple(review.people.card(key) for key in found.displaced if key in review.people.mentees),
        rule=rule,
        is_liftable=liftable,
    )


def keys_named(review: Review, words: str, *, mentors: bool) -> list[Card]:
    """Return the people of one side whose name holds all of these words; an exact name stands alone."""
    side = review.people.mentors if mentors else review.people.mentees
    wanted = words.casefold().split()
    if not wanted:
        return []
    exact = [key for key, person in side.items() if person.name.casefold() == " ".join(wanted)]
    found = exact if len(exact) == 1 else [
        key for key, person in side.items() if all(word in person.name.casefold() for word in wanted)
    ]  # fmt: skip
    return [review.people.card(key) for key in sorted(found, key=lambda key: side[key].name)]

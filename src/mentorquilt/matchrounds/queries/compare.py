"""Two results side by side: who kept a mentor, who got another, what the whole is worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorquilt import matching
from mentorquilt.matchrounds.models import Round
from mentorquilt.matchrounds.queries import rounds
from mentorquilt.matchrounds.queries.draft import Draft, Effect, effect

SAME, OTHER, GAINED, LOST, NEW, GONE = "same", "other", "gained", "lost", "new", "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One mentee in both results, by names; ``kind`` says what happened."""

    kind: str
    mentee: str
    before: str
    after: str
    before_score: int | None
    after_score: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from an earlier result to the draft."""

    lines: tuple[Line, ...]
    same: int
    effect: Effect
    before: matching.Outcome
    after: matching.Outcome


def with_own_result(draft: Draft) -> Comparison:
    """Compare the draft with what the round found before any change."""
    return _compared(draft.base, draft.names, draft.names.keys(), draft)


def with_round(draft: Draft, other: Round) -> Comparison:
    """Compare the draft with the result of another round, which must have been read whole."""
    market = rounds.market(other)
    names = {person.key: person.name for person in (*market.mentees, *market.mentors)}
    mentees = {person.key for person in market.mentees}
    return _compared(rounds.outcome(other), names, mentees, draft)


def _compared(
    before: matching.Outcome, names: Mapping[str, str], mentees: Iterable[str], draft: Draft
) -> Comparison:
    after, known = draft.outcome, {**names, **draft.names}
    old = {pair.mentee: pair for pair in before.pairs}
    new = {pair.mentee: pair for pair in after.pairs}
    then, now = set(mentees), {person.key for person in draft.frozen.mentees}
    lines = [
        _line(key, old.get(key), new.get(key), known, is_new=key not in then, is_gone=key not in now)
        for key in sorted({*old, *new}, key=lambda key: known.get(key, ""))
    ]
    changed = tuple(line for line in lines if line.kind != SAME)
    return Comparison(changed, len(lines) - len(changed), effect(before, after), before, after)


def _line(
    key: str,
    old: matching.Pair | None,
    new: matching.Pair | None,
    names: Mapping[str, str],
    *,
    is_new: bool,
    is_gone: bool,
) -> Line:
    if old and new:
        kind = SAME if old.mentor == new.mentor else OTHER
    elif new:
        kind = NEW if is_new else GAINED
    else:
        kind = GONE if is_gone else LOST
    return Line(
        kind=kind,
        mentee=names.get(key, ""),
        before=names.get(old.mentor, "") if old else "",
        after=names.get(new.mentor, "") if new else "",
        before_score=old.score if old else None,
        after_score=new.score if new else None,
    )

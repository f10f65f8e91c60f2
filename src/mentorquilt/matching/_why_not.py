"""Why two people are not a pair: the rule between them, or what the pair would cost everybody else.

Here: the round is settled again with this pair in place, from the present prices, so the numbers are exact. Not here:
the sentences of rules (``_words``).
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from mentorquilt.matching import _aims, _explain, _greedy, _problems, _round, _scoring, _words
from mentorquilt.matching._facts import Facts, Ints
from mentorquilt.matching._market import Market
from mentorquilt.matching._outcome import Outcome, Part, WhyNot
from mentorquilt.matching._policy import Policy
from mentorquilt.matching._scoring import Compiled, Scores

MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class _Seats:
    """One arrangement: everybody's mentor, the total and the number of pairs."""

    mate: Ints
    total: int
    matched: int


def why_not(market: Market, policy: Policy, outcome: Outcome, mentee: str, mentor: str) -> WhyNot:
    """This will say why the two are not a pair; ValueError when one of them is not in this round."""
    compiled = _problems.refuse(market, policy)
    facts = compiled.facts
    _must_be_here(facts, mentee, mentor)
    words = _explain.speaker(facts)
    bare = WhyNot(mentee=mentee, mentor=mentor)
    rule = _scoring.rule_of_pair(compiled, mentee, mentor)
    if rule:
        sentence = f"{words.name(mentee)} and {words.name(mentor)} cannot be paired. {_words.rule_told(rule)}"
        return dataclasses.replace(bare, rule=rule, sentence=sentence)
    parts = _scoring.parts_of_pair(facts, mentee, mentor)
    scored = dataclasses.replace(bare, parts=parts, score=sum(part.points for part in parts))
    if any((pair.mentee, pair.mentor) == (mentee, mentor) for pair in outcome.pairs):
        sentence = f"They are a pair; it scores {scored.score:,}."
        return dataclasses.replace(scored, paired=True, sentence=sentence)
    if _all_pinned(market, facts.places[facts.mentor_at[mentor]], mentee, mentor):
        sentence = (
            f"This pair scores {scored.score:,}, but every place of {words.name(mentor)} is pinned to others."
        )
        return dataclasses.replace(scored, sentence=sentence)
    return _costed(compiled, outcome, scored, words)


def score_pair(market: Market, policy: Policy, mentee: str, mentor: str) -> tuple[Part, ...] | str:
    """This will give the parts of one pair, or the rule that closes it; ValueError for an unknown person."""
    compiled = _scoring.compile_market(market, policy)
    _must_be_here(compiled.facts, mentee, mentor)
    rule = _scoring.rule_of_pair(compiled, mentee, mentor)
    return rule or _scoring.parts_of_pair(compiled.facts, mentee, mentor)


def best_mentors(market: Market, policy: Policy, mentee: str, most: int) -> tuple[tuple[str, int], ...]:
    """This will give the mentors whose pair with a mentee scores most, as key and score, best first.

    Closed pairs are left out; whether a place is free does not matter. ValueError for an unknown mentee.
    """
    compiled = _scoring.compile_market(market, policy)
    at = compiled.facts.mentee_at.get(mentee)
    if at is None:
        raise ValueError(f"{mentee} is no mentee of this round.")
    row = _scoring.score_block(compiled, at, at + 1)[0].tolist()
    open_ones = [(market.mentors[j].key, int(score)) for j, score in enumerate(row) if score >= 0]
    return tuple(sorted(open_ones, key=lambda each: (-each[1], each[0]))[:most])


def _must_be_here(facts: Facts, mentee: str, mentor: str) -> None:
    for key, known, side in ((mentee, facts.mentee_at, "mentee"), (mentor, facts.mentor_at, "mentor")):
        if key not in known:
            raise ValueError(f"{key} is not a {side} in this round.")


def _all_pinned(market: Market, places: int, mentee: str, mentor: str) -> bool:
    """This will tell whether pins of others leave the mentor no place."""
    return sum(key == mentor and other != mentee for other, key in market.pins) >= places


def _costed(compiled: Compiled, outcome: Outcome, scored: WhyNot, words: _words.Speaker) -> WhyNot:
    """This will settle the round with the pair in place and compare."""
    facts, mentee, mentor = compiled.facts, scored.mentee, scored.mentor
    scores = _scoring.score_all(compiled, None, lambda done, total: None)
    pins = tuple(pin for pin in facts.market.pins if pin[0] != mentee)
    i = facts.mentee_at[mentee]
    after = _settled(compiled, scores, (*pins, (mentee, mentor)), outcome)
    scores_without = scores.copy()
    scores_without[i] = _scoring.CLOSED_SCORE
    others = _settled(compiled, scores_without, pins, outcome)
    before = np.full(after.mate.size, _round.NOBODY, np.int64)
    for pair in outcome.pairs:
        before[facts.mentee_at[pair.mentee]] = facts.mentor_at[pair.mentor]
    left_out = np.nonzero((before >= 0) & (after.mate < 0))[0].tolist()
    found = dataclasses.replace(
        scored,
        loss=outcome.total - after.total,
        left_out=tuple(facts.market.mentees[at].key for at in left_out),
        displaced=_displaced(compiled, before, after.mate, i, facts.mentor_at[mentor]),
        place_worth=others.total - (after.total - scored.score)
        if others.matched == after.matched - 1
        else None,
        least=int(scores[after.mate >= 0, after.mate[after.mate >= 0]].min()),
    )
    return dataclasses.replace(
        found, sentence=_sentence(found, outcome, words, fewer=after.matched < len(outcome.pairs))
    )


def _settled(compiled: Compiled, scores: Scores, pins: tuple[tuple[str, str], ...], warm: Outcome) -> _Seats:
    """This will settle the round with these pins, from the prices of ``warm``."""
    rest = _round.undecided(compiled, scores, pins)
    settled = _aims.settle(
        rest.task,
        raise_floor=compiled.facts.policy.floor,
        start=_round.start_from(compiled, rest, warm),
        tick=lambda: None,
    )
    mate = rest.merged(settled.seating.mate)
    return _Seats(mate, *_greedy.sums(scores, mate))


def _displaced(compiled: Compiled, before: Ints, after: Ints, i: int, j: int) -> tuple[str, ...]:
    """This will give the other people whose pair changes, mentees first."""
    market = compiled.facts.market
    changed = np.nonzero(before != after)[0]
    mentees = [market.mentees[at].key for at in changed.tolist() if at != i]
    touched = sorted(
        {at for at in (*before[changed].tolist(), *after[changed].tolist()) if at >= 0 and at != j}
    )
    return tuple(dict.fromkeys((*mentees, *(market.mentors[at].key for at in touched))))


def _sentence(found: WhyNot, outcome: Outcome, words: _words.Speaker, *, fewer: bool) -> str:
    """This will say the score, the cost and who is displaced."""
    told = [f"This pair scores {found.score:,}"]
    if fewer:
        told.append(f"; making it would leave {words.names_of(found.left_out, MOST_NAMES)} without a mentor")
    elif found.loss > 0:
        told.append(f"; using it would cost the whole program {_words.counted(found.loss, 'point')}")
        if found.place_worth:
            told.append(f", because this mentor’s place is worth {found.place_worth:,} to others")
        elif found.place_worth is None:
            told.append(", because this mentor’s place is needed so that nobody else is left out")
    elif found.least < outcome.least:
        told.append(f"; using it would lower the weakest pair from {outcome.least:,} to {found.least:,}")
    else:
        told.append("; using it would cost nothing, an equally good arrangement has it")
    told.append(".")
    if found.displaced:
        told.append(
            f" {_words.counted(len(found.displaced), 'other person', 'other people')} would change:"
            f" {words.names_of(found.displaced, MOST_NAMES)}."
        )
    return "".join(told)

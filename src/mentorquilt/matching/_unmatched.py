"""Why a mentee has no mentor, and what would change it.

Here: reasons from open facts only; a private rule is never named, and private wishes are left out of every comparison.
Not here: the sentences' common words (``_words``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentorquilt.matching import _explain, _rules, _scoring, _words
from mentorquilt.matching._facts import Ints
from mentorquilt.matching._market import Mentee
from mentorquilt.matching._outcome import Near, Unmatched
from mentorquilt.matching._policy import CLOSED
from mentorquilt.matching._scoring import Compiled, Scores

NEAREST = 3
MOST_NAMED = 4  # more mentors than this are counted, not named
MOST_RIVALS = 40  # mentors; a larger group is not worth a count


@dataclass(frozen=True, slots=True)
class _Round:
    """What the reasons of one round look up."""

    compiled: Compiled
    scores: Scores
    words: _words.Speaker
    seated: Mapping[int, list[int]]  # mentees with each mentor, by key
    pinned: frozenset[int]  # mentees who cannot move
    best: bool  # no other arrangement seats more
    offered: frozenset[str]  # topics that some available mentor takes
    by_key: Ints  # rank of each mentor's key

    def holders(self, mentors: Iterable[int]) -> list[str]:
        """This will give the mentees who hold the places of some mentors."""
        mentees = self.compiled.facts.market.mentees
        return sorted(mentees[i].key for j in mentors for i in self.seated.get(j, ()))


def left_out(compiled: Compiled, scores: Scores, mate: Ints, *, best: bool) -> tuple[Unmatched, ...]:
    """This will give a reason for every mentee whose ``mate`` is negative; ``best`` = proven to seat the most."""
    facts, market = compiled.facts, compiled.facts.market
    seated: dict[int, list[int]] = {}
    for i in np.nonzero(mate >= 0)[0].tolist():
        seated.setdefault(int(mate[i]), []).append(i)
    closed = compiled.closings.unavailable.tolist()
    here = _Round(
        compiled=compiled,
        scores=scores,
        words=_explain.speaker(facts),
        seated=seated,
        pinned=frozenset(facts.mentee_at[mentee] for mentee, _ in market.pins),
        best=best,
        offered=frozenset(
            topic
            for mentor, away in zip(market.mentors, closed, strict=True)
            for topic in set(mentor.topics) - set(mentor.refuses_topics)
            if not away
        ),
        by_key=np.argsort(
            np.argsort([mentor.key for mentor in market.mentors], kind="stable"), kind="stable"
        ),
    )
    return tuple(_one(here, i) for i in np.nonzero(mate < 0)[0].tolist())


def _one(here: _Round, i: int) -> Unmatched:
    mentee = here.compiled.facts.market.mentees[i]
    bits = _rules.closed(here.compiled.facts, here.compiled.closings, i, i + 1)[0]
    eligible = np.nonzero(bits == 0)[0].tolist()
    missing = [topic for topic in dict.fromkeys(mentee.wants_topics) if topic not in here.offered]
    if not bits.size:
        reason, sentence, remedy = (
            "no_mentors",
            "There are no mentors in this round.",
            "Enrol mentors first.",
        )
    elif not eligible:
        reason, sentence, remedy = _nobody_eligible(bits)
    else:
        reason, sentence, remedy = _places_gone(here, i, eligible)
    if missing and bits.size:
        topics = here.words.labels_of(missing)
        sentence = f"Asks for {topics}; no mentor in this round offers it. {sentence}"
        if eligible:
            reason, remedy = "topic_missing", f"Invite a mentor who takes {topics}. {remedy}"
    return Unmatched(
        mentee=mentee.key,
        reason=reason,
        sentence=sentence,
        remedy=remedy,
        nearest=_nearest(here, i, mentee, bits),
    )


def _nobody_eligible(bits: _rules.Bits) -> tuple[str, str, str]:
    """This will name the rules that close every mentor, the one that closes most first."""
    closing: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    hidden = 0
    for broken, count in zip(*(found.tolist() for found in np.unique(bits, return_counts=True)), strict=True):
        rules = _rules.open_rules(broken)
        for rule in rules:
            closing[rule] += count
        hidden += 0 if rules else count
        if len(rules) == 1 and not broken & _rules.PRIVATE:
            alone[rules[0]] += count
    told = [f"{_words.named_rule(rule)} closes {count:,}" for rule, count in _most_first(closing)]
    if hidden:
        told.append(f"{hidden:,} {'is' if hidden == 1 else 'are'} closed by a rule that is not shown")
    sentence = f"None of the {_words.counted(bits.size, 'mentor')} may be paired: {_words.joined(told)}."
    if not closing:
        return CLOSED, sentence, _words.REMEDY[CLOSED]
    main = _most_first(alone or closing)[0][0]
    remedy = _words.REMEDY[main]
    if alone[main]:
        remedy += f" Without this rule alone, {_words.counted(alone[main], 'mentor')} would be possible."
    return main, sentence, remedy


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _places_gone(here: _Round, i: int, eligible: Sequence[int]) -> tuple[str, str, str]:
    """This will say who holds the places, and why nobody can move."""
    market = here.compiled.facts.market
    rivals = _rivals(here, i, eligible) if here.best else ""
    told = _words.counted(len(eligible), "mentor")
    if len(eligible) > MOST_NAMED:
        sentence = f"{told} could be paired, but every place is taken.{rivals}"
        return "places_gone", sentence, "One more place with any of them would be enough for one more mentee."
    names = here.words.names_of(sorted(market.mentors[j].key for j in eligible))
    holders = here.words.names_of(here.holders(eligible))
    sentence = f"{told} could be paired ({names}), but every place is taken"
    sentence += f" by {holders}." if holders else "."
    remedy = f"One more place with {names} would be enough for one more mentee."
    return "places_gone", sentence + rivals, remedy


def _rivals(here: _Round, i: int, eligible: Sequence[int]) -> str:
    """This will name the group that shares too few places: whoever could be moved can only go to full mentors."""
    mentees, mentors, queue = {i}, set(eligible), list(eligible)
    while queue and len(mentors) <= MOST_RIVALS:
        for k in here.seated.get(queue.pop(), ()):
            if k not in mentees and k not in here.pinned:
                mentees.add(k)
                further = set(np.nonzero(here.scores[k] >= 0)[0].tolist()) - mentors
                mentors |= further
                queue += further
    if len(mentors) > MOST_RIVALS:
        return " A mentor for one more would leave somebody else without."
    return (
        f" {_words.counted(len(mentees), 'mentee')} can only go to {_words.counted(len(mentors), 'mentor')} with"
        f" {_words.counted(len(mentees) - 1, 'place')} in all, so a mentor for one more would leave somebody else without."
    )


def _nearest(here: _Round, i: int, mentee: Mentee, bits: _rules.Bits) -> tuple[Near, ...]:
    """This will give the mentors who came closest, none of them closed by a private rule."""
    facts = here.compiled.facts
    open_scores = _scoring.sum_of_parts(facts, i, i + 1, without="wishes")[0]
    broken = np.bitwise_count(bits)
    order = np.lexsort((here.by_key, -open_scores, broken))
    shown = (bits[order] & _rules.PRIVATE) == 0
    near: list[Near] = []
    for j in order[shown].tolist():
        key = facts.market.mentors[j].key
        if len(near) == NEAREST:
            break
        if key != mentee.key:
            near.append(Near(mentor=key, why=_why(here, j, int(bits[j]))))
    return tuple(near)


def _why(here: _Round, j: int, broken: int) -> str:
    if broken:
        return f"Closed by {_words.joined([_words.named_rule(rule) for rule in _rules.open_rules(broken)])}."
    if j in here.seated:
        return f"The place is with {here.words.names_of(here.holders([j]))}."
    return "The place went to a pair that scores higher."

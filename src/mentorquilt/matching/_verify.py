"""An outcome checked from scratch: scores, rules, places, reasons, totals and the proof.

Here: everything is computed again from market and policy and compared, its sentences too unless it was told in the
words of another version. Nothing is taken from the solver; the proof is checked by ``_proof`` with sums and
comparisons only.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from mentorquilt.matching import _greedy, _problems, _proof, _round, _scoring, _words
from mentorquilt.matching._facts import Facts, Ints
from mentorquilt.matching._market import Market
from mentorquilt.matching._outcome import Outcome, Pair, Refused, Unmatched, Verdict
from mentorquilt.matching._policy import Policy
from mentorquilt.matching._round import NOBODY, Undecided
from mentorquilt.matching._scoring import Compiled, Scores

Told = TypeVar("Told", Pair, Unmatched)


def verify(market: Market, policy: Policy, outcome: Outcome) -> Verdict:
    """This will check an outcome over every eligible pair; ``ok`` only if everything in it is right."""
    try:
        compiled = _problems.refuse(market, policy)
    except Refused as refused:
        return Verdict(ok=False, sentences=tuple(problem.message for problem in refused.problems))
    wrong = _people(compiled.facts, outcome)
    if wrong:
        return Verdict(ok=False, sentences=tuple(wrong))
    scores = _scoring.score_all(compiled, None, lambda done, total: None)
    rest = _round.undecided(compiled, scores)
    mate = _mates(compiled.facts, outcome)
    wrong = [
        *_seats(compiled, scores, rest, mate),
        *_contents(compiled, scores, rest, mate, outcome),
        *_claims(compiled, rest, mate, outcome),
    ]
    return Verdict(ok=not wrong, sentences=tuple(wrong) or _good(compiled, outcome))


def _people(facts: Facts, outcome: Outcome) -> list[str]:
    """This will check that the outcome is about the people of this market, each mentee once."""
    named = [pair.mentee for pair in outcome.pairs] + [person.mentee for person in outcome.unmatched]
    strangers = sorted({key for key in named if key not in facts.mentee_at})
    strangers += sorted({pair.mentor for pair in outcome.pairs if pair.mentor not in facts.mentor_at})
    if strangers:
        return [f"Not in this round: {_words.joined(strangers)}."]
    twice = sorted(key for key, count in Counter(named).items() if count > 1)
    if twice:
        return [f"Named more than once: {_words.joined(twice)}."]
    forgotten = [key for key in facts.mentee_at if key not in set(named)]
    return [f"Neither paired nor named as left out: {_words.joined(forgotten)}."] if forgotten else []


def _mates(facts: Facts, outcome: Outcome) -> Ints:
    mate = np.full(len(facts.market.mentees), NOBODY, np.int64)
    for pair in outcome.pairs:
        mate[facts.mentee_at[pair.mentee]] = facts.mentor_at[pair.mentor]
    return mate


def _seats(compiled: Compiled, scores: Scores, rest: Undecided, mate: Ints) -> list[str]:
    """This will check rules, pins and places."""
    market, found = compiled.facts.market, []
    for i in np.nonzero(mate >= 0)[0].tolist():
        if scores[i, mate[i]] < 0:
            mentee, mentor = market.mentees[i].key, market.mentors[mate[i]].key
            rule = _words.named_rule(_scoring.rule_of_pair(compiled, mentee, mentor))
            found.append(f"The pair of {mentee} and {mentor} is closed by {rule}.")
    moved = [
        market.mentees[i].key for i in np.nonzero((rest.pinned >= 0) & (rest.pinned != mate))[0].tolist()
    ]
    if moved:
        found.append(f"A pin was not kept: {_words.joined(moved)}.")
    load = np.bincount(mate[rest.rows][mate[rest.rows] >= 0], minlength=rest.task.places.size)
    over = [market.mentors[j].key for j in np.nonzero(load > rest.task.places)[0].tolist()]
    if over:
        found.append(f"More mentees than places: {_words.joined(over)}.")
    return found


def _contents(compiled: Compiled, scores: Scores, rest: Undecided, mate: Ints, outcome: Outcome) -> list[str]:
    """This will make everything that is shown again and compare it."""
    fresh = _round.assemble(
        compiled,
        scores,
        mate,
        certificate=outcome.certificate,
        floor=outcome.floor,
        greedy=_greedy.totals(scores, rest),
    )
    found = []
    as_said = _same if outcome.wording == _words.WORDING else _wordless
    shown = {pair.mentee: pair for pair in outcome.pairs}
    for pair in fresh.pairs:
        other = shown[pair.mentee]
        if (pair.score, pair.parts) != (other.score, other.parts):
            found.append(f"The score of {pair.mentee} and {pair.mentor} is {pair.score}, not {other.score}.")
        elif as_said(pair) != as_said(other):
            found.append(f"What is said about {pair.mentee} and {pair.mentor} is not what their facts say.")
    if _left_out(fresh.unmatched, as_said) != _left_out(outcome.unmatched, as_said):
        found.append("The reasons of those left out are not what the facts say.")
    for name, what in (
        ("reserve", "list of mentors in reserve"),
        ("total", "total"),
        ("greedy_total", "total of pairing one by one"),
        ("greedy_matched", "number of pairs of pairing one by one"),
        ("least", "lowest score"),
        ("eligible_pairs", "number of eligible pairs"),
    ):
        if getattr(fresh, name) != getattr(outcome, name):
            found.append(f"The {what} is {getattr(fresh, name)}, not {getattr(outcome, name)}.")
    return found


def _same(told: Told) -> Told:
    """This will give what is told as it stands, sentences and all."""
    return told


def _wordless(told: Told) -> Told:
    """This will give what is told without its sentences: a better wording makes no older result wrong."""
    if isinstance(told, Unmatched):
        nearest = tuple(replace(near, why="") for near in told.nearest)
        return replace(told, sentence="", remedy="", nearest=nearest)
    met, unmet = (tuple(replace(reason, sentence="") for reason in side) for side in (told.met, told.unmet))
    return replace(told, met=met, unmet=unmet)


def _left_out(unmatched: Iterable[Unmatched], as_said: Callable[[Unmatched], Unmatched]) -> list[Unmatched]:
    """This will give who is left out and why, in one order."""
    return sorted((as_said(each) for each in unmatched), key=lambda each: each.mentee)


def _claims(compiled: Compiled, rest: Undecided, mate: Ints, outcome: Outcome) -> list[str]:
    """This will check the proof, or that none is claimed."""
    if not outcome.proved:
        return (
            []
            if outcome.certificate is None
            else ["There is a certificate, but the result is not called proven."]
        )
    if outcome.certificate is None:
        return ["The result is called proven, but there is no certificate."]
    claim = _proof.Claim(
        scores=rest.task.score,
        keys=tuple(compiled.facts.market.mentees[i].key for i in rest.rows.tolist()),
        places=rest.task.places,
        mate=mate[rest.rows],
        floor=outcome.floor,
        raise_floor=compiled.facts.policy.floor,
    )
    return list(_proof.faults(compiled.facts, claim, outcome.certificate))


def _good(compiled: Compiled, outcome: Outcome) -> tuple[str, ...]:
    """This will say in words what was found to be right."""
    pairs, eligible = len(outcome.pairs), outcome.eligible_pairs
    sentences = [
        f"Every rule is kept and every place respected in all {_words.counted(pairs, 'pair')}.",
        f"The parts of every pair add up to its score, and the scores to {outcome.total:,}.",
    ]
    if outcome.wording != _words.WORDING:
        sentences.append("It is told in the words of another version, so its sentences were not compared.")
    if not outcome.proved:
        return (*sentences, "No proof is claimed: another arrangement may be better.")
    sentences.append(
        f"Checked against all {_words.counted(eligible, 'eligible pair')}: no more mentees can have a mentor."
    )
    if compiled.facts.policy.floor and pairs:
        sentences.append(
            f"With as many pairs, no arrangement lifts its weakest pair above {outcome.floor:,}."
        )
    sentences.append("No other such arrangement has a higher total.")
    return tuple(sentences)

"""The points of a pair: whole numbers, one part per criterion, and their sum.

Here: one function per criterion, used alike for a block of all pairs and for single pairs, so that the
parts shown are the parts that were optimized. Not here: rules (``_rules``), the words about a part
(``_words``).
"""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.matching import _rules
from mentorquilt.matching._facts import UNKNOWN, Facts, Ints, Table, compile_facts
from mentorquilt.matching._market import Market
from mentorquilt.matching._outcome import Part
from mentorquilt.matching._policy import CRITERIA, Policy
from mentorquilt.matching._rules import Closings

Points = npt.NDArray[np.int32]
Scores = npt.NDArray[np.int32]

CLOSED_SCORE = -1
FAR_KM = 3_000  # from here on "far" gives all points and "near" none
ENOUGH_MINUTES = 20 * 60  # shared minutes a week that give all points
BLOCK = 128  # mentees scored at a time
WORTH_THREADS = 1_000_000  # pairs from which on threads pay


@dataclass(frozen=True, slots=True)
class Compiled:
    """A market ready to be asked about any pair."""

    facts: Facts
    closings: Closings


def compile_market(market: Market, policy: Policy) -> Compiled:
    """This will prepare a market once for any number of questions."""
    facts = compile_facts(market, policy)
    return Compiled(facts, _rules.compile_closings(facts))


def score_all(compiled: Compiled, executor: Executor | None, tick: Callable[[int, int], None]) -> Scores:
    """This will score every pair, CLOSED_SCORE where a rule closes it; the same for any number of workers."""
    n, m = len(compiled.facts.market.mentees), len(compiled.facts.market.mentors)
    if n == 0 or m == 0:
        return np.zeros((n, m), np.int32)
    blocks = [(first, min(n, first + BLOCK)) for first in range(0, n, BLOCK)]
    if executor is not None:
        return _gather(executor, compiled, blocks, tick)
    if n * m >= WORTH_THREADS:
        with ThreadPoolExecutor() as threads:
            return _gather(threads, compiled, blocks, tick)
    scores = []
    for first, last in blocks:
        scores.append(score_block(compiled, first, last))
        tick(last, n)
    return np.concatenate(scores)


def _gather(
    executor: Executor, compiled: Compiled, blocks: list[tuple[int, int]], tick: Callable[[int, int], None]
) -> Scores:
    waiting = [executor.submit(score_block, compiled, first, last) for first, last in blocks]
    try:
        scores = []
        for (_, last), future in zip(blocks, waiting, strict=True):
            scores.append(future.result())
            tick(last, blocks[-1][1])
    finally:
        for future in waiting:
            future.cancel()
    return np.concatenate(scores)


def score_block(compiled: Compiled, first: int, last: int) -> Scores:
    """This will score the mentees ``first`` to ``last - 1`` with all mentors."""
    facts = compiled.facts
    scores = sum_of_parts(facts, first, last)
    scores[_rules.closed(facts, compiled.closings, first, last) != 0] = CLOSED_SCORE
    return scores


def sum_of_parts(facts: Facts, first: int, last: int, *, without: str = "") -> Scores:
    """This will add up the parts of a block, whether or not a rule closes the pair."""
    mentees = np.arange(first, last)[:, None]
    mentors = np.arange(len(facts.market.mentors))[None, :]
    total = np.zeros((last - first, mentors.size), np.int32)
    for slug in listed(facts.policy):
        if slug == without:
            continue
        for overlap in facts.overlaps.get(slug, ()):
            total += overlap.block(first, last)
        if slug in _POINTS:
            total += _POINTS[slug](facts, mentees, mentors).astype(np.int32)
    return total


def parts_of(facts: Facts, mentees: Ints, mentors: Ints) -> dict[str, Points]:
    """This will give the points of the listed pairs by criterion, in the order of CRITERIA."""
    parts = {}
    for slug in listed(facts.policy):
        points = np.zeros(mentees.size, np.int32)
        for overlap in facts.overlaps.get(slug, ()):
            points += overlap.pairs(mentees, mentors)
        if slug in _POINTS:
            points += _POINTS[slug](facts, mentees, mentors).astype(np.int32)
        parts[slug] = points
    return parts


def listed(policy: Policy) -> list[str]:
    """This will give the criteria that a part is listed for: those with a weight, and always the wishes."""
    return [item.slug for item in CRITERIA if item.slug == "wishes" or getattr(policy.weights, item.slug)]


def rule_of_pair(compiled: Compiled, mentee: str, mentor: str) -> str:
    """This will give the rule that closes one pair, "" if it is eligible; KeyError for an unknown key."""
    i, j = compiled.facts.mentee_at[mentee], compiled.facts.mentor_at[mentor]
    return _rules.shown(int(_rules.closed(compiled.facts, compiled.closings, i, i + 1)[0, j]))


def parts_of_pair(facts: Facts, mentee: str, mentor: str) -> tuple[Part, ...]:
    """This will give the parts of one pair, whether or not a rule closes it; KeyError for an unknown key."""
    i, j = facts.mentee_at[mentee], facts.mentor_at[mentor]
    parts = parts_of(facts, np.array([i], np.int64), np.array([j], np.int64))
    return tuple(Part(slug, int(points[0])) for slug, points in parts.items())


def measured(table: Table, mentees: Ints, mentors: Ints) -> Ints:
    """This will look up kilometers or minutes, UNKNOWN where either side is not known."""
    values: Ints = table.values[table.mentee[mentees], table.mentor[mentors]]
    return values


Maker = Callable[[Facts, Ints, Ints], Ints]


def _specialty(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    """This will give all points for the same specialty, or for another where the mentee prefers that."""
    codes = facts.codes["specialty"]
    ours, theirs = codes.mentee[mentees], codes.mentor[mentors]
    other = facts.traits["prefers_other"].mentee[mentees] > 0
    meets = (ours > 0) & (theirs > 0) & ((ours == theirs) != other)
    return np.where(meets, facts.policy.weights.specialty, 0)


def _subspecialty(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    codes = facts.codes["subspecialty"]
    ours, theirs = codes.mentee[mentees], codes.mentor[mentors]
    return np.where((ours > 0) & (ours == theirs), facts.policy.weights.subspecialty, 0)


def _setting(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    """This will give all points for the same setting and half for two of the similar small ones."""
    weight, codes, small = facts.policy.weights.setting, facts.codes["setting"], facts.traits["small_setting"]
    ours, theirs = codes.mentee[mentees], codes.mentor[mentors]
    half = (small.mentee[mentees] & small.mentor[mentors]) * (weight // 2)
    return np.where((ours > 0) & (ours == theirs), weight, half)


def _hospital(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    """This will give all points for the same hospital size and half for the next one."""
    weight, codes, step = (
        facts.policy.weights.hospital,
        facts.codes["hospital_size"],
        facts.traits["hospital_step"],
    )
    ours, theirs = codes.mentee[mentees], codes.mentor[mentors]
    half = (abs(step.mentee[mentees] - step.mentor[mentors]) == 1) * (weight // 2)
    return np.where((ours > 0) & (ours == theirs), weight, half)


def _distance(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    """This will give points that grow with the distance, or shrink, as wanted; half where it is not known."""
    weight, wants = facts.policy.weights.distance, facts.traits["wants_distance"].mentee[mentees]
    if not wants.any():
        return np.zeros(np.broadcast_shapes(mentees.shape, mentors.shape), np.int64)
    km = measured(facts.kilometers, mentees, mentors)
    far = np.minimum(km, FAR_KM) * weight // FAR_KM
    points = np.where(wants > 0, far, weight - far)
    points = np.where(km == UNKNOWN, weight // 2, points)
    return np.where(wants == 0, 0, points)


def _hours(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    """This will give points for shared waking minutes; half where they are not known."""
    weight = facts.policy.weights.hours
    shared = measured(facts.minutes, mentees, mentors)
    points = np.minimum(shared, ENOUGH_MINUTES) * weight // ENOUGH_MINUTES
    return np.where(shared == UNKNOWN, weight // 2, points)


def _priority(facts: Facts, mentees: Ints, mentors: Ints) -> Ints:
    """This will give all points on every pair of a mentee who was left out before."""
    points = facts.traits["left_out"].mentee[mentees] * facts.policy.weights.priority
    return np.broadcast_to(points, np.broadcast_shapes(mentees.shape, mentors.shape))


_POINTS: dict[str, Maker] = {
    "specialty": _specialty,
    "subspecialty": _subspecialty,
    "setting": _setting,
    "hospital": _hospital,
    "distance": _distance,
    "hours": _hours,
    "priority": _priority,
}

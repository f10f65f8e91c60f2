"""Checking a certificate against every eligible pair, with nothing but sums and comparisons.

Shares no code with the solver: a seating is best when these inequalities hold, whoever found it. Here: the three aims.
Not here: whether scores, rules and words are right (``_verify``).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.matching._facts import Facts, Ints
from mentorquilt.matching._outcome import Certificate
from mentorquilt.matching._scoring import Scores

BLOCK = 256
LARGEST = 1 << 60  # sums of three such numbers still fit into 64 bits
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a certificate is to prove about the mentees outside the pins."""

    scores: Scores  # of the undecided mentees, -1 where closed
    keys: tuple[str, ...]  # their keys
    places: Ints  # left after the pins
    mate: Ints  # their mentors, negative for none
    floor: int
    raise_floor: bool


def faults(facts: Facts, claim: Claim, certificate: Certificate) -> tuple[str, ...]:
    """This will give a sentence for everything the certificate fails to prove; empty when it proves all."""
    mentee_at = {key: at for at, key in enumerate(claim.keys)}
    for keys, known in (
        ([key for key, _ in certificate.profits], mentee_at),
        ([key for key, _ in certificate.prices], facts.mentor_at),
        (certificate.short_mentees, mentee_at),
        (certificate.short_mentors, facts.mentor_at),
        (certificate.floor_mentees, mentee_at),
        (certificate.floor_mentors, facts.mentor_at),
    ):
        if len(set(keys)) != len(keys) or not known.keys() >= set(keys):
            return ("The certificate names people who are not in this round, or names somebody twice.",)
    values = [value for _, value in (*certificate.profits, *certificate.prices)]
    if any(abs(value) > LARGEST for value in (*values, certificate.bonus, claim.floor)):
        return ("The certificate holds a number larger than any score allows.",)
    return (
        *_sum(facts, claim, certificate, mentee_at),
        *_coverage(facts, claim, certificate, mentee_at),
        *_floor(facts, claim, certificate, mentee_at),
    )


def _sum(facts: Facts, claim: Claim, certificate: Certificate, mentee_at: dict[str, int]) -> list[str]:
    """This will check that no other seating of as many mentees, all at or above the floor, has a larger sum."""
    n, m = claim.scores.shape
    profit, price = np.zeros(n, np.int64), np.zeros(m, np.int64)
    for key, value in certificate.profits:
        profit[mentee_at[key]] = value
    for key, value in certificate.prices:
        price[facts.mentor_at[key]] = value
    found = []
    if (profit < 0).any() or (price < 0).any() or certificate.bonus < 0:
        found.append("A profit, a price or the bonus is below zero.")
    beating = 0
    for first in range(0, n, BLOCK):
        block = claim.scores[first : first + BLOCK]
        slack = profit[first : first + BLOCK, None] + price[None, :] - block - certificate.bonus
        beating += int(((slack < 0) & (block >= claim.floor)).sum())
    if beating:
        found.append(f"{beating:,} eligible pairs are worth more than their profit and price.")
    seated = np.nonzero(claim.mate >= 0)[0]
    reached = int(claim.scores[seated, claim.mate[seated]].sum(dtype=np.int64))
    bound = sum(profit.tolist()) + sum(
        a * b for a, b in zip(price.tolist(), claim.places.tolist(), strict=True)
    )
    if reached + certificate.bonus * seated.size != bound:
        found.append("The sum of the pairs is not the sum of profits and prices.")
    return found


def _most(claim: Claim, mentees: Flags, mentors: Flags) -> int:
    """This will give the most pairs possible when ``mentees`` may only go to ``mentors``."""
    return int((~mentees).sum()) + int(claim.places[mentors].sum())


def _strays(claim: Claim, mentees: Flags, mentors: Flags, above: int) -> bool:
    """This will tell whether one of ``mentees`` has a pair scoring over ``above`` outside ``mentors``."""
    return bool((claim.scores[mentees][:, ~mentors] > above).any())


def _coverage(facts: Facts, claim: Claim, certificate: Certificate, mentee_at: dict[str, int]) -> list[str]:
    mentees = _flags(certificate.short_mentees, mentee_at, len(claim.keys))
    mentors = _flags(certificate.short_mentors, facts.mentor_at, claim.places.size)
    reached = int((claim.mate >= 0).sum())
    if _strays(claim, mentees, mentors, -1) or reached != _most(claim, mentees, mentors):
        return ["It is not proven that no more mentees can have a mentor."]
    return []


def _floor(facts: Facts, claim: Claim, certificate: Certificate, mentee_at: dict[str, int]) -> list[str]:
    seated = np.nonzero(claim.mate >= 0)[0]
    if not claim.raise_floor or not seated.size:
        return [] if claim.floor == 0 else ["A floor is named where none was asked for."]
    if (claim.scores[seated, claim.mate[seated]] < claim.floor).any():
        return ["A pair scores less than the floor."]
    mentees = _flags(certificate.floor_mentees, mentee_at, len(claim.keys))
    mentors = _flags(certificate.floor_mentors, facts.mentor_at, claim.places.size)
    if _strays(claim, mentees, mentors, claim.floor) or seated.size <= _most(claim, mentees, mentors):
        return ["It is not proven that no arrangement with as many pairs has a higher floor."]
    return []


def _flags(keys: tuple[str, ...], at: dict[str, int], size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[[at[key] for key in keys]] = True
    return flags

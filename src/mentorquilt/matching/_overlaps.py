"""What two people share, weighted: topics, niche terms, phrases, types, groups, wishes.

Here: lists of elements turned into integer tables for the overlap kernel. Rarer elements weigh more,
counted over this very market. Not here: which criteria there are and what they are worth (``_facts``,
``_scoring``).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np
import numpy.typing as npt

from mentorquilt.matching import _kernels as kernels
from mentorquilt.matching import _rarity, _text
from mentorquilt.matching._market import Market

Ints = npt.NDArray[np.int64]
Points = npt.NDArray[np.int32]

COMMON = 16  # what an element weighs that everybody has; each halving adds as much again
RARE_ENOUGH = 2  # a term that only two people name gives all points by itself
WORDS_FACTOR = 2  # texts half alike give all points: nobody writes the same need twice


@dataclass(frozen=True, slots=True)
class Overlap:
    """Points for shared elements: ``factor * sum(weight * value) // (full * size)``, at most ``cap``."""

    ptr: Ints
    element: Ints
    weight: Ints
    eptr: Ints
    mentor: Ints
    value: Ints
    full: Ints
    size: Ints
    factor: int
    cap: int

    def block(self, first: int, last: int) -> Points:
        """This will give the points of the mentees ``first`` to ``last - 1`` with all mentors."""
        out = np.zeros((last - first, self.size.size), np.int32)
        if self.element.size and self.mentor.size:
            kernels.overlap_block(first, *self._tables(), out)
        return out

    def pairs(self, mentees: Ints, mentors: Ints) -> Points:
        """This will give the points of the listed pairs."""
        out = np.zeros(mentees.size, np.int32)
        if self.element.size and self.mentor.size:
            kernels.overlap_pairs(mentees, mentors, *self._tables(), out)
        return out

    def _tables(self) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints, Ints, Ints, int, int]:
        return (
            self.ptr, self.element, self.weight, self.eptr, self.mentor, self.value, self.full, self.size,
            self.factor, self.cap,
        )  # fmt: skip


Weighed = Mapping[str, int]


def build(
    mentees: Sequence[Weighed],
    mentors: Sequence[Weighed],
    *,
    factor: int,
    cap: int,
    full: Sequence[int] | None = None,
    size: Sequence[int] | None = None,
) -> Overlap:
    """This will turn per-person weights by element into tables; elements that one side lacks are dropped."""
    sought = {element for wanted in mentees for element in wanted}
    number: dict[str, int] = {}
    for offered in mentors:
        for name in offered:
            if name in sought:
                number.setdefault(name, len(number))
    ptr, element, weight = _rows(mentees, number)
    offers: list[list[tuple[int, int]]] = [[] for _ in number]
    for j, offered in enumerate(mentors):
        for name, value in offered.items():
            if name in number:
                offers[number[name]].append((j, value))
    flat = [pair for listed in offers for pair in listed]
    eptr = np.zeros(len(number) + 1, np.int64)
    np.cumsum([len(listed) for listed in offers], out=eptr[1:])
    mentor, value_of = np.array(flat, np.int64).reshape(-1, 2).T.copy()
    ones = np.ones(len(mentors), np.int64)
    return Overlap(
        ptr, element, weight, eptr, mentor, value_of,
        np.array([max(1, sum(wanted.values())) for wanted in mentees] if full is None else full, np.int64),
        ones if size is None else np.array(size, np.int64),
        factor, cap,
    )  # fmt: skip


def _rows(mentees: Sequence[Weighed], number: Mapping[str, int]) -> tuple[Ints, Ints, Ints]:
    ptr = np.zeros(len(mentees) + 1, np.int64)
    element: list[int] = []
    weight: list[int] = []
    for i, wanted in enumerate(mentees):
        for name, heft in wanted.items():
            if name in number:
                element.append(number[name])
                weight.append(heft)
        ptr[i + 1] = len(element)
    return ptr, np.array(element, np.int64), np.array(weight, np.int64)


def shares(wanted: Sequence[Collection[str]], offered: Sequence[Collection[str]], points: int) -> Overlap:
    """This will give the share of what a mentee wants that a mentor offers; rarer wants weigh more."""
    hefts = _hefts(wanted, offered)
    rows = [{name: hefts[name] for name in dict.fromkeys(names)} for names in wanted]
    return build(rows, [dict.fromkeys(names, 1) for names in offered], factor=points, cap=points)


def any_shared(ours: Sequence[Iterable[str]], theirs: Sequence[Iterable[str]], points: int) -> Overlap:
    """This will give all points for one element in common."""
    return build(
        [dict.fromkeys(names, 1) for names in ours],
        [dict.fromkeys(names, 1) for names in theirs],
        factor=points,
        cap=points,
        full=[1] * len(ours),
    )


def terms(wanted: Sequence[Collection[str]], offered: Sequence[Collection[str]], points: int) -> Overlap:
    """This will give points for shared niche terms: one rare term alone gives all, one common term few."""
    hefts = _hefts(wanted, offered)
    people = sum(bool(names) for names in (*wanted, *offered))
    enough = COMMON + _rarity.rarity(RARE_ENOUGH, max(people, RARE_ENOUGH))
    rows = [{name: hefts[name] for name in dict.fromkeys(names)} for names in wanted]
    full = [max(enough, sum(row.values())) for row in rows]
    return build(rows, [dict.fromkeys(names, 1) for names in offered], factor=points, cap=points, full=full)


def _hefts(wanted: Sequence[Collection[str]], offered: Sequence[Collection[str]]) -> dict[str, int]:
    """This will weigh each element by how few people name it, among those who name any."""
    held = Counter(name for names in (*wanted, *offered) for name in set(names))
    people = sum(bool(names) for names in (*wanted, *offered))
    return {name: COMMON + _rarity.rarity(count, people) for name, count in held.items()}


def words(ours: Sequence[str], theirs: Sequence[str], points: int) -> Overlap:
    """This will give points for phrases in common (TF-IDF and cosine, in whole numbers)."""
    counts = [Counter(phrase.key for phrase in _text.phrases(text)) for text in (*ours, *theirs)]
    held = Counter(key for found in counts for key in found)
    people = sum(1 for found in counts if found)
    hefts = {
        key: _rarity.rarity(count, people + 2)
        for key, count in held.items()
        if count > 1 or " " not in key  # a pair of words that nobody else wrote says nothing about likeness
    }
    vectors = [
        {
            key: hefts[key] * _rarity.emphasis(count) // COMMON
            for key, count in found.items()
            if hefts.get(key)
        }
        for found in counts
    ]
    lengths = [isqrt(sum(value * value for value in vector.values())) + 1 for vector in vectors]
    n = len(ours)
    return build(
        vectors[:n],
        vectors[n:],
        factor=WORDS_FACTOR * points,
        cap=points,
        full=lengths[:n],
        size=lengths[n:],
    )


def term_keys(market: Market) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """This will give the niche terms of both sides; a mentor also has those that stand in his text."""
    wanted = [_keys(mentee.terms) for mentee in market.mentees]
    by_first: dict[str, set[str]] = {}
    for key in {key for keys in wanted for key in keys}:
        by_first.setdefault(key.split(" ", 1)[0], set()).add(key)
    offered = [
        tuple(dict.fromkeys((*_keys(mentor.terms), *sorted(_text.terms_in(mentor.text, by_first)))))
        for mentor in market.mentors
    ]
    return wanted, offered


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in map(_text.term_key, names) if key))

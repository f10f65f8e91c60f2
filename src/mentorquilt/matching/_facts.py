"""A market as integer tables, ready to be scored and ruled upon row by row.

Here: codes for what is compared, and small tables for what is measured (kilometers, shared minutes). Not
here: points (``_scoring``), rules (``_rules``), the tables of shared things (``_overlaps``).
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mentorquilt.matching import _kernels as kernels
from mentorquilt.matching import _overlaps, _places
from mentorquilt.matching._market import Market, Mentee, Person
from mentorquilt.matching._overlaps import Overlap
from mentorquilt.matching._policy import Policy

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

K = TypeVar("K", bound=Hashable)

UNKNOWN = -1
MENTEE_RANK, MENTOR_RANK, BACKGROUND = 50, 30, 20  # shares of "wishes of both", in percent
RANKS = 8  # the first wish counts 8 eighths, the eighth and later ones 1


@dataclass(frozen=True, slots=True)
class Codes:
    """One compared fact: a small number per person, 0 where it is not known."""

    mentee: Ints
    mentor: Ints


@dataclass(frozen=True, slots=True)
class Table:
    """A measure between two short lists of distinct things; UNKNOWN where either side is not known."""

    mentee: Ints  # line of the table for each mentee
    mentor: Ints  # column for each mentor
    values: Ints


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one market and policy that scoring, rules and words look up."""

    market: Market
    policy: Policy
    mentee_at: dict[str, int]
    mentor_at: dict[str, int]
    codes: dict[str, Codes]
    overlaps: dict[str, tuple[Overlap, ...]]  # by criterion
    traits: dict[str, Codes]
    kilometers: Table
    minutes: Table
    mentee_word: Words
    mentor_word: Words
    places: Ints


def compile_facts(market: Market, policy: Policy) -> Facts:
    """This will turn a market into tables; it looks at each person once and at no pair."""
    return Facts(
        market=market,
        policy=policy,
        mentee_at={mentee.key: at for at, mentee in enumerate(market.mentees)},
        mentor_at={mentor.key: at for at, mentor in enumerate(market.mentors)},
        codes={name: _codes(market, name) for name in CODED},
        overlaps=_overlaps_of(market, policy),
        traits=_traits(market),
        kilometers=_kilometers(market),
        minutes=_minutes(market),
        mentee_word=_tie_words(market.mentees, policy.seed, "mentee"),
        mentor_word=_tie_words(market.mentors, policy.seed, "mentor"),
        places=np.array([places_of(market, policy, mentor.places) for mentor in market.mentors], np.int64),
    )


def places_of(market: Market, policy: Policy, places: int) -> int:
    """This will give a mentor's places under the program's cap, and no more than there are mentees."""
    most = policy.max_places_per_mentor or len(market.mentees)
    return max(0, min(places, most, len(market.mentees)))


CODED = ("specialty", "subspecialty", "setting", "hospital_size", "city", "region", "country")


def _codes(market: Market, name: str) -> Codes:
    number: dict[str, int] = {"": 0}
    sides = [
        np.array([number.setdefault(getattr(person, name), len(number)) for person in people], np.int64)
        for people in (market.mentees, market.mentors)
    ]
    return Codes(sides[0], sides[1])


SIMILAR_SETTINGS = frozenset({"community", "small_hospital", "rural"})
HOSPITAL_SIZES = ("under_50", "50_199", "200_499", "500_plus")
NO_SIZE = -9  # more than one step away from any size
WANTS = {"far": 1, "near": -1}


def _traits(market: Market) -> dict[str, Codes]:
    """This will give small numbers that are not compared for equality; mentee-only ones are 0 for mentors."""
    mentees, mentors = market.mentees, market.mentors
    size = {slug: at for at, slug in enumerate(HOSPITAL_SIZES)}

    def both(of: Callable[[Person], int]) -> Codes:
        return Codes(
            *(np.array([of(person) for person in people], np.int64) for people in (mentees, mentors))
        )

    def ours(of: Callable[[Mentee], int]) -> Codes:
        return Codes(np.array([of(mentee) for mentee in mentees], np.int64), np.zeros(len(mentors), np.int64))

    return {
        "small_setting": both(lambda person: int(person.setting in SIMILAR_SETTINGS)),
        "hospital_step": both(lambda person: size.get(person.hospital_size, NO_SIZE)),
        "prefers_other": ours(lambda mentee: int(mentee.other_specialty == "prefer_other")),
        "only_same": ours(lambda mentee: int(mentee.other_specialty == "only_same")),
        "wants_distance": ours(lambda mentee: WANTS.get(mentee.wants_distance, 0)),
        "left_out": ours(lambda mentee: int(mentee.left_out_before > 0)),
    }


def _overlaps_of(market: Market, policy: Policy) -> dict[str, tuple[Overlap, ...]]:
    """This will build the shared things of every criterion that has a weight."""
    mentees, mentors, weights = market.mentees, market.mentors, policy.weights
    every_type = {name for mentee in mentees for name in mentee.wants_types}
    sought_terms, known_terms = _overlaps.term_keys(market) if weights.terms else ([], [])
    found: dict[str, tuple[Overlap, ...]] = {
        "topics": (
            _overlaps.shares(
                [mentee.wants_topics for mentee in mentees],
                [tuple(set(mentor.topics) - set(mentor.refuses_topics)) for mentor in mentors],
                weights.topics,
            ),
        ),
        "done": (
            _overlaps.shares(
                [mentee.needs_done for mentee in mentees],
                [mentor.has_done for mentor in mentors],
                weights.done,
            ),
        ),
        "types": (_typed(market, tuple(sorted(every_type)), weights.types),),
        "groups": (
            _overlaps.any_shared(
                [mentee.groups for mentee in mentees], [mentor.groups for mentor in mentors], weights.groups
            ),
        ),
        "wishes": _wishes(market, weights.wishes),
    }
    if weights.terms:
        found["terms"] = (_overlaps.terms(sought_terms, known_terms, weights.terms),)
    if weights.words:
        ours = [f"{mentee.text}\n{mentee.project}" for mentee in mentees]
        found["words"] = (_overlaps.words(ours, [mentor.text for mentor in mentors], weights.words),)
    return found


def _typed(market: Market, every_type: tuple[str, ...], points: int) -> Overlap:
    """This will count the wanted types a mentor offers, each the same; no types named means all."""
    return _overlaps.build(
        [dict.fromkeys(mentee.wants_types, 1) for mentee in market.mentees],
        [dict.fromkeys(mentor.types or every_type, 1) for mentor in market.mentors],
        factor=points,
        cap=points,
    )


def _wishes(market: Market, points: int) -> tuple[Overlap, ...]:
    """This will fold both sides' ranks and the wishes about background; nothing else reads these fields."""
    mentees, mentors = market.mentees, market.mentors
    own = [{mentor.key: 1} for mentor in mentors]
    by_mentee = [_ranks(mentee.ranked) for mentee in mentees]
    by_mentor = [_ranks(mentor.ranked) for mentor in mentors]
    ones = [100 * RANKS] * len(mentees)
    return (
        _overlaps.build(by_mentee, own, factor=points * MENTEE_RANK, cap=points, full=ones),
        _overlaps.build(
            [{mentee.key: 1} for mentee in mentees],
            by_mentor,
            factor=points * MENTOR_RANK,
            cap=points,
            full=ones,
        ),
        _overlaps.any_shared(
            [mentee.wishes_background for mentee in mentees],
            [mentor.background for mentor in mentors],
            points * BACKGROUND // 100,
        ),
    )


def _ranks(ranked: Iterable[str]) -> dict[str, int]:
    return {key: max(1, RANKS - place) for place, key in reversed(list(enumerate(ranked)))}


def _kilometers(market: Market) -> Table:
    """This will measure each distinct place against each other once."""

    def place(person: Person) -> tuple[int, int] | None:
        if person.latitude is None or person.longitude is None:
            return None
        return _places.micro(person.latitude), _places.micro(person.longitude)

    mentees, ours = _distinct([place(person) for person in market.mentees])
    mentors, theirs = _distinct([place(person) for person in market.mentors])
    values = np.full((len(ours) + 1, len(theirs) + 1), UNKNOWN, np.int64)
    if ours and theirs:
        a, b = (np.array([_places.point(*at) for at in side], np.int64) for side in (ours, theirs))
        inner = np.empty((len(ours), len(theirs)), np.int64)
        scale = float(1 << _places.SCALE_BITS)
        kernels.kilometers(a, b, _places.steps(), float(_places.RADIUS_KM), scale, inner)
        values[:-1, :-1] = inner
    return Table(mentees, mentors, values)


def _minutes(market: Market) -> Table:
    """This will lay each distinct weekly pattern over each other once."""
    mentees, ours = _distinct([person.waking or None for person in market.mentees])
    mentors, theirs = _distinct([person.waking or None for person in market.mentors])
    values = np.full((len(ours) + 1, len(theirs) + 1), UNKNOWN, np.int64)
    if ours and theirs:
        inner = np.empty((len(ours), len(theirs)), np.int64)
        kernels.shared_minutes(*_spans(ours), *_spans(theirs), inner)
        values[:-1, :-1] = inner
    return Table(mentees, mentors, values)


def _spans(patterns: Sequence[tuple[tuple[int, int], ...]]) -> tuple[Ints, Ints]:
    ptr = np.zeros(len(patterns) + 1, np.int64)
    np.cumsum([len(pattern) for pattern in patterns], out=ptr[1:])
    return ptr, np.array([span for pattern in patterns for span in pattern], np.int64).reshape(-1, 2)


def _distinct(things: Sequence[K | None]) -> tuple[Ints, list[K]]:
    """This will number distinct things; what is not known points at the table's last line."""
    number: dict[K, int] = {}
    at = [UNKNOWN if thing is None else number.setdefault(thing, len(number)) for thing in things]
    return np.array(at, np.int64), list(number)


def _tie_words(people: Sequence[Person], seed: int, side: str) -> Words:
    """This will give each person 64 bits from seed and key, so that ties fall alike whatever the order."""
    words = [
        hashlib.blake2b(f"{seed}\0{side}\0{person.key}".encode(), digest_size=8).digest() for person in people
    ]
    return np.frombuffer(b"".join(words), dtype="<u8").astype(np.uint64)

"""The hard rules: which pairs are closed, and by what.

Here: one bit per rule for any block of pairs; a pair is eligible when no bit is set. A lifted rule clears
exactly its own bit of exactly that pair. Not here: the words for a rule (``_policy``, ``_words``).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mentorquilt.matching._facts import UNKNOWN, Facts, Ints
from mentorquilt.matching._market import Market, Person
from mentorquilt.matching._policy import CLOSED, RULES, PlaceRule, Policy, StageRule

Bits = npt.NDArray[np.uint16]

BIT = {rule.slug: 1 << at for at, rule in enumerate(RULES)}
PRIVATE = sum(BIT[rule.slug] for rule in RULES if rule.private)
LIFTABLE = frozenset(rule.slug for rule in RULES if not rule.private) - {"self", "ban"}


@dataclass(frozen=True, slots=True)
class Closings:
    """What closes single pairs: for each mentee, lists of mentors with a rule's bit; and what is lifted."""

    lines: dict[int, list[tuple[list[int], int]]]
    lifted: dict[int, list[tuple[int, int]]]
    mentee_stage: Ints
    mentor_stage: Ints
    unavailable: npt.NDArray[np.bool_]
    languages: tuple[Ints, Ints]  # one column per language, 1 where a person names it


def compile_closings(facts: Facts) -> Closings:
    """This will gather everything the rules need besides the tables of ``facts``."""
    market, policy = facts.market, facts.policy
    lines: dict[int, list[tuple[list[int], int]]] = defaultdict(list)
    _close_listed(facts, lines)
    _close_shared(facts, lines)
    lifted: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mentee, mentor, rule in market.lifted:
        if mentee in facts.mentee_at and mentor in facts.mentor_at and rule in LIFTABLE:
            lifted[facts.mentee_at[mentee]].append((facts.mentor_at[mentor], BIT[rule]))
    return Closings(
        lines=dict(lines),
        lifted=dict(lifted),
        mentee_stage=_stages(market.mentees, policy),
        mentor_stage=_stages(market.mentors, policy),
        unavailable=np.array([bool(mentor.unavailable) for mentor in market.mentors], np.bool_)
        | (facts.places <= 0),
        languages=_languages(market),
    )


def _languages(market: Market) -> tuple[Ints, Ints]:
    known = sorted({name for person in (*market.mentees, *market.mentors) for name in person.languages})
    ours, theirs = (
        np.array([[name in person.languages for name in known] for person in people], np.int64).reshape(
            len(people), len(known)
        )
        for people in (market.mentees, market.mentors)
    )
    return ours, theirs


def _stages(people: Iterable[Person], policy: Policy) -> Ints:
    rank = {slug: at for at, slugs in enumerate(policy.stages) for slug in slugs}
    return np.array([rank.get(person.stage, UNKNOWN) for person in people], np.int64)


def _close_listed(facts: Facts, lines: dict[int, list[tuple[list[int], int]]]) -> None:
    """This will close the pairs that are named one by one."""
    market = facts.market

    def close(mentee: str, mentor: str, rule: str) -> None:
        i, j = facts.mentee_at.get(mentee), facts.mentor_at.get(mentor)
        if i is not None and j is not None:
            lines[i].append(([j], BIT[rule]))

    for key in facts.mentee_at:
        close(key, key, "self")
    for mentee, mentor in market.bans:
        close(mentee, mentor, "ban")
    if facts.policy.bar_earlier:
        for mentee, mentor in market.earlier:
            close(mentee, mentor, "earlier")
    for one, other in market.conflicts:
        close(one, other, "conflict")
        close(other, one, "conflict")
    for mentee, mentor in _shut_out(market):
        close(mentee, mentor, "exclusion")


def _shut_out(market: Market) -> Iterable[tuple[str, str]]:
    """This will give the couples (mentee, mentor) of whom one shuts the other out."""
    yield from ((person.key, other) for person in market.mentees for other in person.excludes_people)
    yield from ((other, person.key) for person in market.mentors for other in person.excludes_people)


def _close_shared(facts: Facts, lines: dict[int, list[tuple[list[int], int]]]) -> None:
    """This will close the pairs that share an institution, a training program or an excluded place."""
    mentors = facts.market.mentors
    institution = _index(mentor.institutions for mentor in mentors)
    training = _index((*mentor.institutions, *mentor.trainings) for mentor in mentors)
    city, region = (
        _index((mentor.city,) for mentor in mentors),
        _index((mentor.region,) for mentor in mentors),
    )
    shut_institution = _index(mentor.excludes_institutions for mentor in mentors)
    shut_city = _index(mentor.excludes_cities for mentor in mentors)
    shut_region = _index(mentor.excludes_regions for mentor in mentors)
    for i, mentee in enumerate(facts.market.mentees):
        tests = [
            (mentee.institutions, shut_institution, "exclusion"),
            ((mentee.city,), shut_city, "exclusion"),
            ((mentee.region,), shut_region, "exclusion"),
            (mentee.excludes_institutions, institution, "exclusion"),
            (mentee.excludes_cities, city, "exclusion"),
            (mentee.excludes_regions, region, "exclusion"),
        ]
        if facts.policy.different_institution:
            tests += [
                (mentee.institutions, institution, "institution"),
                (mentee.trainings, training, "training"),
            ]
        for names, index, rule in tests:
            lines[i] += [(index[name], BIT[rule]) for name in names if name and name in index]


def _index(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, of_one in enumerate(names):
        for name in dict.fromkeys(of_one):
            found[name].append(at)
    return dict(found)


def closed(facts: Facts, closings: Closings, first: int, last: int) -> Bits:
    """This will give the broken rules of the mentees ``first`` to ``last - 1`` with all mentors, as bits."""
    rows = np.arange(first, last)
    bits = np.zeros((rows.size, len(facts.market.mentors)), np.uint16)
    bits[:, closings.unavailable] |= np.uint16(BIT["unavailable"])
    for rule, broken in (
        ("stage", _stage(facts.policy, closings, rows)),
        ("place", _place(facts, rows)),
        ("specialty", _specialty(facts, rows)),
        ("language", _language(facts, closings, rows)),
        ("hours", _hours(facts, rows)),
        ("types", _types(facts, rows)),
    ):
        if broken is not None:
            bits |= broken.astype(np.uint16) * np.uint16(BIT[rule])
    for at, i in enumerate(rows.tolist()):
        for mentors, bit in closings.lines.get(i, ()):
            bits[at, mentors] |= np.uint16(bit)
        for mentor, bit in closings.lifted.get(i, ()):
            bits[at, mentor] &= ~np.uint16(bit)
    return bits


Broken = npt.NDArray[np.bool_]


def _stage(policy: Policy, closings: Closings, rows: Ints) -> Broken | None:
    """This will close where the mentor is not later, or not mid or late; an unknown stage cannot fit."""
    if policy.stage_rule == StageRule.ANY:
        return None
    mentee, mentor = closings.mentee_stage[rows, None], closings.mentor_stage[None, :]
    broken: Broken = (mentee < 0) | (mentor < 0) | (mentor <= mentee)
    if policy.stage_rule == StageRule.MID_OR_LATE:
        broken |= mentor < rank_of_mid(policy)
    return broken


def rank_of_mid(policy: Policy) -> int:
    """This will give the rank from which on a stage counts as mid or late; 0 when the ladder has no "mid"."""
    return next((at for at, slugs in enumerate(policy.stages) if "mid" in slugs), 0)


def _place(facts: Facts, rows: Ints) -> Broken | None:
    """This will close where the two are not known to be in different places, as far apart as is asked."""
    rule = facts.policy.place_rule
    if rule == PlaceRule.NONE or (rule == PlaceRule.DISTANCE and facts.policy.min_distance_km <= 0):
        return None
    if rule == PlaceRule.DISTANCE:
        km = facts.kilometers.values[facts.kilometers.mentee[rows, None], facts.kilometers.mentor[None, :]]
        return np.asarray(km < facts.policy.min_distance_km, np.bool_)
    levels = ("country", "region", "city")
    apart = np.zeros((rows.size, facts.places.size), np.bool_)
    for level in levels[: levels.index(rule.value) + 1]:
        ours, theirs = facts.codes[level].mentee[rows, None], facts.codes[level].mentor[None, :]
        apart |= (ours != theirs) & (ours > 0) & (theirs > 0)
    return ~apart


def _specialty(facts: Facts, rows: Ints) -> Broken | None:
    """This will close other specialties for a mentee who asks for her own only."""
    only = facts.traits["only_same"].mentee[rows] > 0
    if not only.any():
        return None
    ours, theirs = facts.codes["specialty"].mentee[rows, None], facts.codes["specialty"].mentor[None, :]
    return np.asarray(only[:, None] & (ours > 0) & (ours != theirs), np.bool_)


def _language(facts: Facts, closings: Closings, rows: Ints) -> Broken | None:
    """This will close where both name their languages and none is in common."""
    if not facts.policy.language_in_common:
        return None
    ours, theirs = closings.languages[0][rows], closings.languages[1]
    named = (ours.sum(axis=1) > 0)[:, None] & (theirs.sum(axis=1) > 0)[None, :]
    return np.asarray(named & (ours @ theirs.T == 0), np.bool_)


def _hours(facts: Facts, rows: Ints) -> Broken | None:
    """This will close where too few waking hours are shared; unknown hours pass."""
    if facts.policy.min_shared_minutes <= 0:
        return None
    shared = facts.minutes.values[facts.minutes.mentee[rows, None], facts.minutes.mentor[None, :]]
    broken: Broken = (shared != UNKNOWN) & (shared < facts.policy.min_shared_minutes)
    return broken


def _types(facts: Facts, rows: Ints) -> Broken | None:
    """This will close where the mentor names his types and none of them is wanted."""
    if not facts.policy.types_must_meet:
        return None
    offered = [frozenset(mentor.types) for mentor in facts.market.mentors]
    wanted = {facts.market.mentees[i].wants_types for i in rows.tolist()}
    lines = {
        types: np.array([bool(types and other) and other.isdisjoint(types) for other in offered], np.bool_)
        for types in wanted
    }
    return np.array([lines[facts.market.mentees[i].wants_types] for i in rows.tolist()], np.bool_)


def shown(bits: int) -> str:
    """This will give the one rule to name for a closed pair: an open one if any, else "closed"; "" if eligible."""
    for rule in RULES:
        if bits & BIT[rule.slug]:
            return CLOSED if rule.private else rule.slug
    return ""


def open_rules(bits: int) -> tuple[str, ...]:
    """This will give every open rule that closes a pair."""
    return tuple(rule.slug for rule in RULES if not rule.private and bits & BIT[rule.slug])

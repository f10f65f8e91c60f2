"""What a program asks of a pair: hard rules, weights, aims.

Here: the policy and the two public lists of criteria and rules, with the plain words for each.
Not here: how a criterion is counted (``_scoring``) and how a rule is tested (``_rules``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from mentorquilt.matching import _codec

MAX_WEIGHT = 1000


class PlaceRule(StrEnum):
    """How far apart the two must work."""

    NONE = "none"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    DISTANCE = "distance"


class StageRule(StrEnum):
    """How the mentor's career stage must compare with the mentee's."""

    ANY = "any"
    LATER = "later"
    MID_OR_LATE = "mid_or_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The most points each criterion can give, 0 to 1000; 0 leaves the criterion out."""

    specialty: int = 300
    subspecialty: int = 200
    topics: int = 250
    terms: int = 200
    words: int = 150
    types: int = 150
    setting: int = 80
    hospital: int = 60
    done: int = 120
    distance: int = 60
    hours: int = 90
    groups: int = 40
    wishes: int = 200
    priority: int = 120


STAGES: tuple[tuple[str, ...], ...] = (
    ("student",),
    ("resident",),
    ("fellow",),
    ("early",),
    ("mid",),
    ("late", "retired"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The choices of one program for one round."""

    weights: Weights = field(default_factory=Weights)
    stage_rule: StageRule = StageRule.LATER
    stages: tuple[tuple[str, ...], ...] = STAGES  # first to last; slugs in one group share a rank
    place_rule: PlaceRule = PlaceRule.NONE
    min_distance_km: int = 0
    different_institution: bool = True
    language_in_common: bool = False
    bar_earlier: bool = True
    min_shared_minutes: int = 0  # per week; 0 = off; unknown hours pass
    types_must_meet: bool = False
    floor: bool = True  # raise the weakest pair before the sum
    max_places_per_mentor: int = 0  # the program's cap; 0 = none
    seed: int = 0

    def __post_init__(self) -> None:
        """This will accept plain slugs for the two rules."""
        object.__setattr__(self, "stage_rule", StageRule(self.stage_rule))
        object.__setattr__(self, "place_rule", PlaceRule(self.place_rule))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that counts by weight."""

    slug: str
    weight: int
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold."""

    slug: str
    label: str
    sentence: str
    private: bool = False


_DEFAULT = Weights()

CRITERIA: tuple[Criterion, ...] = tuple(
    Criterion(slug, getattr(_DEFAULT, slug), label, sentence)
    for slug, label, sentence in (
        (
            "specialty",
            "Specialty",
            "Both work in the same specialty, or in different ones where the mentee asks for that.",
        ),
        ("subspecialty", "Subspecialty", "Both work in the same subspecialty."),
        ("topics", "Topics", "The mentor takes the topics the mentee asks for; rare topics weigh more."),
        (
            "terms",
            "Niche terms",
            "Both name the same niche term; a rare shared term weighs more than a common one.",
        ),
        ("words", "Own words", "What the mentee wrote meets what the mentor wrote, phrase by phrase."),
        ("types", "Mentor types", "The mentor offers the types of mentoring the mentee wants."),
        ("setting", "Practice setting", "Both practice in the same or a similar setting."),
        ("hospital", "Hospital size", "Both work in hospitals of the same or a similar size."),
        ("done", "Has done this", "The mentor has done what the mentee sets out to do."),
        ("distance", "Distance", "The distance suits a mentee who wants a far or a near mentor."),
        (
            "hours",
            "Shared waking hours",
            "Both are awake and free at the same time; twenty hours a week give all points.",
        ),
        ("groups", "Shared groups", "Both belong to the same special-interest group."),
        ("wishes", "Wishes of both", "What both sides wished for, kept private."),
        ("priority", "Left out before", "The mentee was left without a mentor last time."),
    )
)

RULES: tuple[Rule, ...] = (
    Rule("self", "Same person", "Nobody is paired with themselves."),
    Rule("unavailable", "Not available", "The mentor is paused, full, not willing or away."),
    Rule("ban", "Kept apart", "The coordinator has set this pair aside."),
    Rule("stage", "Career stage", "The mentor's career stage must fit the program's rule."),
    Rule("institution", "Same institution", "The two must not work at the same institution."),
    Rule("training", "Training program", "The mentor must not come from the mentee's training program."),
    Rule("place", "Same place", "The two must work in different places, as far apart as the program asks."),
    Rule("specialty", "Specialty", "The mentee asks for a mentor of the same specialty only."),
    Rule("language", "Language", "The two must have a language in common."),
    Rule("earlier", "Earlier pair", "The two are or were a pair."),
    Rule("hours", "Shared hours", "The two must share enough waking hours."),
    Rule("types", "Mentor types", "The mentor must offer a type of mentoring the mentee wants."),
    Rule("conflict", "Closed", "Closed by a rule that is not shown.", private=True),
    Rule("exclusion", "Closed", "Closed by a rule that is not shown.", private=True),
)

CLOSED = "closed"  # the one slug under which every private rule surfaces


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """This will give the policy as dicts, lists and scalars, ready for ``json.dumps``."""
    return cast(dict[str, Any], _codec.to_json(policy))


def policy_from_json(data: str | bytes | Mapping[str, Any]) -> Policy:
    """This will rebuild a policy from ``policy_to_json``'s value or its text, or raise ValueError."""
    return _codec.from_json(Policy, data)

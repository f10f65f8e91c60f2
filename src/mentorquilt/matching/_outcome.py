"""What a round gives back: pairs with reasons, people left out with reasons, and the proof.

Here: the values and their JSON.
Not here: how they are found (``_solve``), worded (``_words``) or checked (``_verify``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mentorquilt.matching import _codec


class Cancelled(Exception):
    """Raised by ``solve`` when its ``cancelled`` callable says so."""


@dataclass(frozen=True, slots=True)
class Part:
    """The points one criterion gives to one pair."""

    criterion: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing a pair meets or does not meet, with the slugs or phrases it is about."""

    slug: str
    values: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()  # for shared phrases: the mentor's own words for each value
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One proposal; ``parts`` add up to ``score``."""

    mentee: str
    mentor: str
    type: str = ""
    score: int
    parts: tuple[Part, ...]
    met: tuple[Reason, ...] = ()
    unmet: tuple[Reason, ...] = ()
    distance_km: int | None = None
    shared_minutes: int | None = None  # per week
    same_city: bool = False
    same_region: bool = False
    same_country: bool = False
    pinned: bool = False
    notes: tuple[str, ...] = ()  # slugs of NOTES, things to look at


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A mentor who came close, and what stood between."""

    mentor: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A mentee without a mentor: why, from open facts only, and what would change it."""

    mentee: str
    reason: str
    sentence: str
    remedy: str
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The proof of the three aims, over every eligible pair outside the pins.

    Sum: ``score + bonus <= profit + price`` for every eligible pair at or above the floor, and the
    profits plus the prices of all places minus the bonus of every pair equal the sum. Coverage:
    ``short_mentees`` may only go to ``short_mentors``, whose places are too few. Floor: above it,
    ``floor_mentees`` may only go to ``floor_mentors``, whose places are too few.
    """

    profits: tuple[tuple[str, int], ...] = ()  # by mentee key, zeros left out
    prices: tuple[tuple[str, int], ...] = ()  # by mentor key, zeros left out
    bonus: int = 0
    short_mentees: tuple[str, ...] = ()
    short_mentors: tuple[str, ...] = ()
    floor_mentees: tuple[str, ...] = ()
    floor_mentors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one round, in the order of the market's mentees."""

    pairs: tuple[Pair, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    reserve: tuple[str, ...] = ()  # mentor keys without a pair
    total: int = 0
    proved: bool = False
    certificate: Certificate | None = None
    greedy_total: int = 0
    greedy_matched: int = 0
    least: int = 0  # the lowest score among the pairs
    floor: int = 0  # no pair outside the pins scores less
    eligible_pairs: int = 0
    wording: str = ""  # which version of the sentences this result was told in
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something about the market or policy that a person should mend; a blocking one stops ``solve``."""

    slug: str
    people: tuple[str, ...] = ()
    message: str = ""
    fix: str = ""
    blocking: bool = False


class Refused(ValueError):
    """Raised by ``solve`` and ``greedy`` when a problem is blocking; ``problems`` carries all such."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """This will keep the problems and say the first one."""
        super().__init__(" ".join(f"{problem.message} {problem.fix}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an independent check found, in sentences."""

    ok: bool
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why two people are not a pair, and what it would cost to make them one."""

    mentee: str
    mentor: str
    paired: bool = False  # they are a pair already
    rule: str = ""  # the hard rule that stands between; "closed" for every private one
    score: int = 0
    parts: tuple[Part, ...] = ()
    loss: int = 0  # what the total would lose (negative: gain)
    left_out: tuple[str, ...] = ()  # mentees who would lose their mentor and get none
    displaced: tuple[str, ...] = ()  # other people whose pair would change
    place_worth: int | None = (
        None  # what one place of this mentor is worth to others; None: coverage hangs on it
    )
    least: int = 0  # the weakest pair with this one in place
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs between two outcomes."""

    people: tuple[str, ...]  # everybody whose pair is new, gone or another, mentees first
    total_change: int
    percent_tenths: int  # of the total before, in tenths of a percent, rounded to the nearest
    lost: tuple[tuple[str, str], ...]  # pairs (mentee, mentor) that go
    gained: tuple[tuple[str, str], ...]  # pairs that come


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """This will give the outcome as plain values; parts, profits and prices become objects by slug or key."""
    data: dict[str, Any] = _codec.to_json(outcome)
    for pair in data["pairs"]:
        pair["parts"] = {part["criterion"]: part["points"] for part in pair["parts"]}
    if data["certificate"]:
        for name in ("profits", "prices"):
            data["certificate"][name] = dict(data["certificate"][name])
    return data


def outcome_from_json(data: str | bytes | Mapping[str, Any]) -> Outcome:
    """This will rebuild an outcome from ``outcome_to_json``'s value or its text, or raise ValueError."""
    plain = _codec.plain(data)
    if isinstance(plain.get("pairs"), list):
        plain["pairs"] = [_listed(pair, "parts", ("criterion", "points")) for pair in plain["pairs"]]
    if isinstance(plain.get("certificate"), Mapping):
        for name in ("profits", "prices"):
            plain["certificate"] = _listed(plain["certificate"], name, None)
    return _codec.from_json(Outcome, plain)


def _listed(record: Any, name: str, fields: tuple[str, str] | None) -> Any:
    """This will give ``record`` with its object ``name`` as a list of two-field records or of pairs."""
    if not isinstance(record, Mapping) or not isinstance(record.get(name), Mapping):
        return record
    items = record[name].items()
    listed = (
        [dict(zip(fields, item, strict=True)) for item in items] if fields else [list(item) for item in items]
    )
    return {**record, name: listed}

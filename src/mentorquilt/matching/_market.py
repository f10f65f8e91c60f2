"""The people of one round, as plain frozen values.

Here: what matching may know of a mentee and a mentor, and the lists that bind or forbid pairs.
Not here: rules and weights (``_policy``), results (``_outcome``), checks (``_problems``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from mentorquilt.matching import _codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What both sides share: slugs and group keys to compare; () and "" mean unknown."""

    key: str  # unique in its list; the same key in both lists is the same human
    name: str = ""  # for words only
    stage: str = ""
    specialty: str = ""
    subspecialty: str = ""
    terms: tuple[str, ...] = ()  # free niche terms, lower case
    setting: str = ""
    hospital_size: str = ""
    institutions: tuple[str, ...] = ()  # present ones, as group keys
    trainings: tuple[str, ...] = ()  # training programs, as group keys
    city: str = ""  # "US/KS/Salina"
    region: str = ""  # "US/KS"
    country: str = ""  # "US"
    latitude: float | None = None
    longitude: float | None = None
    languages: tuple[str, ...] = ()
    waking: tuple[tuple[int, int], ...] = ()  # minutes of the week in UTC, 0 to 10080, sorted and merged
    waking_assumed: bool = True
    groups: tuple[str, ...] = ()
    background: tuple[str, ...] = ()  # protected: read only for the other side's wishes
    excludes_institutions: tuple[str, ...] = ()  # private, like the three below; either side may shut out
    excludes_cities: tuple[str, ...] = ()
    excludes_regions: tuple[str, ...] = ()
    excludes_people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """A person who seeks a mentor in this round."""

    wants_types: tuple[str, ...] = ()  # in wished order
    wants_topics: tuple[str, ...] = ()
    needs_done: tuple[str, ...] = ()  # the mentor should have done this
    text: str = ""  # need and long-term goal
    project: str = ""
    other_specialty: str = "any"  # any | only_same | prefer_other
    wants_distance: str = "any"  # any | far | near
    left_out_before: int = 0  # rounds in a row without a mentor
    ranked: tuple[str, ...] = ()  # private: mentor keys in wished order
    wishes_background: tuple[str, ...] = ()  # private


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """A person who offers places in this round."""

    types: tuple[str, ...] = ()  # offered; () = all
    topics: tuple[str, ...] = ()
    refuses_topics: tuple[str, ...] = ()
    has_done: tuple[str, ...] = ()
    text: str = ""  # offer, bio and works
    places: int = 1  # free places for this round
    unavailable: str = ""  # "" | paused | full | not_willing | dates
    ranked: tuple[str, ...] = ()  # private: mentee keys in wished order


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Everything a round may look at, frozen: the same market and policy always give the same pairs."""

    mentees: tuple[Mentee, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()  # earlier or running pairs (mentee, mentor)
    conflicts: tuple[tuple[str, str], ...] = ()  # private, tested both ways
    bans: tuple[tuple[str, str], ...] = ()  # by the coordinator (mentee, mentor)
    pins: tuple[tuple[str, str], ...] = ()  # kept whatever else (mentee, mentor)
    lifted: tuple[tuple[str, str, str], ...] = ()  # (mentee, mentor, rule) lifted on purpose
    labels: tuple[
        tuple[str, str], ...
    ] = ()  # slug to the words a reason shows; a missing slug is shown plainly


def market_to_json(market: Market) -> dict[str, Any]:
    """This will give the market as dicts, lists and scalars, ready for ``json.dumps``."""
    return cast(dict[str, Any], _codec.to_json(market))


def market_from_json(data: str | bytes | Mapping[str, Any]) -> Market:
    """This will rebuild a market from ``market_to_json``'s value or its text, or raise ValueError."""
    return _codec.from_json(Market, data)

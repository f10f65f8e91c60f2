"""Reads over pairings: couples there were, and sheets of earlier pairs on their way in."""

from mentorquilt.pairings.queries.couples import (
    earlier_couples,
    earlier_pairs,
    lasting_count,
    partners_of,
    personal_data,
)
from mentorquilt.pairings.queries.earlier import EarlierPlan, plan, who_is_asked

__all__ = [
    "EarlierPlan",
    "earlier_couples",
    "earlier_pairs",
    "lasting_count",
    "partners_of",
    "personal_data",
    "plan",
    "who_is_asked",
]

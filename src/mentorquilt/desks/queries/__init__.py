"""Reads that join rooms, cut by page."""

from mentorquilt.desks.queries.homes import (
    AdminDesk,
    CohortAtAGlance,
    CoordinatorDesk,
    MemberDesk,
    admin_desk,
    coordinator_desk,
    member_desk,
)
from mentorquilt.desks.queries.pair_page import PairPage, message_lines, names_of, pair_page
from mentorquilt.desks.queries.pairs import PairCard, own_pairs

__all__ = [
    "AdminDesk",
    "CohortAtAGlance",
    "CoordinatorDesk",
    "MemberDesk",
    "PairCard",
    "PairPage",
    "admin_desk",
    "coordinator_desk",
    "member_desk",
    "message_lines",
    "names_of",
    "own_pairs",
    "pair_page",
]

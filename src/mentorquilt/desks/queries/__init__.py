"""Reads that join rooms, cut by page."""

from mentorquilt.desks.queries.homes import (
    CohortAtAGlance,
    CoordinatorDesk,
    coordinator_desk,
)
from mentorquilt.desks.queries.installation import AdminDesk, admin_desk
from mentorquilt.desks.queries.member_home import MemberDesk, OpenDoor, Standing, member_desk
from mentorquilt.desks.queries.pair_page import PairPage, message_lines, names_of, pair_page
from mentorquilt.desks.queries.pairs import PairCard, own_pairs

__all__ = [
    "AdminDesk",
    "CohortAtAGlance",
    "CoordinatorDesk",
    "MemberDesk",
    "OpenDoor",
    "PairCard",
    "PairPage",
    "Standing",
    "admin_desk",
    "coordinator_desk",
    "member_desk",
    "message_lines",
    "names_of",
    "own_pairs",
    "pair_page",
]

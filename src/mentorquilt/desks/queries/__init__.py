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

__all__ = [
    "AdminDesk",
    "CohortAtAGlance",
    "CoordinatorDesk",
    "MemberDesk",
    "admin_desk",
    "coordinator_desk",
    "member_desk",
]

"""Reads over groups: the list, one group's page, marks, what is held of a member."""

from mentorquilt.sigs.queries.groups import (
    GroupLine,
    Groups,
    Officer,
    belongs,
    count_people,
    groups,
    joinable,
    membership,
    of_members,
    officers,
)
from mentorquilt.sigs.queries.mentors import MarkedCard, Mentors, marked, marks_of, mentors
from mentorquilt.sigs.queries.personal import HELD, personal_data

__all__ = [
    "HELD",
    "GroupLine",
    "Groups",
    "MarkedCard",
    "Mentors",
    "Officer",
    "belongs",
    "count_people",
    "groups",
    "joinable",
    "marked",
    "marks_of",
    "membership",
    "mentors",
    "of_members",
    "officers",
    "personal_data",
]

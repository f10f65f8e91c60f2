"""Tables of people, cut by subject: accounts, taxonomy, profiles, mentoring, private matters."""

from mentorquilt.members.models.accounts import Grant, Member, Membership, MembershipFeed
from mentorquilt.members.models.mentoring import Mentoring, Need, Offer
from mentorquilt.members.models.private import Background, Conflict, Exclusion, Experience
from mentorquilt.members.models.profiles import (
    Affiliation,
    CareerStep,
    Photo,
    Profile,
    WeeklyHours,
    Whereabouts,
)
from mentorquilt.members.models.taxonomy import Institution, MentorType, Term, TermKind

__all__ = [
    "Affiliation",
    "Background",
    "CareerStep",
    "Conflict",
    "Exclusion",
    "Experience",
    "Grant",
    "Institution",
    "Member",
    "Membership",
    "MembershipFeed",
    "MentorType",
    "Mentoring",
    "Need",
    "Offer",
    "Photo",
    "Profile",
    "Term",
    "TermKind",
    "WeeklyHours",
    "Whereabouts",
]
